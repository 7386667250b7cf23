import { atConsole } from '#lib/access/actor.ts';
import { askApproval } from '#lib/approvals/server/approvals.ts';
import { record } from '#lib/ledger/server/record.ts';
import { foundHousehold, joinHousehold } from '#lib/people/server/household-changes.ts';
import { moveResidence } from '#lib/people/server/residence.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { grantRole } from '#lib/sign-in/server/roles.ts';
import { listWards } from '#lib/territory/server/places.ts';
import { noteOtherCount } from '#lib/territory/server/other-counts.ts';
import { keepGroups, type GroupsAtWork } from '#tests/group-scene.ts';
import { actorWith, makeCommune, settle } from '#tests/world.ts';
import { FAR_PROVINCE } from './supplement.ts';
import { newName, type RunningWorld } from './world.ts';

export interface KeptGroups extends GroupsAtWork {
	/** keeps the books of the ward */
	keeper: string;
	ward: string;
	groups: [string, string];
	house: string;
	/** asked of a second person: two groups are to become one */
	asked: string;
}

/** The books of a ward in the far province, in which nobody of another test lives. */
export async function showGroups(world: RunningWorld): Promise<KeptGroups> {
	const { db } = world;
	const now = new Date();
	const wards = await listWards(db, FAR_PROVINCE, dayOf(now));
	const ward = wards[Math.trunc(Math.random() * wards.length)]?.code ?? '';
	const keeper = await settle(world, world.cuaNam, { confirmed: false, fullName: newName() }, now);
	const grant = { personId: keeper, role: 'ward_officer', place: ward } as const;
	await grantRole(db, atConsole, { ...grant, from: dayOf(now), to: null }, now);
	const colleague = actorWith('ward_officer', ward, now);
	const commune = await makeCommune(db, ward, FAR_PROVINCE, `Tổ dân phố ${newId(now).slice(-4)}`, 18, now);
	const groupId = commune.groups[0];
	const member = await settle(world, commune, { fullName: newName() }, now);
	const house = newId(now);
	const named = { householdId: house, groupId, label: 'Nhà bà Mẫu Sáu', landmark: 'cạnh giếng' };
	await foundHousehold(db, colleague, named, now);
	await joinHousehold(db, colleague, { householdId: house, personId: member, on: dayOf(now) }, now);
	const atWork = await keepGroups(db, colleague, { groupId, wardCode: ward }, now);
	await settle(world, { ...commune, groups: [atWork.holdingId, groupId] }, { fullName: newName() }, now);
	const count = { kind: 'police' as const, asOf: dayOf(now), adults: 131, source: 'Công văn 12/CAP' };
	await noteOtherCount(db, colleague, { ...count, id: newId(now), groupId }, now);
	const comer = await settle(world, world.cuaNam, { confirmed: false, fullName: newName() }, now);
	const move = { eventId: newId(now), personId: comer, toGroupId: groupId, on: dayOf(now) };
	await record(db, colleague, moveResidence, move, now);
	const asked = newId(now);
	const into = { id: newId(now), name: 'Tổ dân phố Nhập', kind: 'Tổ dân phố' };
	const input = { eventId: asked, from: [...commune.groups], into, on: dayOf(now) };
	await askApproval(db, colleague, { id: asked, verb: 'group.merge', input }, now);
	return { ...atWork, keeper, ward, groups: commune.groups, house, asked };
}
