import { redirect } from '@sveltejs/kit';
import { endTeam } from '#lib/outreach/server/team-end.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { endInput } from '#lib/territory/server/input.ts';
import { act } from '../../../../form.ts';
import { readOwnTeam } from '../../own-team.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { id, name } = await readOwnTeam(locals, params.id);
	return { team: { id, name }, today: dayOf(locals.now) };
};

export const actions: Actions = {
	default: (event) =>
		act(event, endInput, async ({ on }) => {
			const { db, actor, now } = event.locals;
			const { id } = await readOwnTeam(event.locals, event.params.id);
			await endTeam(db, actor, { id, on }, now);
			redirect(303, `/teams/${id}?done`);
		})
};
