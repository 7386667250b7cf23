import { may } from '#lib/access/permissions.ts';
import { readMember, type Member } from '#lib/outreach/server/team-members.ts';
import { readTeam, type Team } from '#lib/outreach/server/teams.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { placeTitle } from '#lib/territory/place.ts';
import { listGroups } from '#lib/territory/server/groups.ts';
import { readPlace } from '#lib/territory/server/places.ts';

/** The team that an address names, for whoever keeps it; to others it is not found. */
export async function readOwnTeam({ db, actor }: App.Locals, id: string): Promise<Team> {
	const team = await readTeam(db, actor, id);
	if (!may(actor, 'team.keep', team.target)) throw notFound();
	return team;
}

/** Somebody in such a team. */
export async function readOwnMember(locals: App.Locals, id: string, memberId: string) {
	await readOwnTeam(locals, id);
	const { team, member } = await readMember(locals.db, locals.actor, id, memberId);
	return { team: { id: team.id, name: team.name }, member: member as Pick<Member, 'id' | 'name' | 'from' | 'to'> };
}

/** Where a team of a ward may work: the whole ward or one of its groups. */
export async function listTeamPlaces({ db, now, language }: App.Locals, wardCode: string) {
	const today = dayOf(now);
	const groups = await listGroups(db, wardCode, today);
	return [
		{ value: wardCode, title: placeTitle(await readPlace(db, wardCode, today), language) },
		...groups.map(({ id, name }) => ({ value: id, title: name }))
	];
}
