import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anonymous, type Actor } from '#lib/access/actor.ts';
import type { Library } from '#lib/curriculum/content.ts';
import { CUA_NAM, rowsIn, STANDARD } from '#lib/literacy/server/figures.fixture.ts';
import { readPeriod, type Period } from '#lib/periodic/period.ts';
import { tablesOf } from '#lib/periodic/report-words.ts';
import { readProvinceBoard } from '#lib/periodic/server/province-board.ts';
import { writeReport, REPORT_FORMS } from '#lib/periodic/server/report-files.ts';
import {
	decideWardReport,
	numberWardReport,
	readChanges,
	readWardReport,
	submitWardReport
} from '#lib/periodic/server/ward-reports.ts';
import { pdfText } from '#lib/server/pdf-text.fixture.ts';
import { readZip } from '#lib/server/zip.ts';
import { newId } from '#lib/shared/ids.ts';
import { roles } from '#lib/sign-in/server/schema.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { setReportRule, setWardStart } from '#lib/territory/server/report-rules.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith, settlePerson } from '#tests/two-wards.ts';

const NOVEMBER = { code: CUA_NAM, period: '2026-11' };
const at = (day: string, hour = 10) => new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+07:00`);
const IN_TIME = at('2026-11-15');
const LATER = at('2027-02-01');
const library = {
	standards: [STANDARD],
	modules: [{ id: 'thu-dien-tu', audience: 'residents' }]
} as unknown as Library;

const officer = actorWith('ward_officer', CUA_NAM);
const colleague = actorWith('ward_officer', CUA_NAM);
const leader = actorWith('ward_leader', CUA_NAM);
const province = actorWith('province_officer', '01');

let database: TestDatabase;
let groups: [string, string];

beforeAll(async () => {
	database = await testDatabase();
	await storePlaces(database.db);
	const rows = rowsIn(database.db);
	groups = [await rows.group(CUA_NAM, 'Tổ 1'), await rows.group(CUA_NAM, 'Tổ 2')];
	await rows.declare(groups[0], 200, { away: 7 });
	await rows.declare(groups[1], 100);
	await rows.tally(groups[0], '2026-10-01', [30, 20, 12]);
	await rows.tally(groups[0], '2026-11-14', [30, 20, 8]);
	await rows.tally(groups[1], '2026-11-02', [20, 10, 10]);
	await rows.tally(groups[1], '2026-11-15', [9, 9, 9]);
	await moveSome();
});
afterAll(() => database.close());

/** One came from the other group, one from elsewhere, one went, one died; one is new in the roster. */
async function moveSome(): Promise<void> {
	const { db } = database;
	const far = await rowsIn(db).group('08152', 'Khu 1');
	const live = async (stays: [string, string, string | null][]) => {
		const personId = await settlePerson(db, groups[0], 'Mẫu Thị Đi');
		await db.execute(sql`delete from residences where person_id = ${personId}`);
		for (const [groupId, from, to] of stays) {
			await db.execute(sql`insert into residences (person_id, group_id, "from", "to", confirmed_on, confirmed_by)
				values (${personId}, ${groupId}, ${from}, ${to}, ${from}, 'x')`);
		}
		return personId;
	};
	await live([[groups[0], '2026-01-05', '2026-11-01'], [groups[1], '2026-11-01', null]]); // prettier-ignore
	await live([[far, '2026-01-05', '2026-10-20'], [groups[1], '2026-10-20', null]]); // prettier-ignore
	await live([[groups[0], '2026-01-05', '2026-11-14'], [far, '2026-11-14', null]]); // prettier-ignore
	const dead = await live([[groups[0], '2026-01-05', null]]);
	await db.execute(sql`update people set died_on = '2026-10-16' where id = ${dead}`);
	await live([[groups[0], '2026-11-10', null]]);
	await live([[groups[0], '2026-11-15', null]]);
}

const sources = () => ({ db: database.db, reports: database.db, library });
const read = (actor: Actor = officer, now = LATER, asked = NOVEMBER) => readWardReport(sources(), actor, asked, now);
const submit = (actor: Actor, now: Date, asked = NOVEMBER) => submitWardReport(sources(), actor, asked, now);
const decide = (actor: Actor, step: 'return' | 'approve' | 'close', now = LATER) =>
	decideWardReport(sources(), actor, NOVEMBER, { step, note: step === 'return' ? 'Thiếu tổ 2' : null }, now);
const files = async () => {
	const report = await read();
	const how = { place: 'Phường Cửa Nam', language: 'vi' as const, now: LATER };
	return Promise.all(REPORT_FORMS.map(async (form) => (await writeReport(report, form, how)).file));
};

describe('a ward’s month', () => {
	test('counts as of its last day, with the groups’ declarations, what was before and what moved', async () => {
		const { body, state, knownAt } = await read();
		expect([state, knownAt]).toEqual(['draft', null]);
		expect(body).toMatchObject({
			asOf: '2026-11-14',
			figure: { adults: 300, assessed: 80, attained: 50, witnessed: 30, unknown: 220, doubt: null },
			before: { adults: 300, assessed: 30, attained: 20, witnessed: 12 },
			movements: { entered: 1, movedIn: 1, movedOut: 1, movedWithin: 1, died: 1, confirmed: 3 },
			support: { actions: 0, people: 0 },
			teaching: { classes: 0, meetings: 0 }
		});
		// Of the five that provinces report nobody has said anything but what is counted here.
		expect(body.indicators.slice(0, 5).map(({ computed, asOf }) => [computed, asOf !== null])).toContainEqual([
			true,
			true
		]);
		expect(body.indicators.filter(({ computed }) => !computed).every(({ numerator }) => numerator === null)).toBe(true);
		const shown = (language: 'vi' | 'en') =>
			tablesOf(body, language)[1]
				?.rows.map((row) => String(row[4]))
				.join(' ');
		expect(shown('vi'), 'what is computed says its source in the reader’s language').toContain('Kết quả kiểm tra');
		expect(shown('en')).not.toContain('Kết quả kiểm tra');
		expect(body.figure.parts.map(({ place, declaration }) => [place.name, declaration?.away])).toEqual([
			['Tổ 1', 7],
			['Tổ 2', 0]
		]);
	});

	test('is found by its own office, its province and auditors, and by nobody else', async () => {
		for (const actor of [leader, province, actorWith('auditor', 'vn')]) expect(await read(actor)).toBeDefined();
		const others = [
			...[anonymous, actorWith('ward_officer', '00070'), actorWith('province_officer', '25')],
			...[actorWith('trainer', CUA_NAM), actorWith('head_of_group', groups[0])]
		];
		for (const actor of others) await expect(read(actor)).rejects.toMatchObject({ status: 404 });
		for (const asked of [
			...['2026-13', '2027-12', 'x', '01a00000-0000-7000-8000-000000000000'].map((period) => ({
				code: CUA_NAM,
				period
			})),
			...['01', 'vn', '99999', ''].map((code) => ({ code, period: '2026-11' }))
		])
			await expect(read(province, LATER, asked)).rejects.toMatchObject({ status: 404 });
	});

	test('is submitted by an officer alone, once its last day is over', async () => {
		await expect(submit(officer, at('2026-11-14', 23))).rejects.toMatchObject({ code: 'periodic_not_over' });
		for (const actor of [leader, province]) await expect(submit(actor, IN_TIME)).rejects.toMatchObject({ status: 403 });
		await submit(officer, IN_TIME);
		await expect(submit(colleague, IN_TIME)).rejects.toMatchObject({ code: 'report_not_open' });
	});

	test('is submitted once when two officers press at the same moment', async () => {
		const asked = { ...NOVEMBER, period: '2026-09' };
		const both = await Promise.allSettled([submit(officer, IN_TIME, asked), submit(colleague, IN_TIME, asked)]);
		const refused = both.filter((one) => one.status === 'rejected');
		expect(refused.map(({ reason }) => (reason as { code: string }).code)).toEqual(['report_not_open']);
	});

	test('is returned or approved by the head of the office or the leader, never by whoever submitted it', async () => {
		await expect(decide(officer, 'approve')).rejects.toMatchObject({ code: 'report_own' });
		await decide(colleague, 'return');
		expect((await read()).knownAt).toBeNull();
		await submit(officer, IN_TIME);
		await decide(colleague, 'approve');
		await expect(decide(colleague, 'close')).rejects.toMatchObject({ status: 403 });
		const number = { number: '12', symbol: 'BC-UBND', day: '2026-11-17', reason: null };
		await expect(numberWardReport(sources(), officer, NOVEMBER, number, LATER)).rejects.toMatchObject({
			code: 'report_not_closed'
		});
		await decide(leader, 'close');
	});

	test('closed, it equals what was shown, after groups merged, people moved and results came late', async () => {
		const shown = await read();
		const before = await files();
		const { db } = database;
		const rows = rowsIn(db);
		const merged = await rows.group(CUA_NAM, 'Tổ 3', { from: '2026-12-01' });
		for (const id of groups) {
			await db.execute(sql`update residential_groups set valid_to = '2026-12-01' where id = ${id}`);
			await rows.succeed(id, merged, '2026-12-01');
		}
		await rows.declare(merged, 310, { asOf: '2026-12-01', source: 'merged' });
		await rows.tally(groups[0], '2026-11-10', [3, 2, 1]);
		await db.execute(sql`delete from residences`);

		expect(await read()).toEqual(shown);
		expect((await files()).map((file, n) => file.equals(before[n] as Buffer))).toEqual([true, true, true, true]);
		for (const step of ['return', 'approve', 'close'] as const)
			await expect(decide(leader, step)).rejects.toMatchObject({ code: 'report_closed' });
		await expect(submit(officer, LATER)).rejects.toMatchObject({ code: 'report_closed' });

		const changes = await readChanges(sources(), shown, LATER);
		const of = (name: string) => changes.find((one) => one.name === name && one.measure === 'attained');
		expect(of('Cửa Nam')).toMatchObject({ groupId: null, reported: 50, sameDay: 52, today: 61 });
		expect(of('Tổ 1')).toMatchObject({ reported: 40, sameDay: 42, today: null });
		expect(of('Tổ 3')).toMatchObject({ reported: null, sameDay: null, today: 61 });
	});

	test('gets the number of its signed paper once; another one is a correction with its reason', async () => {
		const enter = (more: object, actor: Actor = officer) => {
			const document = { number: '12', symbol: 'BC-UBND', day: '2026-11-17', reason: null, ...more };
			return numberWardReport(sources(), actor, NOVEMBER, document, LATER);
		};
		for (const day of ['2026-11-13', '2027-02-02'])
			await expect(enter({ day })).rejects.toMatchObject({ code: 'report_document_day' });
		await expect(enter({}, actorWith('auditor', 'vn'))).rejects.toMatchObject({ status: 403 });
		await Promise.all([enter({}), enter({})]);
		await enter({});
		await expect(enter({ number: '13' })).rejects.toMatchObject({ code: 'report_reason_missing' });
		await enter({ number: '13', reason: 'Ghi nhầm số' }, leader);
		expect((await read()).documents.map(({ number, reason }) => [number, reason])).toEqual([
			['12', null],
			['13', 'Ghi nhầm số']
		]);
	});
});

test('its files say the same, with the groups as an annex', async () => {
	const [docx, pdf, xlsx, csv] = (await files()) as [Buffer, Buffer, Buffer, Buffer];
	const word = readZip(docx).get('word/document.xml')?.toString() ?? '';
	const text = pdfText(pdf).join('\n').replace(/\s+/g, ' ');
	const book = [...readZip(xlsx)].map(([, part]) => part.toString()).join('');
	for (const file of [word, text, book, csv.toString()])
		for (const said of ['Tổ 1', 'Tổ 2', '16,7%', 'Chuyển đến từ nơi khác', 'Điểm học đang mở cuối kỳ'])
			expect(file).toContain(said);
	for (const file of [word, text]) {
		expect(file).toContain('Phụ lục. Từng tổ, thôn');
		expect(file).toContain('Văn bản số 13/BC-UBND ngày 17/11/2026.');
	}
});

test('a province sees who submitted by the hour, late, or not at all', async () => {
	const period = readPeriod('2026-11') as Period;
	const board = (now: Date) => readProvinceBoard(database.db, province, library, { provinceCode: '01', period }, now);
	// Nothing is expected where nobody works yet.
	expect((await board(LATER)).wards.find(({ ward }) => ward.code === '00070')?.punctual).toBe('closed');
	const officerThere = { id: newId(LATER), personId: newId(LATER), role: 'ward_officer', place: '00070' };
	await database.db.insert(roles).values({ ...officerThere, from: '2026-01-01', grantedBy: 'system:sample' });
	const { due, wards } = await board(LATER);
	expect(due).toEqual(at('2026-11-16', 17));
	const of = (code: string) => wards.find(({ ward }) => ward.code === code);
	expect(of(CUA_NAM)).toMatchObject({ state: 'closed', punctual: 'on_time', firstAt: IN_TIME });
	expect(of('00070')).toMatchObject({ state: 'draft', punctual: 'missing', firstAt: null });
	expect((await board(at('2026-11-16', 16))).wards.find(({ ward }) => ward.code === '00070')?.punctual).toBe('waiting');
	const other = { code: '00070', period: '2026-11' };
	await submit(actorWith('ward_officer', '00070'), at('2026-11-16', 18), other);
	expect((await board(LATER)).wards.find(({ ward }) => ward.code === '00070')?.punctual).toBe('late');
	// Of a ward that began later none was expected, and a rule of the province holds from its day on alone.
	await setWardStart(database.db, province, '00004', '2026-12-01', LATER);
	expect((await board(LATER)).wards.find(({ ward }) => ward.code === '00004')?.punctual).toBe('before');
	await expect(setWardStart(database.db, officer, '00004', '2026-12-01', LATER)).rejects.toMatchObject({ status: 403 });
	const rule = { from: '2027-02-02', monthDays: 4, quarterDays: 4, yearDays: 4, hour: 8 };
	await setReportRule(database.db, province, '01', rule, LATER);
	expect((await board(LATER)).due).toEqual(at('2026-11-16', 17));
	const february = { provinceCode: '01', period: readPeriod('2027-02') as Period };
	expect((await readProvinceBoard(database.db, province, library, february, LATER)).due).toEqual(at('2027-02-18', 8));
	await expect(
		setReportRule(database.db, province, '01', { ...rule, from: '2027-02-01' }, LATER)
	).rejects.toMatchObject({ code: 'rule_day_past', status: 422 });
	await expect(setReportRule(database.db, officer, '01', rule, LATER)).rejects.toMatchObject({ status: 403 });
	await expect(
		readProvinceBoard(database.db, officer, library, { provinceCode: '01', period }, LATER)
	).rejects.toMatchObject({ status: 404 });
});
