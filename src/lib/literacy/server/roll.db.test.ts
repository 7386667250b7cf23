import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anonymous, type Actor } from '#lib/access/actor.ts';
import { record } from '#lib/ledger/server/record.ts';
import type { RollPart } from '#lib/literacy/roll.ts';
import { findGroupFigure } from '#lib/literacy/server/figure.ts';
import { readRoll, ROLL_PAGE } from '#lib/literacy/server/roll.ts';
import { moveResidence, recordDeath } from '#lib/people/server/residence.ts';
import { newId } from '#lib/shared/ids.ts';
import { erasePerson } from '#lib/sign-in/server/erasure.ts';
import { mergeGroups } from '#lib/territory/server/population.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith, herself, makeWorld, NOON, settle, takeTest, type World } from '#tests/world.ts';

const whole = { door: 'whole', standard: 'ky-nang-so-thiet-yeu' } as const;

let database: TestDatabase;
let world: World;
const people: Record<string, string> = {};

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
	const { cuaNam, thanhBa } = world;
	const names = { passed: 'Nguyễn Thị Ánh', failed: 'Đỗ Văn Dũng', partly: 'Trần Thị Đào', idle: 'Lê Văn Bình' };
	for (const [key, fullName] of Object.entries(names)) people[key] = await settle(world, cuaNam, { fullName });
	people['child'] = await settle(world, cuaNam, { fullName: 'Phạm Thị Ẩn', birthYear: 2010 });
	people['claimant'] = await settle(world, cuaNam, { fullName: 'Vũ Thị An', confirmed: false });
	people['other'] = await settle(world, cuaNam, { fullName: 'Nguyễn Thị Ánh', group: 1 });
	people['far'] = await settle(world, thanhBa, { fullName: 'Nguyễn Thị Ánh' });
	for (const key of ['passed', 'child', 'claimant', 'other']) await takeTest(world, people[key] as string, whole);
	await takeTest(world, people['failed'] as string, whole, { right: 3 });
	await takeTest(world, people['partly'] as string, { door: 'module', standard: whole.standard, module: 'vneid' });
});
afterAll(() => database.close());

function read(actor: Actor, more: { groupId?: string; search?: string; part?: RollPart | null; page?: number } = {}) {
	const { groupId = world.cuaNam.groups[0], search = '', part = null, page = 1 } = more;
	return readRoll(world.db, actor, { groupId, standard: world.standard, search, part, page }, NOON);
}

const names = (roll: Awaited<ReturnType<typeof read>>) => roll.entries.map((entry) => entry.fullName);

describe('the people of a group', () => {
	test('stand by given name, each with her state, whether she is confirmed and of age', async () => {
		const roll = await read(world.cuaNam.officer);
		expect(roll.entries.map(({ fullName, state, confirmed, adult }) => [fullName, state, confirmed, adult])).toEqual([
			['Vũ Thị An', 'attained', false, true],
			['Nguyễn Thị Ánh', 'attained', true, true],
			['Phạm Thị Ẩn', 'attained', true, false],
			['Lê Văn Bình', 'not_yet', true, true],
			['Đỗ Văn Dũng', 'assessed', true, true],
			['Trần Thị Đào', 'partly', true, true]
		]);
		expect(roll).toMatchObject({ total: 6, evidence: true, group: { groupName: 'Tổ dân phố 1' } });
	});

	test('are found by any part of a name without diacritics, and by nothing else', async () => {
		const { officer } = world.cuaNam;
		expect(names(await read(officer, { search: 'anh' }))).toEqual(['Nguyễn Thị Ánh']);
		expect(names(await read(officer, { search: ' DÀO tran ' }))).toEqual(['Trần Thị Đào']);
		expect(names(await read(officer, { search: 'nh' }))).toEqual([]);
		for (const search of ['%', '_', "' or 1=1 --", '\\']) {
			expect((await read(officer, { search })).entries.length, search).toBeLessThanOrEqual(6);
		}
		expect(names(await read(officer, { search: "' or 1=1 --" }))).toEqual([]);
	});

	test('of one state are as many as the figure of the group counts', async () => {
		const { officer, groups } = world.cuaNam;
		const figure = await findGroupFigure(world.db, groups[0], world.standard, '2026-11-20');
		const count = async (part: RollPart) => (await read(officer, { part })).total;
		expect(await count('attained')).toBe(figure?.attained);
		expect(await count('assessed')).toBe((figure?.assessed ?? 0) - (figure?.attained ?? 0));
		expect(figure).toMatchObject({ attained: 1, assessed: 2 });
		expect(names(await read(officer, { part: 'unconfirmed' }))).toEqual(['Vũ Thị An']);
	});

	test('are only done or not yet for the head of the group and for the province', async () => {
		for (const actor of [world.cuaNam.head, actorWith('province_officer', '01')]) {
			const roll = await read(actor);
			expect(roll.evidence).toBe(false);
			expect(roll.states).toEqual(['attained', 'not_yet']);
			expect(new Set(roll.entries.map(({ state }) => state))).toEqual(new Set(['attained', 'not_yet']));
			expect((await read(actor, { part: 'assessed' })).total).toBe(0);
			expect((await read(actor, { part: 'not_yet' })).total).toBe(3);
		}
	});

	test('are not found by anybody whose role does not reach the group', async () => {
		const { cuaNam, thanhBa } = world;
		const others = [
			anonymous,
			herself(people['passed'] as string),
			cuaNam.trainer,
			thanhBa.officer,
			thanhBa.head,
			actorWith('province_officer', '25'),
			actorWith('head_of_group', cuaNam.groups[1])
		];
		for (const actor of others) await expect(read(actor)).rejects.toMatchObject({ code: 'not_found', status: 404 });
		for (const groupId of [newId(NOON), 'x', '']) {
			await expect(read(cuaNam.officer, { groupId })).rejects.toMatchObject({ status: 404 });
		}
		await expect(read(cuaNam.officer, { groupId: thanhBa.groups[0] })).rejects.toMatchObject({ status: 404 });
	});

	test('follow moves and deaths, keep the erased without a name, and come fifty to a page', async () => {
		const { officer, groups } = world.thanhBa;
		const here = async (page = 1) => read(officer, { groupId: groups[1], page });
		const [mover, dead, erased] = await Promise.all([1, 2, 3].map(() => settle(world, world.thanhBa, { group: 1 })));
		for (let n = 0; n < ROLL_PAGE; n += 1) await settle(world, world.thanhBa, { group: 1 });
		expect(await here()).toMatchObject({ total: ROLL_PAGE + 3, page: 1 });
		expect((await here()).entries).toHaveLength(ROLL_PAGE);
		expect((await here(2)).entries).toHaveLength(3);
		expect((await here(0)).entries).toHaveLength(ROLL_PAGE);
		const move = { eventId: newId(NOON), personId: mover as string, toGroupId: groups[0], on: '2026-11-19' };
		await record(world.db, officer, moveResidence, move, NOON);
		await record(
			world.db,
			officer,
			recordDeath,
			{ eventId: newId(NOON), personId: dead as string, on: '2026-11-19' },
			NOON
		);
		await record(world.db, officer, erasePerson, { eventId: newId(NOON), personId: erased as string }, NOON);
		const last = await here(2);
		expect(last.total).toBe(ROLL_PAGE + 1);
		expect(last.entries).toMatchObject([{ personId: erased, fullName: null }]);
	});

	test('of a merged group are those of the groups it stands for, and the old address leads to it', async () => {
		const { officer, groups } = world.cuaNam;
		const merge = {
			eventId: newId(NOON),
			from: [...groups],
			into: { id: newId(NOON), name: 'Tổ Mới', kind: 'Tổ' },
			on: '2026-11-20'
		};
		await record(world.db, officer, mergeGroups, merge, NOON);
		const roll = await read(officer);
		expect(roll.group).toMatchObject({ groupId: merge.into.id, groupName: 'Tổ Mới' });
		expect(roll.total).toBe(7);
		expect((await read(officer, { part: 'attained' })).total).toBe(2);
		expect(await findGroupFigure(world.db, merge.into.id, world.standard, '2026-11-20')).toMatchObject({
			attained: 2,
			adults: 240
		});
	});
});
