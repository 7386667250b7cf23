import { blockerText, evidenceText, moduleTitles } from '../../../../../compliance-words.ts';
import { findPerson } from '#lib/people/server/person.ts';
import { readOne } from './bound.ts';
import type { PageServerLoad } from './$types';

/** One person and one duty: each period, what is missing, what is there, what was waived and by whom. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, library, language } = locals;
	const { duty, states, name, post, may } = await readOne(locals, params);
	const titles = moduleTitles(library, language);
	return {
		duty: { id: duty.id, title: duty.title },
		person: { id: params.person, name, post },
		periods: await Promise.all(
			states.map(async ({ frame, state, due, doneOn, blockers, evidence, waiver }) => ({
				...{ n: frame.n, opens: frame.opens, due, state, doneOn },
				missing: blockers.map((one) => blockerText(one, titles)),
				there: evidence.filter(({ kind }) => kind === 'test').map((one) => evidenceText(one, titles)),
				elsewhere: evidence.filter(({ kind }) => kind === 'elsewhere').map((one) => evidenceText(one, titles)),
				waiver: waiver && { ...waiver, by: await nameOf(db, waiver.grantedBy) }
			}))
		),
		mayWaive: may('cycle.waive'),
		maySee: may('completion.see')
	};
};

async function nameOf(db: App.Locals['db'], id: string): Promise<string> {
	return id.startsWith('system:') ? id : ((await findPerson(db, id))?.fullName ?? '–');
}
