import { placesFor } from '#lib/access/permissions.ts';
import { findAttempt } from '#lib/learning/server/attempt.ts';
import { listOpenQuestions } from '#lib/learning/server/asking.ts';
import { numberOf, type listTestsOf } from '#lib/learning/server/witness.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { subjectOf } from '../../../(learner)/learner.ts';

/** The test that an address names, for a trainer who may witness anywhere; a practice round is not found. */
export async function readOpenTest({ db, actor, library, language }: App.Locals, id: string) {
	const attempt = await findAttempt(db, id);
	const kind = attempt && subjectOf(library, attempt);
	if (!attempt || !kind || kind.door === 'practice' || placesFor(actor, 'attempt.witness').length === 0)
		throw notFound();
	if (attempt.submittedAt) throw new DomainError('attempt_submitted', 409);
	const person = await readPerson(db, attempt.personId);
	return {
		test: {
			id: attempt.id,
			number: grouped(numberOf(attempt.id)),
			title: kind.title[language],
			open: (await listOpenQuestions(db, attempt)).length,
			mine: attempt.witnessId === actor.id
		},
		person: {
			name: person.fullName,
			everydayName: person.everydayName,
			birthYear: person.birthYear,
			groupName: person.residence?.groupName ?? null
		}
	};
}

/** A test's number as the learner's screen shows it: in two groups of three. */
export function grouped(number: string): string {
	return `${number.slice(0, 3)} ${number.slice(3)}`;
}

/** What there is to do for this trainer: begin, end, wait, or nothing because it began without her. */
export function witnessState(test: Awaited<ReturnType<typeof listTestsOf>>[number], trainer: string) {
	if (test.witnessId === trainer)
		return test.witnessedEndAt ? 'ended' : test.answered < test.questions ? 'running' : 'to_end';
	return test.answered > 0 ? 'too_late' : 'to_start';
}

/** Where a witness goes after her word: back to the opening from whose page she gave it, else to the list of tests. */
export function afterWord(url: URL, done: 'started' | 'ended'): string {
	const opening = url.searchParams.get('opening') ?? '';
	return `${isId(opening) ? `/openings/${opening}` : '/witnessing'}?done=${done}`;
}
