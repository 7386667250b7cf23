import { placesFor } from '#lib/access/permissions.ts';
import { listTestsToWitness, numberOf } from '#lib/learning/server/witness.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { forbidden } from '#lib/shared/errors.ts';
import { subjectOf } from '../../(learner)/learner.ts';
import { grouped, witnessState } from './[id]/open-test.ts';
import type { PageServerLoad } from './$types';

const NUMBER = /^[0-9a-f]{6}$/;

/** Tests that are open around here, or the one whose number stands on a learner's screen. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, now, library, language } = locals;
	if (placesFor(actor, 'attempt.witness').length === 0) throw forbidden();
	const typed = (url.searchParams.get('number') ?? '').slice(0, 20);
	const number = typed.replace(/\s+/gu, '').toLowerCase();
	const wrong = number !== '' && !NUMBER.test(number);
	const open = wrong ? [] : await listTestsToWitness(db, actor, now, number || null);
	const others = open.filter((test) => test.personId !== actor.id);
	const names = await namesOf(
		db,
		others.map((test) => test.personId)
	);
	return {
		typed,
		searched: number !== '',
		done: url.searchParams.get('done'),
		tests: others.map((test) => ({
			id: test.id,
			number: grouped(numberOf(test.id)),
			name: names.get(test.personId) ?? null,
			title: subjectOf(library, test).title[language],
			questions: test.questions,
			answered: test.answered,
			state: witnessState(test, actor.id)
		}))
	};
};
