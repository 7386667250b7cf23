import { redirect } from '@sveltejs/kit';
import { grantWaiver } from '#lib/compliance/server/exceptions.ts';
import { waiverInput } from '#lib/compliance/server/input.ts';
import { notFound } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { act } from '../../../../../../form.ts';
import { aboutOne, readOne } from '../bound.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const one = await readOne(locals, params, 'cycle.waive');
	const n = periodIn(url, one.states[0]?.frame.n);
	const cycle = one.states.find(({ frame }) => frame.n === n);
	if (!cycle) throw notFound();
	return { ...aboutOne(one, params.person), n, opens: cycle.frame.opens, due: cycle.due, waiverId: newId(locals.now) };
};

export const actions: Actions = {
	default: (event) =>
		act(event, waiverInput, async (waiver) => {
			const { db, actor, now } = event.locals;
			const { id: dutyId, person: personId } = event.params;
			const one = await readOne(event.locals, event.params, 'cycle.waive');
			const n = periodIn(event.url, one.states[0]?.frame.n);
			await grantWaiver(db, actor, { ...waiver, dutyId, personId, n }, now);
			redirect(303, `/duties/${dutyId}/people/${personId}`);
		})
};

/** The period that an address names, or the last one. */
function periodIn(url: URL, last: number | undefined): number {
	const text = url.searchParams.get('n') ?? String(last ?? '');
	if (!/^[1-9]\d{0,2}$/.test(text)) throw notFound();
	return Number(text);
}
