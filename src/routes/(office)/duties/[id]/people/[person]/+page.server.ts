import { listCompletions } from '#lib/compliance/server/completions.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { namesOf } from '#lib/people/server/names.ts';
import { writeDay } from '#lib/shared/dates.ts';
import { blockerText, evidenceText, moduleTitles } from '../../../../../compliance-words.ts';
import { readOne } from './bound.ts';
import type { PageServerLoad } from './$types';

/** One person and one duty: each period, what is missing, what is there, what was waived or seen elsewhere, by whom. */
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
		seen: await Promise.all(
			(await listCompletions(db, duty.id, params.person)).map(
				async ({ id, modules, platform, on, code, seenBy, seenOn }) => {
					const days = { day: writeDay(on), seen: writeDay(seenOn) };
					const what = { modules: modules.map((one) => titles[one] ?? one).join(', '), platform, code };
					return { id, text: m.duty_elsewhere_line({ ...what, ...days, name: await nameOf(db, seenBy) }) };
				}
			)
		),
		mayWaive: may('cycle.waive'),
		maySee: may('completion.see'),
		mayGrantTime: may('accommodation.set'),
		mayKeepPapers: may('official_paper.keep')
	};
};

async function nameOf(db: App.Locals['db'], id: string): Promise<string> {
	return (await namesOf(db, [id])).get(id) ?? '–';
}
