import { sampleMaker } from '#lib/access/actor.ts';
import { readPeriod } from '#lib/compliance/extract.ts';
import { submitExtract } from '#lib/compliance/server/extract.ts';
import type { Library } from '#lib/curriculum/content.ts';
import { standardFor } from '#lib/curriculum/library.ts';
import { record } from '#lib/ledger/server/record.ts';
import { fileAppeal } from '#lib/learning/server/appeals.ts';
import { startAttempt } from '#lib/learning/server/attempt.ts';
import { submitAttempt } from '#lib/learning/server/submit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';

const DAY = 86_400_000;

/** An invented official's test three days ago that a power cut ended, and what she says about it. */
export async function makeOfficialTest(db: Db, library: Library, personId: string, module: string, now: Date) {
	const standard = standardFor(library, 'officials');
	if (!standard) return;
	const then = new Date(now.getTime() - 3 * DAY);
	const herself = { kind: 'person' as const, id: personId, signInId: newId(then), grants: [] };
	const kind = { door: 'module' as const, standard: standard.id, module };
	const { id: attemptId } = await startAttempt(db, library, herself, personId, kind, then);
	const minutesLater = new Date(then.getTime() + 5 * 60_000);
	await record(db, herself, submitAttempt, { attemptId, personId, helped: 'none' }, minutesLater);
	const appeal = { id: newId(now), personId, attemptId, question: 0, reason: 'fault' as const };
	await fileAppeal(db, herself, { ...appeal, text: 'Cơ quan mất điện khi đang làm bài (mẫu).' }, now);
}

/** The extract of an agency for last month, submitted and waiting for the leader. */
export async function makeExtract(db: Db, library: Library, agencyId: string, now: Date): Promise<void> {
	const period = readPeriod(addDays(`${dayOf(now).slice(0, 7)}-01`, -1).slice(0, 7));
	if (period) await submitExtract(db, sampleMaker, library, { agencyId, period }, now);
}
