import { redirect } from '@sveltejs/kit';
import { teamInput } from '#lib/outreach/server/team-input.ts';
import { changeTeam } from '#lib/outreach/server/teams.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { act } from '../../../../form.ts';
import { listTeamPlaces, readOwnTeam } from '../../own-team.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { id, name, place, decision, wardCode } = await readOwnTeam(locals, params.id);
	return {
		team: { id, name },
		facts: { name, place, decisionNumber: decision?.number ?? '', day: decision?.on ?? dayOf(locals.now) },
		places: await listTeamPlaces(locals, wardCode)
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, teamInput, async (facts) => {
			const { db, actor, now } = event.locals;
			const { id } = await readOwnTeam(event.locals, event.params.id);
			await changeTeam(db, actor, id, facts, now);
			redirect(303, `/teams/${id}?done`);
		})
};
