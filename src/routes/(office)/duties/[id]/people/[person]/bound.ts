import { may, type Verb } from '#lib/access/permissions.ts';
import { readBound } from '#lib/compliance/server/exceptions.ts';
import { listCycleStates, type CycleState } from '#lib/compliance/server/standing.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';

/** Everything of one person and one duty, for whoever may read the duty where she works; else not found. */
export async function readOne(locals: App.Locals, params: { id: string; person: string }, verb: Verb = 'duty.read') {
	const { db, actor, now } = locals;
	const { duty, target } = await readBound(db, actor, verb, { dutyId: params.id, personId: params.person, n: 1 });
	const all = await listCycleStates(db, { personId: params.person }, dayOf(now));
	const states = all.filter((one) => one.duty.id === duty.id).toReversed();
	const [last] = states as [CycleState, ...CycleState[]];
	if (!last) throw notFound();
	return {
		duty,
		target,
		states,
		name: last.fullName ?? '–',
		post: last.post,
		may: (one: Verb) => may(actor, one, target)
	};
}

/** What her small forms say whom they are about. */
export function aboutOne({ duty, name }: { duty: { id: string; title: string }; name: string }, personId: string) {
	return { about: { name, of: `/duties/${duty.id}/people/${personId}` }, duty: { title: duty.title } };
}
