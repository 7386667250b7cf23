import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anonymous, atConsole, type Actor } from '#lib/access/actor.ts';
import type { Role } from '#lib/access/roles.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { auditEntries } from '#lib/server/schema.ts';
import { newId } from '#lib/shared/ids.ts';
import { createGroup, listGroups, placeOfGroup, readGroup } from '#lib/territory/server/groups.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { residentialGroups } from '#lib/territory/server/schema.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

const CUA_NAM = '00082';
const THANH_BA = '08152';
const NOW = new Date('2026-11-22T03:00:00Z');
const TODAY = '2026-11-22';

let world: TestDatabase;
let db: Db;

beforeAll(async () => {
	world = await testDatabase();
	db = world.db;
	await storePlaces(db);
});
afterAll(() => world.close());
beforeEach(() => db.delete(residentialGroups));

function group(name: string, more: Partial<Parameters<typeof createGroup>[2]> = {}) {
	return { wardCode: CUA_NAM, name, kind: 'tổ dân phố', validFrom: '2026-01-01', ...more };
}

function holder(role: Role, place: string): Actor {
	return { kind: 'person', id: newId(NOW), signInId: newId(NOW), grants: [{ role, place }] };
}

async function names(wardCode: string, on: string): Promise<string[]> {
	return (await listGroups(db, wardCode, on)).map(({ name }) => name);
}

describe('a residential group is entered', () => {
	test('with a tidy name, found by its id, and noted in the audit', async () => {
		const officer = holder('ward_officer', CUA_NAM);
		const created = await createGroup(db, officer, group('  Tổ dân phố   Hòa Bình '.normalize('NFD')), NOW);
		expect(created).toMatchObject({
			wardCode: CUA_NAM,
			name: 'Tổ dân phố Hòa Bình',
			kind: 'tổ dân phố',
			validTo: null
		});
		expect(await readGroup(db, created.id)).toEqual(created);
		expect(await placeOfGroup(db, created.id)).toEqual({
			groupId: created.id,
			groupName: 'Tổ dân phố Hòa Bình',
			wardCode: CUA_NAM,
			provinceCode: '01'
		});
		const entries = await db.select().from(auditEntries).where(eq(auditEntries.objectId, created.id));
		expect(entries).toMatchObject([{ actorId: officer.id, verb: 'group.create', objectKind: 'group' }]);
	});

	test('only by the office of its ward or of a place above it', async () => {
		for (const [place, n] of [
			[CUA_NAM, 1],
			['01', 2],
			['vn', 3]
		] as const) {
			await createGroup(db, holder('ward_officer', place), group(`Tổ ${n}`), NOW);
		}
		await createGroup(db, atConsole, group('Tổ 4'), NOW);
		const others = [
			anonymous,
			holder('ward_officer', THANH_BA),
			holder('ward_officer', '25'),
			holder('head_of_group', CUA_NAM),
			holder('trainer', CUA_NAM)
		];
		for (const actor of others) {
			await expect(createGroup(db, actor, group('Tổ 5'), NOW)).rejects.toMatchObject({ code: 'forbidden' });
		}
		expect(await names(CUA_NAM, TODAY)).toEqual(['Tổ 1', 'Tổ 2', 'Tổ 3', 'Tổ 4']);
	});

	test('only in a ward that exists', async () => {
		for (const wardCode of ['00000', '01', 'vn', '']) {
			await expect(createGroup(db, atConsole, group('Tổ 1', { wardCode }), NOW)).rejects.toMatchObject({
				code: 'not_found'
			});
		}
	});

	test('once under each name in a ward, however the name is written', async () => {
		await createGroup(db, atConsole, group('Tổ Hòa Bình 5'), NOW);
		for (const name of ['Tổ Hòa Bình 5', 'tổ hoà bình 05', ' TỔ  HOÀ BÌNH  5 '.normalize('NFD')]) {
			await expect(createGroup(db, atConsole, group(name), NOW), name).rejects.toMatchObject({
				code: 'group_name_taken',
				status: 409
			});
		}
		expect(await names(CUA_NAM, TODAY)).toEqual(['Tổ Hòa Bình 5']);
	});

	test('beside a name that differs in a diacritic or a number, and in another ward under the same name', async () => {
		await createGroup(db, atConsole, group('Thôn Đông'), NOW);
		await createGroup(db, atConsole, group('Thôn Đồng'), NOW);
		await createGroup(db, atConsole, group('Thôn Đông 2'), NOW);
		await createGroup(db, atConsole, group('Thôn Đông', { wardCode: THANH_BA }), NOW);
		expect(await names(CUA_NAM, TODAY)).toEqual(['Thôn Đông', 'Thôn Đồng', 'Thôn Đông 2']);
		expect(await names(THANH_BA, TODAY)).toEqual(['Thôn Đông']);
	});

	test('once, when two officers enter it at the same moment', async () => {
		const attempts = await Promise.allSettled([1, 2, 3, 4].map(() => createGroup(db, atConsole, group('Tổ 1'), NOW)));
		expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		for (const attempt of attempts) {
			if (attempt.status === 'rejected') expect(attempt.reason).toMatchObject({ code: 'group_name_taken' });
		}
		expect(await names(CUA_NAM, TODAY)).toEqual(['Tổ 1']);
	});

	test('under the name of an ended group from the day it ended, not before', async () => {
		const old = await createGroup(db, atConsole, group('Tổ 1'), NOW);
		await db.update(residentialGroups).set({ validTo: '2026-06-01' }).where(eq(residentialGroups.id, old.id));
		const again = (validFrom: string) => createGroup(db, atConsole, group('Tổ 1', { validFrom }), NOW);
		await expect(again('2026-05-31')).rejects.toMatchObject({ code: 'group_name_taken' });
		await again('2026-06-01');
	});
});

describe('the groups of a ward', () => {
	test('are listed as people count', async () => {
		for (const name of ['Tổ 10', 'Tổ 2', 'Thôn Đông', 'Tổ 1', 'Tổ 2A']) {
			await createGroup(db, atConsole, group(name), NOW);
		}
		expect(await names(CUA_NAM, TODAY)).toEqual(['Thôn Đông', 'Tổ 1', 'Tổ 2', 'Tổ 2A', 'Tổ 10']);
		expect(await names(THANH_BA, TODAY)).toEqual([]);
	});

	test('are those of the day: from the first day, not on the day they end', async () => {
		const old = await createGroup(db, atConsole, group('Tổ 1'), NOW);
		await db.update(residentialGroups).set({ validTo: '2026-06-01' }).where(eq(residentialGroups.id, old.id));
		await createGroup(db, atConsole, group('Tổ 1 mới', { validFrom: '2026-06-01' }), NOW);
		expect(await names(CUA_NAM, '2025-12-31')).toEqual([]);
		expect(await names(CUA_NAM, '2026-01-01')).toEqual(['Tổ 1']);
		expect(await names(CUA_NAM, '2026-05-31')).toEqual(['Tổ 1']);
		expect(await names(CUA_NAM, '2026-06-01')).toEqual(['Tổ 1 mới']);
		expect(await placeOfGroup(db, old.id)).toMatchObject({ wardCode: CUA_NAM });
	});
});

test('an unknown group is not found, and neither is what is no id', async () => {
	for (const id of [newId(NOW), '', CUA_NAM, "' or 1=1", 'x'.repeat(1000)]) {
		await expect(readGroup(db, id), id).rejects.toMatchObject({ code: 'not_found', status: 404 });
		await expect(placeOfGroup(db, id), id).rejects.toMatchObject({ code: 'not_found' });
	}
});
