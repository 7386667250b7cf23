import { afterAll, beforeAll, expect, test } from 'vitest';
import { approve, askApproval } from '#lib/approvals/server/approvals.ts';
import { carryOutDue } from '#lib/approvals/server/carry-out.ts';
import { listApprovals } from '#lib/approvals/server/list.ts';
import { clock } from '#lib/access/actor.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { roles } from '#lib/sign-in/server/schema.ts';
import { listGroups, readGroup } from '#lib/territory/server/groups.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { herself, makeWorld, NOON, settle, type Commune, type World } from '#tests/world.ts';

const TODAY = dayOf(NOON);

let database: TestDatabase;
let world: World;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());

/** Somebody who holds a role in the books, not only in a session. */
async function employ(commune: Commune, role: 'ward_officer' | 'ward_leader') {
	const personId = await settle(world, commune, { confirmed: false });
	const place = commune.wardCode;
	await world.db
		.insert(roles)
		.values({ id: newId(NOON), personId, role, place, from: '2026-01-01', grantedBy: 'system:console' });
	return { ...herself(personId), grants: [{ role, place }] };
}

const named = (name: string) => ({ id: newId(NOON), name, kind: 'tổ dân phố' });

test('a merge of groups waits for a second person of the ward, and is carried out once', async () => {
	const { db, cuaNam, thanhBa } = world;
	const [asker, second] = [await employ(cuaNam, 'ward_officer'), await employ(cuaNam, 'ward_officer')];
	const id = newId(NOON);
	const into = named('Tổ dân phố Nhập');
	const asked = {
		id,
		verb: 'group.merge' as const,
		input: { eventId: id, from: [...cuaNam.groups], into, on: TODAY }
	};
	const far = { ...asked, id: newId(NOON) };
	await expect(askApproval(db, thanhBa.officer, far, NOON)).rejects.toMatchObject({ status: 403 });
	await Promise.all([askApproval(db, asker, asked, NOON), askApproval(db, asker, asked, NOON)]);
	expect(await readGroup(db, cuaNam.groups[0])).toMatchObject({ validTo: null });
	expect((await listApprovals(db, second, NOON))[0]).toMatchObject({
		groups: { from: ['Tổ dân phố 1', 'Tổ dân phố 2'], into: ['Tổ dân phố Nhập'], on: TODAY },
		mayDecide: true
	});
	expect(await listApprovals(db, thanhBa.officer, NOON)).toEqual([]);
	await expect(approve(db, asker, id, NOON)).rejects.toMatchObject({ code: 'approve_own' });
	await expect(approve(db, cuaNam.head, id, NOON)).rejects.toMatchObject({ status: 403 });
	await Promise.all([approve(db, second, id, NOON), approve(db, second, id, NOON)]);
	expect((await listGroups(db, cuaNam.wardCode, TODAY)).map((group) => group.name)).toEqual(['Tổ dân phố Nhập']);
	expect((await listApprovals(db, asker, NOON))[0]).toMatchObject({ state: 'carried_out' });
});

test('where an officer works alone a split takes effect after a day; what became impossible says so', async () => {
	const { db, thanhBa } = world;
	const alone = await employ(thanhBa, 'ward_officer');
	const [from] = thanhBa.groups;
	const ask = (names: string[]) => {
		const id = newId(NOON);
		const into = names.map(named);
		const input = { eventId: id, from, holding: named(`Chưa phân tổ ${id.slice(-4)}`), into, on: TODAY };
		return askApproval(db, alone, { id, verb: 'group.split', input }, NOON);
	};
	await ask(['Khu Đông', 'Khu Tây']);
	await ask(['Khu Trên', 'Khu Dưới']);
	await expect(ask(['Khu 2', 'Khu Mới'])).rejects.toMatchObject({ code: 'group_name_taken' });
	const nextDay = new Date(NOON.getTime() + 25 * 3_600_000);
	await carryOutDue(db, clock, nextDay);
	const states = (await listApprovals(db, alone, nextDay)).map(({ state }) => state);
	expect(states.sort()).toEqual(['carried_out', 'impossible']);
	expect(await listGroups(db, thanhBa.wardCode, TODAY)).toHaveLength(4);
});
