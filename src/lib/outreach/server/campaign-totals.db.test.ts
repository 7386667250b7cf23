import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonActor } from '#lib/access/actor.ts';
import { FORCES, type Figures } from '#lib/outreach/campaign.ts';
import { readBoard } from '#lib/outreach/server/campaign-board.ts';
import { give, startFor } from '#lib/outreach/server/campaign.fixture.ts';
import { decideDay, readDayReport, submitDay } from '#lib/outreach/server/campaign-reports.ts';
import { readCampaign } from '#lib/outreach/server/campaign-setup.ts';
import { storeServices } from '#lib/outreach/server/support-services.ts';
import { chanceFrom } from '#lib/learning/server/chance.ts';
import { people } from '#lib/people/server/schema.ts';
import { addDays, dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { actorWith, minutesAfter, NOW, settlePerson, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

let database: TestDatabase;
let world: Awaited<ReturnType<typeof settleTwoWards>>;
const WARDS = ['00082', '08152'];
const SERVICES = ['vneid-2', 'etax-mobile', 'local-app', 'online-file'];
const HOUR = 60;
const everywhere: PersonActor = {
	...actorWith('ward_officer', '00082'),
	grants: WARDS.map((place) => ({ role: 'ward_officer', place }))
};
const leader: PersonActor = {
	...actorWith('ward_leader', '00082'),
	grants: WARDS.map((place) => ({ role: 'ward_leader', place }))
};

beforeAll(async () => {
	database = await testDatabase();
	await storePlaces(database.db);
	await storeServices(database.db);
	world = await settleTwoWards(database.db);
});
afterAll(() => database.close());

const sum = (parts: readonly Figures[], of: 'actions' | 'anonymous' | 'late') =>
	parts.reduce((total, figures) => total + figures[of], 0);

/** Deeds make the whole in every direction; people are at least the greatest part, at most all parts, never above named deeds. */
function expectParts(whole: Figures, parts: readonly Figures[]) {
	for (const of of ['actions', 'anonymous', 'late'] as const) expect(sum(parts, of)).toBe(whole[of]);
	const counts = parts.map(({ people }) => people);
	expect(whole.people).toBeGreaterThanOrEqual(Math.max(0, ...counts));
	expect(whole.people).toBeLessThanOrEqual(counts.reduce((a, b) => a + b, 0));
	for (const { actions, anonymous, people, late } of [whole, ...parts]) {
		expect(people).toBeLessThanOrEqual(actions - anonymous);
		expect(late).toBeLessThanOrEqual(actions);
	}
}

test.each(['lúa', 'ngô', 'khoai'])(
	'every total equals its parts after any days of support, reports and merges (%s)',
	async (seed) => {
		const { db } = database;
		const chance = chanceFrom(seed);
		const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
		const days = { from: addDays(dayOf(NOW), -3), to: addDays(dayOf(NOW), 1) };
		const campaignId = await startFor(db, everywhere, WARDS, NOW, days);
		const { here, there } = world;
		const all: string[] = [];
		for (const { groupId } of [here, there, here, there, here])
			all.push(await settlePerson(db, groupId, `Mẫu ${seed}`));
		let given = 0;

		for (let now = minutesAfter(NOW, -3 * 24 * HOUR); now < minutesAfter(NOW, 3 * 24 * HOUR);) {
			now = minutesAfter(now, 30 + Math.floor(chance() * 5 * HOUR));
			const wardCode = pick(WARDS);
			const day: Day = addDays(dayOf(now), -Math.floor(chance() * 2));
			const asked = { campaignId, wardCode, day };
			const deed = chance();
			const work =
				deed < 0.7
					? give(db, everywhere, wardCode, now, {
							campaignId,
							serviceId: pick(SERVICES),
							force: pick(FORCES),
							on: day,
							...(chance() < 0.6 ? { personId: pick(all) } : { actions: 1 + Math.floor(chance() * 40) })
						})
					: deed < 0.85
						? submitDay(db, everywhere, asked, now)
						: decideDay(db, leader, asked, { step: pick(['approve', 'return', 'close'] as const) }, now);
			await work.then(
				() => (given += 1),
				(error: unknown) => {
					if (!(error instanceof DomainError)) throw error;
				}
			);
		}
		expect(given).toBeGreaterThan(10);

		const now = minutesAfter(NOW, 5 * 24 * HOUR);
		const look = async () => readBoard(db, await readCampaign(db, everywhere, campaignId), null, now);
		const before = await look();
		for (const parts of [before.wards, before.services, before.forces, before.days]) expectParts(before.total, parts);
		for (const { day, ...figures } of before.days) {
			const reports = await Promise.all(
				WARDS.map((wardCode) => readDayReport(db, everywhere, { campaignId, wardCode, day }, now).catch(() => null))
			);
			const bodies = reports.flatMap((report) => (report ? [report.body] : []));
			// What is frozen is what the board counts: nothing enters a day that was submitted, and nothing leaves it.
			expectParts(
				figures,
				bodies.map(({ total }) => total)
			);
			for (const { total, services, forces } of bodies) {
				expectParts(total, services);
				expectParts(total, forces);
			}
		}

		const [one, other] = [...all].sort() as [string, string];
		await db.update(people).set({ mergedInto: one }).where(eq(people.id, other));
		const after = await look();
		expect(after.total.people).toBeLessThanOrEqual(before.total.people);
		expect(after.total.people).toBeGreaterThanOrEqual(before.total.people - 1);
		expect({ ...after.total, people: 0 }).toEqual({ ...before.total, people: 0 });
		for (const parts of [after.wards, after.services, after.forces, after.days]) expectParts(after.total, parts);
		for (const { yes, no } of after.means) expect(yes + no).toBeLessThanOrEqual(after.total.people);
	}
);
