import { findLesson, findModule, findSkill, findStandard, nextLesson } from '#lib/curriculum/library.ts';
import type { Bilingual, Library, Standard } from '#lib/curriculum/content.ts';
import { readStandard } from '#lib/curriculum/server/versions.ts';
import type { TestResult } from '#lib/learning/evidence.ts';
import type { Attempt } from '#lib/learning/server/attempt.ts';
import { markAttempt } from '#lib/learning/server/submit.ts';
import { kindOf } from '#lib/learning/test.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { notFound } from '#lib/shared/errors.ts';
import { nextStep } from '../../next-step.ts';
import { readStanding } from '../../standing.ts';

/** A finished practice round: how many were right, and where to go on. */
export async function readPracticeResult(db: Db, library: Library, attempt: Attempt) {
	const kind = kindOf(attempt.test);
	if (kind.door !== 'practice') throw notFound();
	const marks = await markAttempt(db, attempt);
	const lesson = findLesson(library, kind.module, kind.lesson);
	const next = lesson && nextLesson(library, lesson);
	return {
		door: 'practice' as const,
		asked: marks.length,
		right: marks.filter((mark) => mark.right).length,
		module: kind.module,
		lesson: kind.lesson,
		next: next && { id: next.id, title: next.title },
		test: library.standards.some((standard) => standard.modules.includes(kind.module))
	};
}

/** A test's result as it stands today, with the help stated later, and what is still missing. */
export async function readTestResult(db: Db, library: Library, attempt: Attempt, personId: string) {
	const kind = kindOf(attempt.test);
	if (kind.door === 'practice') throw notFound();
	// Passed or not was decided by the version fixed at the start; what is missing, by the one in force today.
	const fixed = await readStandard(db, attempt.standardHash ?? '');
	const standing = await readStanding(db, library, personId, findStandard(library, kind.standard) ?? fixed);
	const result = standing.results.find((one) => one.id === attempt.submissionId);
	if (!result) throw notFound();
	const { standard, status, missing, counting } = standing;
	const titleOf = (id: string): Bilingual => findModule(library, id)?.title ?? { vi: id, en: id };
	const next = nextStep(library, standing);
	return {
		door: kind.door,
		module: kind.door === 'module' ? kind.module : null,
		asked: result.marks.length,
		right: result.marks.filter((mark) => mark.right).length,
		pass: kind.door === 'module' ? fixed.moduleTest.pass : Math.ceil(fixed.wholeTest.passShare * result.marks.length),
		passPerModule: kind.door === 'whole' ? fixed.wholeTest.passPerModule : null,
		passed: result.passed,
		counts: counting.has(result.id),
		witnessed: result.witnessed,
		assistance: result.assistance,
		voided: result.voided,
		modules: result.modules.map((score) => ({ ...score, title: titleOf(score.module) })),
		...skillsIn(library, result),
		standard: standard.name,
		attained: status?.attainedDay ?? null,
		witnessedDay: status?.witnessedDay ?? null,
		missing: missing.map((id) => ({ id, title: titleOf(id) })),
		next: next.kind === 'done' ? null : { module: next.module, title: titleOf(next.module) },
		review: result.marks.some((mark) => !mark.right),
		online: fixed.online ? { reviewFrom: reviewFrom(fixed, result.occurredAt), closed: isClosedByTime(attempt) } : null
	};
}

/** From when on one's own answers are told with what is right: at once where residents learn, later in a test of officials. */
export function reviewFrom({ online }: Pick<Standard, 'online'>, handedIn: Date): Date {
	return new Date(handedIn.getTime() + (online?.reviewHours ?? 0) * 3_600_000);
}

function isClosedByTime({ submittedAt, deadlineAt }: Attempt): boolean {
	return deadlineAt !== null && submittedAt?.getTime() === deadlineAt.getTime();
}

/** Skills whose questions were all right, and the others; each in the framework's words. */
function skillsIn(library: Library, { marks }: TestResult): { able: Bilingual[]; unsure: Bilingual[] } {
	const skills = [...new Set(marks.map((mark) => mark.skill))];
	const allRight = (skill: string) => marks.every((mark) => mark.skill !== skill || mark.right);
	const nameOf = (skill: string) => findSkill(library, skill)?.name ?? { vi: skill, en: skill };
	return {
		able: skills.filter(allRight).map(nameOf),
		unsure: skills.filter((skill) => !allRight(skill)).map(nameOf)
	};
}
