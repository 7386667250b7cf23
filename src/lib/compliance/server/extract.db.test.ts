import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anonymous } from '#lib/access/actor.ts';
import { readPeriod, totalsOf, type Period } from '#lib/compliance/extract.ts';
import { at, employ, order, settleOffice, take, type Office } from '#lib/compliance/server/compliance.fixture.ts';
import { addAgency } from '#lib/compliance/server/agencies.ts';
import { decideExtract, listExtractStates, readExtract, submitExtract } from '#lib/compliance/server/extract.ts';
import { EXTRACT_FORMS, writeExtract } from '#lib/compliance/server/extract-files.ts';
import { grantWaiver } from '#lib/compliance/server/exceptions.ts';
import { openCycles } from '#lib/compliance/server/sweep.ts';
import { pdfText } from '#lib/server/pdf-text.fixture.ts';
import { readZip } from '#lib/server/zip.ts';
import { newId } from '#lib/shared/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { actorWith } from '#tests/two-wards.ts';

const SPRING = readPeriod('2026-Q2') as Period;
const LATER = at('2026-07-02');
const OFFICIALS = 200;

let database: TestDatabase;
let office: Office;
const leader = actorWith('ward_leader', '00082');
const people: string[] = [];

/** Two hundred officials and one duty of two modules, due on 31 March with five days of grace. */
beforeAll(async () => {
	database = await testDatabase();
	const { db } = database;
	await storePlaces(db);
	office = await settleOffice(db, '00082');
	for (let n = 0; n < OFFICIALS; n += 1) people.push((await employ(office, '2026-01-01', at('2026-01-01'))).personId);
	const dutyId = await order(office);
	await openCycles(db, at('2026-01-02'));
	const [one, other] = office.modules;
	for (const [n, personId] of people.entries()) {
		// 150 on time before the period, 30 late in it, 10 half done, 9 nothing, one let off
		if (n < 190) await take(db, personId, one, '2026-02-10');
		if (n < 150) await take(db, personId, other, n < 100 ? '2026-04-03' : '2026-03-20');
		if (n >= 150 && n < 180) await take(db, personId, other, '2026-05-04');
	}
	const waiver = { id: newId(at('2026-03-01')), dutyId, personId: people[199] ?? '', n: 1, kind: 'waived' as const };
	await grantWaiver(db, office.officer, { ...waiver, reason: 'illness', paper: null, until: null }, at('2026-03-01'));
	await db.execute(sql`
		insert into literacy_statuses (person_id, standard, assessed_day, attained_day, version, evidence)
		select p::uuid, 'ky-nang-so-can-bo', '2026-04-02', '2026-04-02', 2, '[]'::jsonb
		from unnest(${sql.param(people.slice(0, 120))}::text[]) p`);
});
afterAll(() => database.close());

const asked = (period = SPRING) => ({ agencyId: office.agencyId, period });
const read = (period = SPRING, now = LATER, actor: Parameters<typeof readExtract>[1] = office.officer) =>
	readExtract(office.db, actor, office.library, asked(period), now);
const files = async (now = LATER) => {
	const extract = await read(SPRING, now);
	const how = { place: 'Phường Cửa Nam', language: 'vi' as const, now };
	return Promise.all(EXTRACT_FORMS.map(async (form) => (await writeExtract(extract, form, how)).file));
};
/** Without waiting for the database's own order of the people. */
const totals = async (period = SPRING, now = LATER) => totalsOf((await read(period, now)).body.people);

describe('an extract of two hundred', () => {
	test('counts everybody once: on time, late, missing, let off, and who has digital skills', async () => {
		expect(await totals()).toMatchObject({
			...{ people: 200, skilled: 120, on_time: 100, late: 30, missing: 19, exempt: 1, not_due: 0 },
			// what was done before the period asks for nothing in it
			...{ none: 50, bound: 149 }
		});
	});

	test('tells any month, quarter or year as its last day ended', async () => {
		expect(await totals(readPeriod('2026-03') as Period)).toMatchObject({
			skilled: 0,
			on_time: 50,
			not_due: 149,
			exempt: 1
		});
		expect(await totals(readPeriod('2026-04') as Period)).toMatchObject({
			skilled: 120,
			on_time: 100,
			late: 0,
			missing: 49
		});
		expect(await totals(readPeriod('2026') as Period)).toMatchObject({ on_time: 150, late: 30, missing: 19 });
	});

	test('names who is missing what', async () => {
		const { body } = await read();
		const half = body.people.find(({ personId }) => personId === people[185]);
		expect(half).toMatchObject({
			result: 'missing',
			cycles: [{ state: 'overdue', doneOn: null, order: '12/QĐ-UBND' }]
		});
		expect(half?.cycles[0]?.missing).toHaveLength(1);
		const none = body.people.find(({ personId }) => personId === people[195]);
		expect(none?.cycles[0]?.missing).toHaveLength(2);
	});

	test('is not found by other wards, by trainers, by whoever is signed out, nor before its period', async () => {
		const others = [anonymous, actorWith('ward_officer', '08152'), actorWith('trainer', '00082')];
		for (const actor of others) await expect(read(SPRING, LATER, actor)).rejects.toMatchObject({ status: 404 });
		await expect(read(readPeriod('2026-Q4') as Period)).rejects.toMatchObject({ status: 404 });
	});
});

describe('signed off', () => {
	test('only by an officer, after its last day', async () => {
		const submit = (actor: Parameters<typeof submitExtract>[1], now: Date) =>
			submitExtract(office.db, actor, office.library, asked(), now);
		await expect(submit(office.officer, at('2026-06-30'))).rejects.toMatchObject({ code: 'extract_not_over' });
		await expect(submit(leader, LATER)).rejects.toMatchObject({ status: 403 });
		await expect(submit(actorWith('ward_officer', '08152'), LATER)).rejects.toMatchObject({ status: 404 });
	});

	test('it stands still, its files are the same bytes, and it holds no name', async () => {
		const { db, library, officer, modules } = office;
		await submitExtract(db, officer, library, asked(), LATER);
		const before = await files(LATER);
		// What is entered later about that time moves live figures, and nothing in it.
		await take(db, people[195] ?? '', modules[0], '2026-03-01');
		await take(db, people[195] ?? '', modules[1], '2026-03-01');
		const muchLater = at('2027-03-01');
		expect((await files(muchLater)).map((file, n) => file.equals(before[n] as Buffer))).toEqual([true, true, true]);
		expect(await totals(SPRING, muchLater)).toMatchObject({ missing: 19, on_time: 100 });
		expect(await totals(readPeriod('2026') as Period, muchLater)).toMatchObject({ missing: 18 });
		const [row] = await db.execute<{ body: string }>(
			sql`select body::text from reports where kind = 'extract_quarter'`
		);
		expect(row?.body).not.toContain('Mẫu 1');
	});

	test('it is approved and closed by another person, and never changes again', async () => {
		const { db, officer, library, agencyId } = office;
		const decide = (actor: Parameters<typeof decideExtract>[1], step: 'return' | 'approve' | 'close') =>
			decideExtract(db, actor, asked(), { step }, at('2026-07-03'));
		await expect(decide(officer, 'approve')).rejects.toMatchObject({ code: 'report_own' });
		await decide(leader, 'return');
		expect((await read()).knownAt).toBeNull();
		await submitExtract(db, officer, library, asked(), at('2026-07-03'));
		await decide(leader, 'approve');
		await decide(leader, 'close');
		await expect(decide(leader, 'return')).rejects.toMatchObject({ code: 'report_closed' });
		await expect(submitExtract(db, officer, library, asked(), LATER)).rejects.toMatchObject({ code: 'report_closed' });
		const { agency, steps } = await read();
		expect(steps.map(({ step }) => step)).toEqual(['submit', 'return', 'submit', 'approve', 'close']);
		const other = readPeriod('2026-Q1') as Period;
		expect(await listExtractStates(db, agency, [SPRING, other])).toEqual(new Map([['2026-Q2', 'closed']]));
		expect(agency.id).toBe(agencyId);
	});

	test('somebody erased later stands in it without a name', async () => {
		await office.db.execute(sql`delete from person_names where person_id = ${people[190] ?? ''}`);
		const [pdf = Buffer.alloc(0)] = await files();
		expect(pdfText(pdf).join('\n').replace(/\s+/g, ' ')).toContain('Người đã xóa tên');
		expect((await totals()).people).toBe(200);
	});
});

test('of a province’s own agency its own office submits, and another of its officers approves', async () => {
	const { db, library } = office;
	const [one, other] = [actorWith('province_officer', '01'), actorWith('province_officer', '01')];
	const agencyId = newId(LATER);
	await addAgency(db, one, { id: agencyId, place: '01', name: 'Sở mẫu', kind: 'service_unit' }, LATER);
	const own = { agencyId, period: SPRING };
	await expect(submitExtract(db, office.officer, library, own, LATER)).rejects.toMatchObject({ status: 404 });
	await submitExtract(db, one, library, own, LATER);
	await expect(decideExtract(db, one, own, { step: 'approve' }, LATER)).rejects.toMatchObject({ code: 'report_own' });
	await decideExtract(db, other, own, { step: 'approve' }, LATER);
	await decideExtract(db, other, own, { step: 'close' }, LATER);
	expect(await readExtract(db, one, library, own, LATER)).toMatchObject({ state: 'closed', knownAt: LATER });
	// A ward's own is not the province's to submit.
	await expect(submitExtract(db, one, library, asked(readPeriod('2026-05') as Period), LATER)).rejects.toMatchObject({
		status: 403
	});
});

test('its three files say the same: figures, everybody, who is missing', async () => {
	const [pdf, docx, xlsx] = (await files()) as [Buffer, Buffer, Buffer];
	const text = pdfText(pdf).join('\n').replace(/\s+/g, ' ');
	const word = readZip(docx).get('word/document.xml')?.toString() ?? '';
	const book = [...readZip(xlsx)].map(([, part]) => part.toString()).join('');
	const { names } = await read();
	const name = names.get(people[7] ?? '') ?? '–';
	for (const file of [text, word, book]) {
		for (const said of [name, 'Đúng hạn', 'Đạt chuẩn Kỹ năng số của cán bộ, công chức', 'Từng người'])
			expect(file).toContain(said);
	}
	expect(text).toContain('67,6%');
	expect(word).toContain('67,6%');
});
