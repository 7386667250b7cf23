import { redirect } from '@sveltejs/kit';
import { teamPointsInput } from '#lib/outreach/server/team-input.ts';
import { listTeamPoints, setTeamPoints } from '#lib/outreach/server/teams.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { listLearningPoints } from '#lib/territory/server/points.ts';
import { act } from '../../../../form.ts';
import { readOwnTeam } from '../../own-team.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, now } = locals;
	const { id, name, wardCode } = await readOwnTeam(locals, params.id);
	const points = await listLearningPoints(db, [wardCode], dayOf(now));
	return {
		team: { id, name },
		points: points.map((point) => ({ id: point.id, title: `${point.name}, ${point.address}` })),
		looked: (await listTeamPoints(db, [id])).map(({ pointId }) => pointId)
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, teamPointsInput, async ({ points }) => {
			const { db, actor, now } = event.locals;
			const { id } = await readOwnTeam(event.locals, event.params.id);
			await setTeamPoints(db, actor, id, points, now);
			redirect(303, `/teams/${id}?done`);
		})
};
