import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clock } from '#lib/access/actor.ts';
import { record } from '#lib/ledger/server/record.ts';
import { findHousehold } from '#lib/people/server/membership.ts';
import { correctNames } from '#lib/people/server/names.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { confirmResidence } from '#lib/people/server/residence.ts';
import { residences } from '#lib/people/server/schema.ts';
import { commitRoster } from '#lib/rosters/server/commit.ts';
import { continueImports, goOn } from '#lib/rosters/server/go-on.ts';
import { countRows, readRoster } from '#lib/rosters/server/roster.ts';
import { listRejected, listRows, tellApart } from '#lib/rosters/server/rows.ts';
import { rosters } from '#lib/rosters/server/schema.ts';
import { sendRoster } from '#lib/rosters/server/send.ts';
import { tidyRosters } from '#lib/rosters/server/tidy.ts';
import { undoRoster } from '#lib/rosters/server/undo.ts';
import { daysBefore } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { erasePerson } from '#lib/sign-in/server/erasure.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith, NOON, settle, type World } from '#tests/world.ts';
import { HEAD, makeOffice, utf8 } from '#tests/roster-office.ts';

let database: TestDatabase;
let office: Awaited<ReturnType<typeof makeOffice>>;
let world: World;
const DAYS = (count: number) => daysBefore(NOON, -count);

beforeAll(async () => {
	database = await testDatabase();
	office = await makeOffice(database.db);
	world = office.world;
});
afterAll(() => database.close());

test('a dry run writes rows of the file and nothing else; a commit registers people whom somebody else must confirm', async () => {
	const before = await world.db.execute(sql`select count(*)::int n from events`);
	const rosterId = await office.look(`${HEAD}Đỗ Thị Khế,1950,Tổ dân phố 1,Ông Khế\nĐỗ Văn Khế,1948,tdp 01,ông khế\n`);
	expect(await world.db.execute(sql`select count(*)::int n from events`)).toEqual(before);
	expect(await office.named('Đỗ Thị Khế')).toEqual([]);

	expect(await office.commit(rosterId)).toMatchObject({ new: 2, done: 2, toDo: 0 });
	const [her] = await office.named('Đỗ Thị Khế');
	expect(her?.registeredBy).toBe(world.cuaNam.officer.id);
	const [home] = await world.db
		.select()
		.from(residences)
		.where(eq(residences.personId, her?.personId ?? ''));
	expect(home).toMatchObject({ groupId: world.cuaNam.groups[0], confirmedOn: null });
	const houses = await world.db.execute(sql`select count(*)::int n from households where search = 'ong khe'`);
	expect(houses[0]).toEqual({ n: 1 });

	const claim = { eventId: newId(NOON), personId: her?.personId ?? '', groupId: world.cuaNam.groups[0] };
	await expect(record(world.db, world.cuaNam.officer, confirmResidence, claim, NOON)).rejects.toMatchObject({
		code: 'confirm_own_registration'
	});
	expect(await record(world.db, world.cuaNam.head, confirmResidence, claim, NOON)).toBe('confirmed');
});

test('the same file again changes nothing, nor does saying yes twice, nor is anybody gone whom a file does not name', async () => {
	const text = `${HEAD}Vũ Thị Ổi,1951,1,\nVũ Văn Ổi,1952,1,\n`;
	const first = await office.look(text);
	await commitRoster(world.db, world.cuaNam.officer, first, NOON);
	await office.commit(first);
	const second = await office.look(text.normalize('NFD'));
	expect(await office.reasonsOf(second)).toEqual(['same', 'same']);
	expect(await office.commit(second)).toMatchObject({ done: 0, same: 2 });
	const third = await office.look(`${HEAD}Vũ Thị Ổi,1951,1,\n`);
	await office.commit(third);
	expect(await office.named('Vũ Văn Ổi')).toHaveLength(1);
});

test('two files with the same people that are committed at once register each person once', async () => {
	const text = `${HEAD}Hồ Thị Mít,1951,1,\nHồ Văn Mít,1952,1,\nHồ Thị Na,1960,2,\n`;
	const [one, other] = [await office.look(text), await office.look(text)];
	const done = await Promise.all([office.commit(one), office.commit(other)]);
	expect(done[0].done + done[1].done).toBe(3);
	expect(await office.named('Hồ Thị Mít')).toHaveLength(1);
	expect(await office.reasonsOf(done[0].done === 0 ? one : other)).toContain('doubtful known_since');
});

test('a commit that is cut off in the middle goes on where it was, by the job', async () => {
	const people = Array.from(
		{ length: 60 },
		(_, n) => `Mai Thị Cắt ${'abcdefghij'[n % 10]}${'klmnop'[Math.floor(n / 10)]},${1940 + (n % 50)},1,`
	);
	const rosterId = await office.look(`${HEAD}${people.join('\n')}\n`);
	for (const { line } of await listRows(world.db, world.cuaNam.officer, rosterId, 'doubtful', 1)) {
		await tellApart(world.db, world.cuaNam.officer, { rosterId, lines: [line] }, NOON);
	}
	await commitRoster(world.db, world.cuaNam.officer, rosterId, NOON);
	await goOn(world.db, rosterId, NOON, 1);
	const half = await countRows(world.db, rosterId);
	expect(half.done).toBeGreaterThan(0);
	expect(half.toDo).toBeGreaterThan(0);
	await continueImports(world.db, clock, NOON);
	await continueImports(world.db, clock, NOON);
	expect(await countRows(world.db, rosterId)).toMatchObject({ toDo: 0 });
	expect((await readRoster(world.db, world.cuaNam.officer, rosterId)).state).toBe('committed');
});

test('what is less than sure is doubtful, with its reason, and registered only once somebody has looked', async () => {
	const { cuaNam, thanhBa } = world;
	await settle(world, cuaNam, { fullName: 'Tạ Thị Ngờ', birthYear: 1955 });
	await settle(world, cuaNam, { fullName: 'Tạ Văn Đôi', birthYear: 1956 });
	await settle(world, cuaNam, { fullName: 'Tạ Văn Đôi', birthYear: 1956 });
	await settle(world, thanhBa, { fullName: 'Tạ Thị Xa', birthYear: 1957 });
	const rosterId = await office.look(
		`${HEAD}${[
			'Tạ Thị Ngờ,1955,2,',
			'Ta Thi Ngo,1955,1,',
			'Tạ Văn Đôi,1956,1,',
			'Tạ Thị Xa,1957,1,',
			'Tạ Thị Hai,1958,1,',
			'Tạ Thị Hai,1958,1,'
		].join('\n')}\n`
	);
	expect(await office.reasonsOf(rosterId)).toEqual([
		...['doubtful other_group', 'doubtful alike', 'doubtful two_matches', 'new', 'new', 'doubtful twice_in_file']
	]);
	await tellApart(world.db, cuaNam.officer, { rosterId, lines: [3, 7] }, NOON);
	expect(await office.commit(rosterId)).toMatchObject({ done: 4, doubtful: 2 });
	expect(await office.named('Ta Thi Ngo')).toHaveLength(1);
	expect(await office.named('Tạ Thị Hai')).toHaveLength(2);
	expect(await office.named('Tạ Thị Ngờ')).toHaveLength(1);
});

test('a commit is taken back within seven days, but whom somebody has touched since stays', async () => {
	const { cuaNam } = world;
	const rosterId = await office.look(`${HEAD}La Thị Lui,1950,1,Nhà Lui\nLa Văn Lui,1948,1,Nhà Lui\n`);
	await office.commit(rosterId);
	const [touched] = await office.named('La Văn Lui');
	const claim = { eventId: newId(NOON), personId: touched?.personId ?? '', groupId: cuaNam.groups[0] };
	await record(world.db, cuaNam.head, confirmResidence, claim, DAYS(1));
	await expect(undoRoster(world.db, cuaNam.officer, rosterId, DAYS(8))).rejects.toMatchObject({
		code: 'roster_undo_late'
	});
	await undoRoster(world.db, cuaNam.officer, rosterId, DAYS(2));
	await goOn(world.db, rosterId, DAYS(2), 1000);
	expect(await countRows(world.db, rosterId)).toMatchObject({ taken_back: 1, stays: 1 });
	expect(await office.named('La Thị Lui')).toEqual([]);
	expect(await office.named('La Văn Lui')).toHaveLength(1);
	// Sent once more, she is registered afresh.
	const again = await office.look(`${HEAD}La Thị Lui,1950,1,Nhà Lui\n`, cuaNam, DAYS(3));
	expect(await office.reasonsOf(again)).toEqual(['new']);
});

test('what a file put right is given back with it, and what somebody has changed since stays', async () => {
	const { cuaNam } = world;
	await office.commit(await office.look(`${HEAD}Mai Thị Trả,1950,1,Nhà Trả\nMai Văn Giữ,1948,1,\n`));
	const [her] = await office.named('Mai Thị Trả');
	const [him] = await office.named('Mai Văn Giữ');
	const rosterId = await office.look(
		`Mã Học Số,Họ và tên,Tên thường gọi,Năm sinh,Tổ,Hộ\n` +
			`${her?.personId},Mai Thị Tra,Bà Tra,1951,1,Nhà Trả\n${him?.personId},Mai Văn Giữ,Ông Ba,1949,1,Nhà Ba\n`
	);
	expect(await office.commit(rosterId)).toMatchObject({ done: 2, changed: 2 });
	const mended = { personId: him?.personId ?? '', fullName: 'Mai Văn Giữ', everydayName: 'Ông Tư' };
	await correctNames(world.db, cuaNam.officer, mended, DAYS(1));
	await undoRoster(world.db, cuaNam.officer, rosterId, DAYS(2));
	await goOn(world.db, rosterId, DAYS(2), 1000);

	expect(await countRows(world.db, rosterId)).toMatchObject({ taken_back: 1, stays: 1 });
	const herNow = await readPerson(world.db, her?.personId ?? '');
	expect(herNow).toMatchObject({ fullName: 'Mai Thị Trả', everydayName: null, birthYear: 1950 });
	const himNow = await readPerson(world.db, him?.personId ?? '');
	expect(himNow).toMatchObject({ everydayName: 'Ông Tư', birthYear: 1948 });
	expect(await findHousehold(world.db, him?.personId ?? '')).toBeNull();
	expect(await findHousehold(world.db, her?.personId ?? '')).not.toBeNull();
});

test('whoever is erased is forgotten in the rows of files, and after thirty days so is everybody', async () => {
	const rosterId = await office.look(`${HEAD}Ngô Thị Quên,1950,1,\n`);
	await office.commit(rosterId);
	const [row] = await office.rowsOf(rosterId);
	const erasure = { eventId: newId(NOON), personId: row?.personId ?? '' };
	await record(world.db, world.cuaNam.officer, erasePerson, erasure, NOON);
	await continueImports(world.db, clock, NOON);
	expect((await office.rowsOf(rosterId))[0]).toMatchObject({ cells: [], fullName: null });
	expect(await tidyRosters(world.db, DAYS(29))).toBe(0);
	await tidyRosters(world.db, DAYS(40));
	expect(await world.db.select().from(rosters)).toEqual([]);
});

test('a file of another ward is not found, nobody but an officer sends one, and no group of another ward is taken', async () => {
	const { cuaNam, thanhBa } = world;
	const rosterId = await office.send(`${HEAD}Ai Đó,1950,1,\n`);
	const theirs = { code: 'not_found', status: 404 };
	await expect(readRoster(world.db, thanhBa.officer, rosterId)).rejects.toMatchObject(theirs);
	await expect(commitRoster(world.db, thanhBa.officer, rosterId, NOON)).rejects.toMatchObject(theirs);
	await expect(undoRoster(world.db, thanhBa.officer, rosterId, NOON)).rejects.toMatchObject(theirs);
	await expect(listRejected(world.db, thanhBa.officer, rosterId)).rejects.toMatchObject(theirs);
	const sent = { rosterId: newId(NOON), wardCode: cuaNam.wardCode, groupId: null, fileName: 'x', bytes: utf8(HEAD) };
	for (const actor of [thanhBa.officer, cuaNam.trainer, cuaNam.head]) {
		await expect(sendRoster(world.db, actor, sent, NOON)).rejects.toMatchObject({ status: 403 });
	}
	const foreign = { ...sent, groupId: thanhBa.groups[0], bytes: utf8(`${HEAD}Ai Đó,1950,1,\n`) };
	await expect(sendRoster(world.db, cuaNam.officer, foreign, NOON)).rejects.toMatchObject({
		code: 'group_not_in_ward'
	});
	await expect(sendRoster(world.db, cuaNam.officer, sent, NOON)).rejects.toMatchObject({ code: 'table_empty' });
});

test('whoever has lost her role meanwhile goes on with nothing', async () => {
	const past = actorWith('ward_officer', world.cuaNam.wardCode);
	const rosterId = await office.look(`${HEAD}Phó Thị Thôi,1950,1,\n`);
	await commitRoster(world.db, past, rosterId, NOON);
	await goOn(world.db, rosterId, NOON, 100);
	expect(await readRoster(world.db, past, rosterId)).toMatchObject({ state: 'stopped', stoppedBecause: 'forbidden' });
	expect(await office.named('Phó Thị Thôi')).toEqual([]);
});
