import type { Library, StoredStandard } from '#lib/curriculum/content.ts';
import { standardFor } from '#lib/curriculum/library.ts';
import { readHistory } from '#lib/ledger/server/history.ts';
import { standardsIn } from '#lib/ledger/server/log.ts';
import { lessonsOf, resultsOf, type TestResult } from '#lib/learning/evidence.ts';
import { counts, modulesMissing, statusesOf, type LiteracyStatus } from '#lib/literacy/status.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { notFound } from '#lib/shared/errors.ts';

/** How far a learner has come towards the standard, as her own pages tell it. */
export interface Standing {
	standard: StoredStandard;
	/** oldest first */
	results: TestResult[];
	/** results that count for the standard: not voided, and with no more help than it allows */
	counting: ReadonlySet<string>;
	/** as `module/lesson` */
	lessonsDone: ReadonlySet<string>;
	/** the lesson finished last */
	lastLesson: { module: string; lesson: string } | null;
	status: LiteracyStatus | null;
	/** required modules without a passed test that counts; none once the standard is attained */
	missing: string[];
}

/** Where a person stands today, against the standard that residents learn for unless another one is given. */
export async function readStanding(
	db: Db,
	library: Library,
	personId: string,
	standard: StoredStandard | null = standardFor(library, 'residents')
): Promise<Standing> {
	if (!standard) throw notFound();
	const events = await readHistory(db, personId);
	const versions = await standardsIn(db, events);
	const results = resultsOf(events);
	const lessons = lessonsOf(events);
	const status = statusesOf(results, versions).find((one) => one.standard === standard.id) ?? null;
	const own = results.filter((result) => result.standard === standard.id);
	return {
		standard,
		results,
		counting: new Set(results.filter((result) => counts(result, versions)).map((result) => result.id)),
		lessonsDone: new Set(lessons.map(({ module, lesson }) => `${module}/${lesson}`)),
		lastLesson: lessons.at(-1) ?? null,
		status,
		missing: status?.attainedDay ? [] : modulesMissing(own, standard, versions)
	};
}
