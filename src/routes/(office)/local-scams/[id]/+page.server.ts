import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { decisionInput } from '#lib/drills/server/input.ts';
import { approveScam, readScam, withdrawScam } from '#lib/drills/server/local-scam.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { titleOfPlace } from '../../../place-title.ts';
import { act } from '../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, now } = locals;
	const scam = await readScam(db, actor, params.id, now);
	const { kind, cameFrom, text, rightChoice, wrongChoice, explain, state, wardCode } = scam;
	const { provinceCode } = await readPlace(db, wardCode, dayOf(now));
	const of = { wardCode, provinceCode: provinceCode ?? '' };
	const own = scam.proposedBy === actor.id;
	return {
		scam: { id: scam.id, kind, cameFrom, text, rightChoice, wrongChoice, explain, state },
		ward: await titleOfPlace(locals, wardCode),
		day: dayOf(scam.proposedAt),
		own,
		mayApprove: state === 'proposed' && !own && may(actor, 'local_scam.approve', of),
		mayWithdraw: state !== 'withdrawn' && may(actor, 'local_scam.withdraw', of)
	};
};

/** A second person's yes, or the end of it. */
export const actions: Actions = {
	default: (event) =>
		act(event, decisionInput, async ({ decision }) => {
			const { db, actor, now } = event.locals;
			const decide = decision === 'approve' ? approveScam : withdrawScam;
			await decide(db, actor, event.params.id, now);
			redirect(303, `/local-scams/${event.params.id}`);
		})
};
