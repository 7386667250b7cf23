import { sampleMaker } from '#lib/access/actor.ts';
import { takeHelpRequest } from '#lib/outreach/server/help-requests.ts';
import { addMember, recordTraining } from '#lib/outreach/server/team-members.ts';
import { addTeam, setTeamPoints } from '#lib/outreach/server/teams.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { addHours, addStop } from '#lib/territory/server/point-times.ts';
import { readLearningPoint } from '#lib/territory/server/points.ts';

/** A commune as far as it was invented. */
export interface Settled {
	wardCode: string;
	pointIds: readonly string[];
	groups: readonly { id: string; name: string }[];
	/** who is in its team: the trainer first */
	team: readonly string[];
}

/** Invents when points are open and where the mobile one stops, a team of the ward with its decision, and who waits for help. */
export async function inventOutreach(db: Db, settled: Settled, since: Date, now: Date): Promise<void> {
	for (const id of settled.pointIds) await inventTimes(db, id, since, now);
	const { wardCode, groups, team, pointIds } = settled;
	const teamId = newId(since);
	const decision = { number: '45/QĐ-UBND (mẫu)', on: dayOf(since) };
	const named = { name: 'Tổ công nghệ số cộng đồng (mẫu)', groupId: null, decision };
	await addTeam(db, sampleMaker, { ...named, id: teamId, wardCode }, now);
	for (const [n, personId] of team.entries()) {
		const member = { id: newId(since), teamId, personId, from: dayOf(since) };
		await addMember(db, sampleMaker, { ...member, part: n === 0 ? 'leader' : 'member' }, now);
		const trained = { teamId, memberId: member.id, on: dayOf(since) };
		if (n < 2) await recordTraining(db, sampleMaker, trained, now);
	}
	await setTeamPoints(db, sampleMaker, teamId, pointIds, now);
	const asked = [
		{ name: 'Bà Tư đầu ngõ (mẫu)', topic: 'vneid', note: 'Quên mật khẩu sau khi đổi máy', suits: 'evening' },
		{ name: 'Ông Năm (mẫu)', topic: 'scam', note: null, suits: 'any' }
	] as const;
	for (const { name, ...request } of asked) {
		const who = { name, wardCode, groupId: groups[0]?.id ?? null };
		const day = addDays(dayOf(now), -1);
		await takeHelpRequest(db, sampleMaker, { ...request, id: newId(now), who, way: 'phone', askedOn: day }, now);
	}
}

async function inventTimes(db: Db, pointId: string, since: Date, now: Date): Promise<void> {
	const { kind } = await readLearningPoint(db, pointId);
	const hours = (weekdays: number[], from: number, to: number) =>
		addHours(
			db,
			sampleMaker,
			pointId,
			{ id: newId(since), weekdays, fromMinute: from * 60, toMinute: to * 60, validFrom: dayOf(since) },
			now
		);
	if (kind === 'fixed') await hours([2, 4, 6], 19, 21);
	if (kind === 'one_stop') await hours([1, 2, 3, 4, 5], 8, 11);
	if (kind !== 'mobile') return;
	for (const [ahead, place] of [
		[2, 'Chợ Mẫu, cổng phía đông'],
		[9, 'Sân trường Mẫu']
	] as const) {
		const on = addDays(dayOf(now), ahead);
		await addStop(db, sampleMaker, pointId, { id: newId(now), on, fromMinute: 420, toMinute: 600, place }, now);
	}
}
