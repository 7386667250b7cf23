import { takeHelpRequest } from '#lib/outreach/server/help-requests.ts';
import { addMember } from '#lib/outreach/server/team-members.ts';
import { addTeam } from '#lib/outreach/server/teams.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { addHours, addStop } from '#lib/territory/server/point-times.ts';
import { addLearningPoint } from '#lib/territory/server/points.ts';
import { keepGroups, type GroupsAtWork } from '#tests/group-scene.ts';
import type { Commune, World } from '#tests/world.ts';

/** What a ward does outside, and one of each that nobody misses once it was ended. */
export interface Outside extends GroupsAtWork {
	pointId: string;
	sparePointId: string;
	hoursId: string;
	stopId: string;
	teamId: string;
	memberId: string;
	helpId: string;
	/** somebody of the ward who is in no team, and may be */
	personId: string;
}

/** A mobile point with hours and a stop, a team of the group with one member, somebody of whom nobody knows who asks. */
export async function goOutside(
	{ db }: World,
	{ officer, wardCode }: Commune,
	groupId: string,
	personId: string,
	now: Date
): Promise<Outside> {
	const today = dayOf(now);
	const point = { name: 'Xe lưu động', address: 'Mẫu', kind: 'mobile', wardCode };
	const pointId = await addLearningPoint(db, officer, point, now);
	const sparePointId = await addLearningPoint(db, officer, point, now);
	const [hoursId, stopId, teamId, memberId, helpId] = [newId(now), newId(now), newId(now), newId(now), newId(now)];
	const span = { fromMinute: 60, toMinute: 120 };
	await addHours(
		db,
		officer,
		pointId,
		{ ...span, id: hoursId, weekdays: [1, 2, 3, 4, 5, 6, 7], validFrom: today },
		now
	);
	const stop = { id: stopId, on: addDays(today, 2), fromMinute: 480, toMinute: 540, place: 'Chợ' };
	await addStop(db, officer, pointId, stop, now);
	await addTeam(db, officer, { id: teamId, wardCode, groupId, name: 'Tổ', decision: null }, now);
	await addMember(db, officer, { id: memberId, teamId, personId, part: 'member', from: today }, now);
	const who = { name: 'Bà Tư', wardCode, groupId };
	const asked = { topic: 'device', note: null, suits: 'any', way: 'phone', askedOn: today } as const;
	await takeHelpRequest(db, officer, { ...asked, id: helpId, who }, now);
	const atWork = await keepGroups(db, officer, { groupId, wardCode }, now);
	return { ...atWork, pointId, sparePointId, hoursId, stopId, teamId, memberId, helpId, personId };
}
