import { may } from '#lib/access/permissions.ts';
import { listMembers } from '#lib/outreach/server/team-members.ts';
import { listTeamPoints, readTeam } from '#lib/outreach/server/teams.ts';
import { dayOf, writeDay } from '#lib/shared/dates.ts';
import { listLearningPoints } from '#lib/territory/server/points.ts';
import { PART_WORDS } from '../../../team-words.ts';
import { titleOfPlace } from '../../../place-title.ts';
import type { PageServerLoad } from './$types';

/** A team: by which decision, who is in it, which points it looks after. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, now } = locals;
	const today = dayOf(now);
	const team = await readTeam(db, actor, params.id);
	const [members, points, looked] = await Promise.all([
		listMembers(db, team.id),
		listLearningPoints(db, [team.wardCode], today),
		listTeamPoints(db, [team.id])
	]);
	const shown = members.map(({ id, personId, name, part, from, to, trainedOn }) => ({
		...{ id, personId, name, part: PART_WORDS[part](), from: writeDay(from), to: to && writeDay(to) },
		trainedOn: trainedOn && writeDay(trainedOn),
		over: to !== null && to <= today
	}));
	return {
		team: {
			...{ id: team.id, name: team.name, wardCode: team.wardCode, place: team.place },
			where: await titleOfPlace(locals, team.place),
			endedOn: team.endedOn && writeDay(team.endedOn),
			decision: team.decision && { number: team.decision.number, on: writeDay(team.decision.on) }
		},
		members: shown.filter(({ over }) => !over),
		former: shown.filter(({ over }) => over),
		points: points.filter(({ id }) => looked.some(({ pointId }) => pointId === id)).map(({ name }) => name),
		mayKeep: may(actor, 'team.keep', team.target) && team.endedOn === null,
		mayInvite: may(actor, 'invitation.make', team.target) && team.endedOn === null,
		done: url.searchParams.has('done')
	};
};
