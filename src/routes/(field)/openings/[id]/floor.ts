import { may } from '#lib/access/permissions.ts';
import { listTestsOf } from '#lib/learning/server/witness.ts';
import { listHelp } from '#lib/openings/server/help.ts';
import { listNodsAsked } from '#lib/openings/server/nod.ts';
import type { Opening } from '#lib/openings/server/opening.ts';
import { listTablets } from '#lib/openings/server/tablet.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { listSessionsOn } from '#lib/sign-in/server/tablet-sessions.ts';
import { subjectOf } from '../../../(learner)/learner.ts';
import { witnessState } from '../../witnessing/[id]/open-test.ts';

/** What goes on at an opening: who waits for a nod, and at each tablet who learns, with what help, in which test. */
export async function readFloor(locals: App.Locals, opening: Opening) {
	const { db, actor, now, library, language } = locals;
	const tablets = await listTablets(db, opening.id);
	const numbers = new Map(tablets.map(({ id, number }) => [id, number]));
	const sessions = await listSessionsOn(db, [...numbers.keys()], now);
	const asked = await listNodsAsked(db, opening.id, now);
	const people = sessions.map(({ personId }) => personId);
	const names = await namesOf(db, [...people, ...asked.map(({ personId }) => personId)]);
	const help = await listHelp(
		db,
		sessions.map(({ signInId }) => signInId)
	);
	const tests = may(actor, 'attempt.witness', opening.point) ? await listTestsOf(db, people) : [];
	return {
		nods: asked.map(({ tabletId, personId }) => ({
			tabletId,
			personId,
			number: numbers.get(tabletId) ?? 0,
			name: names.get(personId) ?? null
		})),
		tablets: tablets.map(({ id, number }) => {
			const session = sessions.find(({ tabletId }) => tabletId === id);
			const test = tests.find(({ personId }) => personId === session?.personId);
			return {
				id,
				number,
				learner: session && {
					name: names.get(session.personId) ?? null,
					help: help.get(session.signInId) ?? null,
					test:
						test && session.personId !== actor.id
							? {
									id: test.id,
									title: subjectOf(library, test).title[language],
									answered: test.answered,
									questions: test.questions,
									state: witnessState(test, actor.id)
								}
							: null
				}
			};
		})
	};
}
