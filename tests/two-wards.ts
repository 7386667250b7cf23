import type { Actor, PersonActor } from '#lib/access/actor.ts';
import type { Role } from '#lib/access/roles.ts';
import { people, personNames, residences } from '#lib/people/server/schema.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { newId } from '#lib/shared/ids.ts';
import { searchText, sortKey } from '#lib/shared/names.ts';
import { provinces, residentialGroups, wards } from '#lib/territory/server/schema.ts';

export const NOW = new Date('2026-11-22T03:00:00Z');

/** Two wards of two provinces with a group and a resident each, and who works there: leaks between them would show. */
export async function settleTwoWards(db: Db) {
	const here = await settleWard(db, '01', '00082', 'Bà Mẫu Hiền');
	const there = await settleWard(db, '25', '08152', 'Ông Mẫu Khoa');
	return { here, there };
}

async function settleWard(db: Db, provinceCode: string, wardCode: string, fullName: string) {
	const groupId = newId(NOW);
	await db.insert(provinces).values({ code: provinceCode }).onConflictDoNothing();
	await db.insert(wards).values({ code: wardCode, provinceCode }).onConflictDoNothing();
	await db
		.insert(residentialGroups)
		.values({ id: groupId, wardCode, name: 'Tổ 1', kind: 'tổ', validFrom: '2025-07-01' });
	const personId = await settlePerson(db, groupId, fullName);
	return {
		wardCode,
		groupId,
		personId,
		trainer: actorWith('trainer', wardCode),
		head: actorWith('head_of_group', groupId)
	};
}

/** A resident of a group. */
export async function settlePerson(db: Db, groupId: string, fullName: string): Promise<string> {
	const personId = newId(NOW);
	await db.insert(people).values({ id: personId, birthYear: 1955 });
	await db.insert(personNames).values({
		personId,
		fullName,
		everydayName: null,
		sortKey: sortKey(fullName),
		search: searchText(fullName),
		registeredBy: 'system:sample',
		registeredAt: NOW
	});
	await db.insert(residences).values({ personId, groupId, from: '2026-01-05' });
	return personId;
}

/** Somebody signed in with one role at one place. */
export function actorWith(role: Role, place: string): PersonActor {
	return { kind: 'person', id: newId(NOW), signInId: newId(NOW), grants: [{ role, place }] };
}

/** Somebody signed in as herself, without a role. */
export function herself(personId: string): Actor {
	return { kind: 'person', id: personId, signInId: newId(NOW), grants: [] };
}

export function minutesAfter(moment: Date, minutes: number): Date {
	return new Date(moment.getTime() + minutes * 60_000);
}
