import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/access/actor.ts';
import { enrolPeople } from '#lib/classes/server/enrolment.ts';
import { openEveningClass } from '#lib/classes/server/evening-class.fixture.ts';
import { takeRollCall } from '#lib/classes/server/roll-call.ts';
import { voidResult } from '#lib/learning/server/corrections.ts';
import { record } from '#lib/ledger/server/record.ts';
import { listBehind, shownBehind } from '#lib/ledger/server/report-people.ts';
import { give } from '#lib/outreach/server/campaign.fixture.ts';
import { storeServices } from '#lib/outreach/server/support-services.ts';
import { correctBirthYear } from '#lib/people/server/corrections.ts';
import { moveResidence, recordDeath } from '#lib/people/server/residence.ts';
import { BEHIND, readAskedBehind, reportedCount, type AskedBehind, type Behind } from '#lib/periodic/behind.ts';
import { tablesOf } from '#lib/periodic/report-words.ts';
import { readWardReport, submitWardReport } from '#lib/periodic/server/ward-reports.ts';
import { newId } from '#lib/shared/ids.ts';
import { mergeGroups } from '#lib/territory/server/population.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith, makeWorld, mergeTwo, settle, takeTest, type World } from '#tests/world.ts';

const DECEMBER = '2026-12';
const at = (day: string) => new Date(`${day}T05:00:00Z`);
const SUBMITTED = at('2026-12-16');
const LATER = at('2027-02-01');

let database: TestDatabase;
let world: World;
/** In the first group: who attained before a witness, at home, who only tried, who did nothing, and whose roof is unconfirmed. */
let people: Record<'seen' | 'home' | 'tried' | 'nothing' | 'claims' | 'double' | 'moves' | 'far', string>;
let seenResult: string;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db, at('2026-11-10'));
	const { cuaNam, thanhBa } = world;
	const here = (fullName: string, more: object = {}) => settle(world, cuaNam, { fullName, ...more }, at('2026-11-20'));
	people = {
		seen: await here('Mẫu Thị Chứng'),
		home: await here('Mẫu Thị Nhà'),
		tried: await here('Mẫu Thị Thử'),
		nothing: await here('Mẫu Thị Chưa'),
		claims: await here('Mẫu Thị Khai', { confirmed: false }),
		double: await here('Mẫu Thị Hai'),
		moves: await here('Mẫu Thị Dời', { group: 1 }),
		far: await settle(world, thanhBa, { fullName: 'Mẫu Văn Xa' }, at('2026-11-20'))
	};
	const whole = { door: 'whole', standard: world.standard.id } as const;
	const { trainer, learningPointId } = cuaNam;
	const noon = at('2026-11-21');
	const attempt = await takeTest(world, people.seen, whole, { witness: { trainer, learningPointId } }, noon);
	seenResult = attempt.submissionId;
	for (const one of [people.home, people.double, people.moves, people.far]) await takeTest(world, one, whole, {}, noon);
	await takeTest(world, people.tried, whole, { right: 0 }, noon);
	await storeServices(database.db);
	const deed = { serviceId: 'vneid-2', on: '2026-11-22' };
	for (const personId of [people.home, people.far])
		await give(database.db, trainer, cuaNam.wardCode, at('2026-11-22'), { ...deed, personId });
	const { classId, tonight: meetingId } = await openEveningClass(
		database.db,
		trainer,
		world.library,
		learningPointId,
		at('2026-11-23')
	);
	const cohort = { classId, personIds: [people.tried], on: '2026-11-22', way: 'list' as const };
	await enrolPeople(database.db, trainer, cohort, at('2026-11-23'));
	const marks = [{ personId: people.tried, mark: 'late' as const, was: null }];
	await takeRollCall(database.db, trainer, { classId, meetingId, marks, way: 'sheet' }, at('2026-11-23'));
	await submitWardReport(sources(), officer(), asked(), SUBMITTED);
});
afterAll(() => database.close());

const sources = () => ({ db: database.db, reports: database.db, library: world.library });
const officer = () => world.cuaNam.officer;
const asked = () => ({ code: world.cuaNam.wardCode, period: DECEMBER });
const list = async (of: Partial<AskedBehind> & { measure: Behind }, actor: Actor = officer(), page = 1) => {
	const report = await readWardReport(sources(), officer(), asked(), LATER);
	const wanted = { asked: { group: null, service: null, ...of }, page };
	return listBehind(database.db, actor, report, world.standard, wanted, LATER);
};
const namesIn = async (of: Partial<AskedBehind> & { measure: Behind }) =>
	(await list(of)).people.map(({ fullName }) => fullName?.split(' ').at(-1)).sort();

/** What the lists say right after the report was submitted; nothing that becomes known later changes it. */
async function holdsAsSubmitted(): Promise<void> {
	const [group] = world.cuaNam.groups;
	expect(await namesIn({ measure: 'attained' })).toEqual(['Chứng', 'Dời', 'Hai', 'Nhà']);
	expect(await namesIn({ measure: 'attained', group })).toEqual(['Chứng', 'Hai', 'Nhà']);
	expect(await namesIn({ measure: 'witnessed' })).toEqual(['Chứng']);
	expect(await namesIn({ measure: 'home' })).toEqual(['Dời', 'Hai', 'Nhà']);
	expect(await namesIn({ measure: 'assessed' })).toEqual(['Chứng', 'Dời', 'Hai', 'Nhà', 'Thử']);
	expect(await namesIn({ measure: 'unknown' })).toEqual(['Chưa', 'Khai']);
	expect(await namesIn({ measure: 'confirmed' })).toEqual(['Chưa', 'Chứng', 'Dời', 'Hai', 'Nhà', 'Thử']);
	expect(await namesIn({ measure: 'entered' })).toHaveLength(7);
	expect(await namesIn({ measure: 'learners' })).toEqual(['Thử']);
	for (const service of [null, 'vneid-2']) {
		const helped = await list({ measure: 'helped', service });
		// Whoever lives in another commune is counted and not named.
		expect([helped.total, helped.elsewhere, helped.people.map(({ fullName }) => fullName)]).toEqual([
			...[2, 1, ['Mẫu Thị Nhà']]
		]);
	}
	const { body } = await readWardReport(sources(), officer(), asked(), LATER);
	for (const measure of BEHIND.filter((one) => one !== 'unknown')) {
		const { total, reported } = await list({ measure });
		expect([measure, total]).toEqual([measure, reported]);
	}
	expect(reportedCount(body, { measure: 'unknown', group: null, service: null })).toBe(240 - 5);
}

describe('the people behind a submitted report', () => {
	test('each figure opens as many people as it says, and of the unknown those whom a roster holds', async () => {
		await holdsAsSubmitted();
		expect((await list({ measure: 'attained' })).since).toEqual({ come: 0, gone: 0 });
		const second = await list({ measure: 'attained' }, officer(), 2);
		expect([second.people, second.pages]).toEqual([[], 1]);
	});

	test('each link of its tables stands at the very figure whose people it opens', async () => {
		const { body } = await readWardReport(sources(), officer(), asked(), LATER);
		const opened = new Set<string>();
		for (const { rows, columns, behind = [] } of tablesOf(body, 'vi')) {
			expect([0, rows.length]).toContain(behind.length);
			for (const [n, links] of behind.entries())
				for (const { column, of, group = null, service = null } of links ?? []) {
					expect(columns[column]?.number).toBe(true);
					if (of === 'groups' || of === 'indicator') continue;
					opened.add(of);
					expect([of, rows[n]?.[column]]).toEqual([of, reportedCount(body, { measure: of, group, service })]);
				}
		}
		expect([...opened].sort()).toEqual([...BEHIND].sort());
	});

	test('names are for whoever may explain the figure, what tests said for whoever may read evidence', async () => {
		const { wardCode } = world.cuaNam;
		const leader = actorWith('ward_leader', wardCode);
		expect((await list({ measure: 'attained' }, leader)).people).toHaveLength(4);
		await expect(list({ measure: 'witnessed' }, leader)).rejects.toMatchObject({ status: 404 });
		const ward = { wardCode, provinceCode: '01' };
		expect(shownBehind(leader, ward)).not.toContain('unknown');
		for (const other of [
			world.thanhBa.officer,
			world.cuaNam.trainer,
			world.cuaNam.head,
			actorWith('province_officer', '25')
		]) {
			expect(shownBehind(other, ward)).toEqual([]);
			await expect(list({ measure: 'attained' }, other)).rejects.toMatchObject({ status: 404 });
		}
	});

	test('no report whose figures are live opens a list, and no address asks for what none counts', async () => {
		const live = await readWardReport(sources(), officer(), { ...asked(), period: '2027-01' }, LATER);
		const wanted = { asked: { measure: 'attained', group: null, service: null } as const, page: 1 };
		await expect(listBehind(database.db, officer(), live, world.standard, wanted, LATER)).rejects.toMatchObject({
			status: 404
		});
		const read = (query: string) => readAskedBehind(new URLSearchParams(query), live.body);
		expect(read(`of=attained&group=${world.cuaNam.groups[0]}`)).not.toBeNull();
		for (const query of [
			'',
			'of=x',
			`of=attained&group=${world.thanhBa.groups[0]}`,
			'of=helped&service=x',
			'of=died&group=x'
		])
			expect(read(query)).toBeNull();
	});

	test('late deaths, moves, voided results, corrected years and merges change no list, and are told beside it', async () => {
		const { db, cuaNam, thanhBa } = world;
		const now = at('2026-12-20');
		const event = () => ({ eventId: newId(now) });
		await record(
			db,
			officer(),
			voidResult,
			{ ...event(), personId: people.seen, resultId: seenResult, reason: 'technical_fault' },
			now
		);
		await record(db, officer(), recordDeath, { ...event(), personId: people.home, on: '2026-12-01' }, now);
		await record(
			db,
			officer(),
			moveResidence,
			{ ...event(), personId: people.moves, toGroupId: cuaNam.groups[0], on: '2026-12-02' },
			now
		);
		await record(db, officer(), correctBirthYear, { ...event(), personId: people.tried, birthYear: 2012 }, now);
		const { home } = people;
		await db.execute(sql`update support_records set withdrawn_at = ${now.toISOString()} where person_id = ${home}`);
		await db.execute(
			sql`update attendance_marks set replaced_at = ${now.toISOString()} where person_id = ${people.tried}`
		);
		await mergeTwo(world, cuaNam, ...([people.double, people.nothing].sort() as [string, string]), now);
		await holdsAsSubmitted();
		// The one whose result was voided, and the dead one.
		expect((await list({ measure: 'attained' })).since).toEqual({ come: 0, gone: 2 });
		for (const measure of ['helped', 'learners'] as const)
			expect((await list({ measure })).since).toEqual({ come: 0, gone: 1 });
		expect((await list({ measure: 'died' })).since).toEqual({ come: 1, gone: 0 });
		expect((await list({ measure: 'moved_within' })).since).toEqual({ come: 1, gone: 0 });

		const name = { id: newId(now), name: 'Tổ gộp', kind: 'tổ' };
		await record(
			db,
			officer(),
			mergeGroups,
			{ ...event(), from: cuaNam.groups, into: name, on: '2026-12-21' },
			at('2026-12-21')
		);
		await holdsAsSubmitted();
		const { people: inSecond } = await list({ measure: 'attained', group: cuaNam.groups[1] });
		expect(inSecond.map(({ groupName }) => groupName)).toEqual(['Tổ dân phố 2']);
		expect(thanhBa.groups).toHaveLength(2);
	});

	test('a list that is not as long as the figure is never taken for it', async () => {
		const report = await readWardReport(sources(), officer(), asked(), LATER);
		const other = { ...report, body: { ...report.body, figure: { ...report.body.figure, attained: 9 } } };
		const wanted = { asked: { measure: 'attained', group: null, service: null } as const, page: 1 };
		const told = await listBehind(database.db, officer(), other, world.standard, wanted, LATER);
		expect([told.reported, told.total]).toEqual([9, 4]);
	});
});
