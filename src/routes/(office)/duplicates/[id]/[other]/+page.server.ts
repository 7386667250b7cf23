import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { askMerge, dismissMerge, findAskedMerge } from '#lib/approvals/server/merges.ts';
import { findDecision } from '#lib/people/server/duplicates.ts';
import { pairInput } from '#lib/people/server/input.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { act } from '../../../../form.ts';
import { readCompared, type Compared } from './compared.ts';
import type { Actions, PageServerLoad } from './$types';

/** Two records side by side, what has been decided about them, and what waits. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, now } = locals;
	const { one, other, two } = await readBoth(locals, params);
	const decision = await findDecision(db, two);
	const asked = await findAskedMerge(db, two);
	const names = await namesOf(db, asked ? [asked.askedBy] : []);
	return {
		one: shown(one),
		other: shown(other),
		samePhone: phonesOf(one) !== '' && phonesOf(one) === phonesOf(other),
		eventId: newId(now),
		dismissedOn: decision?.state === 'dismissed' ? dayOf(decision.at) : null,
		asked: asked && {
			id: asked.id,
			on: dayOf(asked.askedAt),
			by: names.get(asked.askedBy) ?? null,
			own: asked.askedBy === actor.id
		},
		mayAsk: [one, other].every(({ place }) => may(actor, 'person.merge', place)),
		mayDecide: [one, other].every(({ place }) => may(actor, 'merge.approve', place))
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, pairInput, async ({ decision, eventId }) => {
			const { locals, params } = event;
			const { two } = await readBoth(locals, params);
			if (decision === 'ask') {
				await askMerge(locals.db, locals.actor, { ...two, eventId }, locals.now);
				redirect(303, '/approvals?asked');
			}
			await dismissMerge(locals.db, locals.actor, two, locals.now);
			redirect(303, '/duplicates?done');
		})
};

/** What already is one person has one page. */
async function readBoth(locals: App.Locals, params: { id: string; other: string }) {
	const [one, other] = [await readCompared(locals, params.id), await readCompared(locals, params.other)];
	if (one.person.id === other.person.id) redirect(303, `/people/${one.person.id}`);
	return { one, other, two: { personId: one.person.id, otherId: other.person.id } };
}

const phonesOf = ({ names }: Compared) => names.flatMap(({ phone }) => phone ?? []).join();

/** Of a number its end is enough to compare; the whole of it stands on no page of the staff. */
function shown(side: Compared): Compared {
	const names = side.names.map((name) => ({ ...name, phone: name.phone && `… ${name.phone.slice(-3)}` }));
	return { ...side, names };
}
