import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { atConsole } from '#lib/access/actor.ts';
import { planRoster } from '#lib/compliance/roster.ts';
import { readAgency, type Agency } from '#lib/compliance/server/agencies.ts';
import { settleOffice, settleOfficial, type Office } from '#lib/compliance/server/compliance.fixture.ts';
import { listOfficials } from '#lib/compliance/server/posts.ts';
import { takeRoster, tryRoster, type Enrol } from '#lib/compliance/server/roster.ts';
import { record } from '#lib/ledger/server/record.ts';
import { enrolStaffList } from '#lib/people/server/register.ts';
import { writeCsv } from '#lib/server/csv.ts';
import { connect, openClient, type Db } from '#lib/server/db/connect.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { grantRole } from '#lib/sign-in/server/roles.ts';
import { actorWith, NOW, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

let database: TestDatabase;
let office: Office;
let front: Office;
let agency: Agency;

beforeAll(async () => {
	database = await testDatabase();
	const { db } = database;
	await storePlaces(db);
	await settleTwoWards(db);
	office = await settleOffice(db, '00082');
	front = await settleOffice(db, '00082', 'Mặt trận Tổ quốc (mẫu)');
	agency = await readAgency(db, office.officer, office.agencyId, NOW);
});
afterAll(() => database.close());

const HEADS = ['STT', 'Họ và tên', 'Năm sinh', 'Chức vụ', 'Loại', 'Cơ quan', 'Từ ngày', 'Đến ngày'];
const file = (...rows: (string | number)[][]) =>
	new TextEncoder().encode(writeCsv([['DANH SÁCH CÁN BỘ'], HEADS, ...rows.map((row, n) => [n + 1, ...row])]));
/** A list with the columns for code and address. */
const named = (...rows: (string | number)[][]) =>
	new TextEncoder().encode(
		writeCsv([['Họ tên', 'Năm sinh', 'Chức vụ', 'Loại', 'Mã cán bộ', 'E-mail'], ...rows.map((cells) => cells)])
	);
const row = (name: string, more: (string | number)[] = [1980, 'Chuyên viên', 'Công chức']) => [name, ...more];
const tried = (bytes: Uint8Array) => tryRoster(database.db, office.officer, agency, bytes, NOW);
const enrol: Enrol = (tx, staff) => record(tx, office.officer, enrolStaffList, staff, NOW);
const taken = (lines: Awaited<ReturnType<typeof tried>>, db: Db = database.db) =>
	takeRoster(
		db,
		office.officer,
		agency,
		lines.map(({ line }) => line),
		enrol,
		NOW
	);
const everything = async () => {
	const [count] = await database.db.execute(sql`
		select (select count(*) from people) people, (select count(*) from appointments) posts,
			(select count(*) from events) events, (select count(*) from audit_entries) entries`);
	return count;
};

test('a dry run writes nothing and says of each line what it would do, or why not', async () => {
	await settleOfficial(database.db, 'Lê Mẫu Một', 1970);
	const before = await everything();
	const plans = await tried(
		file(
			row('Trần Mẫu Mới'),
			row(''),
			row('Phạm Mẫu Già', [1850, 'Chuyên viên', 'Công chức']),
			row('Phạm Mẫu Ngày', ['30/02/1980', 'Chuyên viên', 'Công chức']),
			row('Phạm Mẫu Loại', [1980, 'Chuyên viên', 'giám đốc']),
			row('Phạm Mẫu Chức', [1980, '', 'Viên chức']),
			row('Phạm Mẫu Lạc', [1980, 'Chuyên viên', 'Công chức', 'Sở không có']),
			row('Phạm Mẫu Lịch', [1980, 'Chuyên viên', 'Công chức', '', '31/13/2026', 'x']),
			row('trần  mẫu mới'),
			row('Bà Mẫu Hiền', [1955, 'Chuyên viên', 'Cán bộ'])
		)
	);
	expect(plans.map((plan) => [plan.line.line, plan.state, 'reasons' in plan ? plan.reasons : []])).toEqual([
		[3, 'new', []],
		[4, 'wrong', ['name_missing']],
		[5, 'wrong', ['birth_wrong']],
		[6, 'wrong', ['birth_wrong']],
		[7, 'wrong', ['kind_wrong']],
		[8, 'wrong', ['position_missing']],
		[9, 'wrong', ['agency_unknown']],
		[10, 'wrong', ['to_wrong', 'from_wrong']],
		[11, 'doubtful', ['twice_in_file']],
		[12, 'doubtful', ['known_elsewhere']]
	]);
	expect(await everything()).toEqual(before);
});

test('the same list taken twice, by two officers at once and after another reading makes everybody once', async () => {
	const list = () => file(row('Hoàng Mẫu Đôi'), row('Hoàng Mẫu Kép', ['1/2/1981', 'Văn thư', 'viên chức']));
	const [first, second] = [await tried(list()), await tried(list())];
	const other = connect(database.url, { max: 4 });
	const both = await Promise.all([taken(first), taken(second, other.db), taken(first)]);
	await other.close();
	expect(both.reduce((sum, { added }) => sum + added, 0)).toBe(2);
	const after = await everything();
	expect(await taken(await tried(list()))).toEqual({ added: 0, changed: 0, left: 0 });
	expect(await everything()).toEqual(after);
	const people = (await listOfficials(database.db, [agency.id])).filter(({ fullName }) =>
		/Đôi|Kép/.test(fullName ?? '')
	);
	expect(people.map(({ birthYear, kind }) => [birthYear, kind])).toEqual([
		[1980, 'civil_servant'],
		[1981, 'public_employee']
	]);
});

test('a list of two hundred is taken with hardly more statements than a list of two', async () => {
	const names = (word: string, many: number) =>
		file(...Array.from({ length: many }, (_, n) => row(`Lý Mẫu ${word} ${n}`)));
	const statements = async (bytes: Uint8Array) => {
		const plans = await tried(bytes);
		const before = asked;
		expect(await taken(plans, counted)).toMatchObject({ added: plans.length });
		return asked - before;
	};
	let asked = 0;
	const client = openClient(database.url, { max: 2 });
	const counted = drizzle(client, { logger: { logQuery: () => (asked += 1) } });
	const [few, many] = [await statements(names('Ít', 2)), await statements(names('Nhiều', 200))];
	await client.end();
	expect(many).toBeLessThan(few * 1.5);
	const [noted] = await database.db.execute<{ enrolled: number; posted: number }>(sql`
		select count(*) filter (where verb = 'person.registered')::int enrolled,
			count(*) filter (where verb = 'agency.keep' and detail ->> 'what' = 'appoint')::int posted
		from audit_entries where person_id in (select person_id from person_names where full_name like 'Lý Mẫu Nhiều %')`);
	expect(noted).toEqual({ enrolled: 200, posted: 200 });
});

test('a list moves, corrects and ends posts, and keeps what was', async () => {
	const take = async (...rows: (string | number)[][]) => taken(await tried(file(...rows)));
	await take(row('Vũ Mẫu Chuyển', [1979, 'Chuyên viên', 'Công chức', '', '01/01/2026', '']));
	const posts = async () =>
		(await listOfficials(database.db, [agency.id, front.agencyId]))
			.filter(({ fullName }) => fullName === 'Vũ Mẫu Chuyển')
			.map(({ position, agencyName, from, to }) => [position, agencyName, from, to])
			.sort((a, b) => ((a[2] ?? '') < (b[2] ?? '') ? -1 : 1));
	expect(await take(row('Vũ Mẫu Chuyển', [1979, 'Phó phòng', 'Công chức', '', '01/06/2026', '']))).toMatchObject({
		changed: 1
	});
	const there = [1979, 'Phó Chủ tịch', 'Cán bộ', 'mặt trận tổ quốc (mẫu)', '01/09/2026', ''];
	expect(await take(row('Vũ Mẫu Chuyển', there))).toMatchObject({ changed: 1 });
	expect(await take(row('Vũ Mẫu Chuyển', there))).toEqual({ added: 0, changed: 0, left: 0 });
	expect(await posts()).toEqual([
		['Chuyên viên', 'UBND (mẫu)', '2026-01-01', '2026-06-01'],
		['Phó phòng', 'UBND (mẫu)', '2026-06-01', '2026-09-01'],
		['Phó Chủ tịch', 'Mặt trận Tổ quốc (mẫu)', '2026-09-01', null]
	]);
	await take(row('Vũ Mẫu Chuyển', [...there.slice(0, 4), '', '31/10/2026']));
	expect((await posts()).at(-1)).toEqual(['Phó Chủ tịch', 'Mặt trận Tổ quốc (mẫu)', '2026-09-01', '2026-11-01']);
});

test('two officials alike are never guessed, and an earlier post is not overwritten', async () => {
	const [one] = await tried(file(row('Đỗ Mẫu Trùng', [1980, 'Chuyên viên', 'Công chức', '', '01/05/2026', ''])));
	if (!one) throw new Error('no line');
	const post = { id: 'a', agencyId: agency.id, agencyName: 'x', fullName: 'Đỗ Mẫu Trùng', birthYear: 1980 };
	const held = { ...post, position: 'Văn thư', kind: 'worker' as const, from: '2026-06-01', to: null };
	const plan = (...posts: Parameters<typeof planRoster>[1]) =>
		planRoster([one.line], posts, new Set(), '2026-11-22').map((line) =>
			'reasons' in line ? line.reasons : line.state
		);
	expect(plan({ ...held, personId: 'p' }, { ...held, personId: 'q' })).toEqual([['several_alike']]);
	expect(plan({ ...held, personId: 'p' })).toEqual([['earlier_than_held']]);
});

test('a list without the columns is refused, and nobody else’s officer may try one', async () => {
	const nothing = new TextEncoder().encode('Tên,Tuổi\nA,5\n');
	await expect(tried(nothing)).rejects.toMatchObject({ code: 'roster_columns', status: 422 });
	const stranger = actorWith('ward_officer', '08152');
	for (const actor of [stranger, actorWith('head_of_agency', '00082'), actorWith('helper', '00082')]) {
		await expect(tryRoster(database.db, actor, agency, nothing, NOW)).rejects.toMatchObject({ status: 403 });
	}
});

test('a staff code names somebody whatever her name is spelled like by now, and is never guessed', async () => {
	const clerk = (name: string, year: number, code: string) => [name, year, 'Chuyên viên', 'Công chức', code, ''];
	await taken(await tried(named(clerk('Bùi Mẫu Mã', 1984, 'cb 001'), clerk('Bùi Mẫu Mã', 1984, 'CB002'))));
	const people = async () =>
		(await listOfficials(database.db, [agency.id])).filter(({ staffCode }) => staffCode !== null);
	expect((await people()).map(({ staffCode }) => staffCode).sort()).toEqual(['CB001', 'CB002']);
	const told = async (...rows: (string | number)[][]) =>
		(await tried(named(...rows))).map((plan) => ('reasons' in plan ? plan.reasons : [plan.state]));
	// Two of one name and year are told apart by it; without it nobody is.
	expect(await told(clerk('Bùi Mẫu Mã', 1984, 'CB001'))).toEqual([['same']]);
	expect(await told(clerk('Bùi Mẫu Mã', 1984, ''))).toEqual([['several_alike']]);
	expect(await told(clerk('Bùi Thị Mẫu Mã', 1984, 'CB002'))).toEqual([['same']]);
	expect(await told(clerk('Lý Mẫu Khác', 1990, 'CB002'))).toEqual([['named_otherwise']]);
	expect(await told(clerk('Bùi Mẫu Mã', 1984, 'CB001'), clerk('Bùi Mẫu Mã', 1984, 'CB 001'))).toEqual([
		['same'],
		['twice_in_file']
	]);
	// One that was written without a code gets it; another code is another person, or a mistake that somebody must look at.
	await taken(await tried(named(clerk('Bùi Mẫu Sau', 1984, ''))));
	expect(await taken(await tried(named(clerk('Bùi Mẫu Sau', 1984, 'CB003'))))).toEqual({
		added: 0,
		changed: 1,
		left: 0
	});
	expect(await told(clerk('Bùi Mẫu Sau', 1984, 'CB004'))).toEqual([['code_differs']]);
	expect(await people()).toHaveLength(3);
});

test('an address names somebody of the place whom the register knows, and nobody of another place', async () => {
	const { db } = database;
	const settled = async (name: string, address: string, place: string) => {
		const personId = await settleOfficial(db, name, 1982);
		await db.execute(sql`insert into mail_addresses values (${personId}::uuid, ${address}, now())`);
		await grantRole(db, atConsole, { personId, role: 'trainer', place, from: '2026-01-01', to: null }, NOW);
		return personId;
	};
	const here = await settled('Cao Mẫu Thư', 'Thu@vidu.vn', '00082');
	await settled('Cao Mẫu Xa', 'xa@vidu.vn', '08152');
	const line = (name: string, email: string) => [name, 1982, 'Chuyên viên', 'Công chức', '', email];
	const plans = async (...rows: (string | number)[][]) =>
		(await tried(named(...rows))).map((plan) => ('reasons' in plan ? plan.reasons[0] : plan.state));
	expect(await plans(line('Cao Mẫu Thư', ''))).toEqual(['known_elsewhere']);
	expect(await plans(line('Cao Mẫu Xa', 'xa@vidu.vn'))).toEqual(['new']);
	expect(await taken(await tried(named(line('Cao Mẫu Thư', 'thu@VIDU.vn'))))).toEqual({
		added: 0,
		changed: 1,
		left: 0
	});
	expect((await listOfficials(db, [agency.id])).map(({ personId }) => personId)).toContain(here);
	expect(await plans(line('Cao Mẫu Thư', 'thu@vidu.vn'))).toEqual(['same']);
	const both = ['Cao Mẫu Thư', 1982, 'Chuyên viên', 'Công chức', 'CB001', 'thu@vidu.vn'];
	expect(await plans(both)).toEqual(['several_named']);
});
