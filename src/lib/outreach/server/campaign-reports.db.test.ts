import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { closeDay, give, startFor } from '#lib/outreach/server/campaign.fixture.ts';
import { readBoard } from '#lib/outreach/server/campaign-board.ts';
import { decideDay, readDayReport, submitDay } from '#lib/outreach/server/campaign-reports.ts';
import { listCampaigns, listOverlapping, readCampaign } from '#lib/outreach/server/campaign-setup.ts';
import { storeServices } from '#lib/outreach/server/support-services.ts';
import { people } from '#lib/people/server/schema.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { actorWith, minutesAfter, NOW, settlePerson, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

let database: TestDatabase;
let world: Awaited<ReturnType<typeof settleTwoWards>>;
let campaignId: string;
const officer = actorWith('ward_officer', '00082');
const leader = actorWith('ward_leader', '00082');
const province = actorWith('province_officer', '01');
const TODAY = dayOf(NOW);
/** ten in the morning; the report is due at eight in the evening */
const EVENING = minutesAfter(NOW, 11 * 60);
const TOMORROW = minutesAfter(NOW, 24 * 60);

beforeAll(async () => {
	database = await testDatabase();
	await storePlaces(database.db);
	await storeServices(database.db);
	world = await settleTwoWards(database.db);
});
afterAll(() => database.close());
beforeEach(async () => {
	campaignId = await startFor(database.db, officer, ['00082'], NOW);
});

const refused = (code: string) => expect.objectContaining({ code });
const asked = (day = TODAY) => ({ campaignId, wardCode: '00082', day });
const read = (day = TODAY, now = NOW) => readDayReport(database.db, officer, asked(day), now);
const help = (now: Date, words = {}) => give(database.db, world.here.trainer, '00082', now, { campaignId, ...words });

test('a report is a draft with live figures, frozen once submitted, live again when returned, and for ever when closed', async () => {
	const { db } = database;
	await help(NOW, { actions: 7 });
	expect(await read()).toMatchObject({ state: 'draft', body: { total: { actions: 7 } }, missing: false });
	await submitDay(db, officer, asked(), NOW);
	expect(await help(NOW, { actions: 2 })).toBe(addDays(TODAY, 1));
	expect(await read()).toMatchObject({ state: 'submitted', body: { total: { actions: 7 } } });
	await decideDay(db, leader, asked(), { step: 'return', note: 'Thiếu số của chợ' }, NOW);
	expect(await help(EVENING, { actions: 3 })).toBe(TODAY);
	expect((await read()).body.total.actions).toBe(10);
	const closed = await closeDay(db, [officer, leader], asked(), EVENING);
	expect(closed).toMatchObject({ state: 'closed', body: { total: { actions: 10 } } });
	expect(closed.steps.map(({ step, by }) => [step, by])).toEqual([
		['submit', officer.id],
		['return', leader.id],
		['submit', officer.id],
		['approve', leader.id],
		['close', leader.id]
	]);
	for (const step of ['return', 'approve', 'close'] as const) {
		await expect(decideDay(db, leader, asked(), { step }, EVENING)).rejects.toThrow(refused('report_closed'));
	}
	await expect(submitDay(db, officer, asked(), EVENING)).rejects.toThrow(refused('report_closed'));
});

test('what is entered after the hour stands in the next day’s report, marked as late', async () => {
	expect(await help(EVENING, { actions: 4 })).toBe(addDays(TODAY, 1));
	expect((await read(TODAY, EVENING)).body.total.actions).toBe(0);
	const next = await read(addDays(TODAY, 1), TOMORROW);
	expect(next.body.total).toEqual({ actions: 4, anonymous: 4, people: 0, late: 4 });
});

test('what is entered after the last day still reaches a report', async () => {
	const { db } = database;
	campaignId = await startFor(db, officer, ['00082'], NOW, { from: addDays(TODAY, -1), to: TODAY });
	await expect(read(addDays(TODAY, 1), TOMORROW)).rejects.toThrow(refused('not_found'));
	expect(await help(TOMORROW, { actions: 6, on: TODAY })).toBe(addDays(TODAY, 1));
	expect((await read(addDays(TODAY, 1), TOMORROW)).body.total).toMatchObject({ actions: 6, late: 6 });
	const board = await readBoard(db, await readCampaign(db, officer, campaignId), null, TOMORROW);
	expect(board.days.map(({ actions }) => actions)).toEqual([0, 0, 6]);
});

test('a day that nobody reports is missing, and may be reported late, marked so', async () => {
	const { db } = database;
	expect(await read(TODAY, EVENING)).toMatchObject({ missing: true, overdue: false });
	const board = await readBoard(db, await readCampaign(db, officer, campaignId), TODAY, EVENING);
	expect(board.wards).toMatchObject([{ wardCode: '00082', state: 'missing' }]);
	await submitDay(db, officer, asked(), EVENING);
	expect(await read(TODAY, EVENING)).toMatchObject({ missing: false, overdue: true });
});

test('a report of tomorrow, of no day, of another ward or by the wrong person is refused', async () => {
	const { db } = database;
	const by = (actor: typeof officer, day = TODAY) => submitDay(db, actor, asked(day), NOW);
	await expect(by(officer, addDays(TODAY, 1))).rejects.toThrow(refused('report_too_early'));
	await expect(by(officer, 'ngay-mai')).rejects.toThrow(refused('not_found'));
	await expect(by(officer, addDays(TODAY, -9))).rejects.toThrow(refused('not_found'));
	await expect(by(leader)).rejects.toThrow(refused('not_found'));
	await expect(by(actorWith('ward_officer', '08152'))).rejects.toThrow(refused('not_found'));
	await expect(decideDay(db, leader, asked(), { step: 'approve' }, NOW)).rejects.toThrow(refused('report_not_open'));
	const both = { ...officer, grants: [...officer.grants, ...leader.grants] };
	await submitDay(db, both, asked(), NOW);
	await expect(decideDay(db, both, asked(), { step: 'approve' }, NOW)).rejects.toThrow(refused('report_own'));
	await decideDay(db, province, asked(), { step: 'approve' }, NOW);
});

test('merging two people lowers live people and no deed, and leaves a closed report as it was', async () => {
	const { db } = database;
	const [one, other] = [
		await settlePerson(db, world.here.groupId, 'Bà Mẫu Gộp'),
		await settlePerson(db, world.here.groupId, 'Bà Mẫu Góp')
	];
	for (const personId of [one, other]) await help(NOW, { personId });
	const { body } = await closeDay(db, [officer, leader], asked(), NOW);
	expect(body.total).toMatchObject({ actions: 2, people: 2 });
	await db.update(people).set({ mergedInto: one }).where(eq(people.id, other));
	const board = await readBoard(db, await readCampaign(db, officer, campaignId), null, NOW);
	expect(board.total).toMatchObject({ actions: 2, people: 1 });
	expect((await read()).body.total).toMatchObject({ actions: 2, people: 2 });
});

test('a campaign may overlap another one of the ward, which is told, and is found by whoever works in its wards', async () => {
	const { db } = database;
	const other = await startFor(db, officer, ['00082'], NOW, { name: 'Trùng ngày' });
	const overlapping = await listOverlapping(db, await readCampaign(db, officer, campaignId));
	expect(overlapping.map(({ id }) => id)).toContain(other);
	const listed = async (actor: typeof officer) => (await listCampaigns(db, actor, 'campaign.read')).map(({ id }) => id);
	for (const actor of [officer, province]) expect(await listed(actor)).toContain(campaignId);
	expect(await listed(actorWith('ward_officer', '08152'))).toEqual([]);
	expect(await listed(world.here.trainer)).toEqual([]);
	await expect(readCampaign(db, actorWith('province_officer', '25'), campaignId)).rejects.toThrow(refused('not_found'));
});

test('a campaign in a ward that is not one’s own, without wards, or with its end before its start is refused', async () => {
	const { db } = database;
	const start = (wards: string[], words = {}) => startFor(db, officer, wards, NOW, { id: newId(NOW), ...words });
	await expect(start(['00082', '00070'])).rejects.toThrow(refused('forbidden'));
	await expect(start([])).rejects.toThrow(refused('campaign_without_ward'));
	await expect(start(['00082'], { from: TODAY, to: addDays(TODAY, -1) })).rejects.toThrow(
		refused('campaign_days_wrong')
	);
	await expect(start(['00082'], { goals: [{ serviceId: 'none', goal: 1 }] })).rejects.toThrow(
		refused('support_service_unknown')
	);
});
