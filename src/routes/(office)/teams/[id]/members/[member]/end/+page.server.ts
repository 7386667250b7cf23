import { redirect } from '@sveltejs/kit';
import { endMember } from '#lib/outreach/server/team-members.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { endInput } from '#lib/territory/server/input.ts';
import { act } from '../../../../../../form.ts';
import { readOwnMember } from '../../../../own-team.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	...(await readOwnMember(locals, params.id, params.member)),
	today: dayOf(locals.now)
});

export const actions: Actions = {
	default: (event) =>
		act(event, endInput, async ({ on }) => {
			const { db, actor, now } = event.locals;
			const { team, member } = await readOwnMember(event.locals, event.params.id, event.params.member);
			await endMember(db, actor, { teamId: team.id, memberId: member.id, on }, now);
			redirect(303, `/teams/${team.id}?done`);
		})
};
