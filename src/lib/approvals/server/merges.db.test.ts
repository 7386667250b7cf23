import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { clock, type PersonActor } from '#lib/access/actor.ts';
import type { Role } from '#lib/access/roles.ts';
import { approve, readApproval, refuse, withdraw } from '#lib/approvals/server/approvals.ts';
import { carryOutDue } from '#lib/approvals/server/carry-out.ts';
import { listApprovals } from '#lib/approvals/server/list.ts';
import { askMerge, dismissMerge, findAskedMerge } from '#lib/approvals/server/merges.ts';
import { approvals } from '#lib/approvals/server/schema.ts';
import { record } from '#lib/ledger/server/record.ts';
import { findDecision } from '#lib/people/server/duplicates.ts';
import { undoMerge } from '#lib/people/server/merging.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { newId } from '#lib/shared/ids.ts';
import { roles } from '#lib/sign-in/server/schema.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith, herself, makeWorld, NOON, settle, type World } from '#tests/world.ts';

let database: TestDatabase;
let world: World;
let officer: PersonActor;
let second: PersonActor;
let leader: PersonActor;

const hoursLater = (hours: number) => new Date(NOON.getTime() + hours * 3_600_000);

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
	officer = await employ('ward_officer');
	second = await employ('ward_officer');
	leader = await employ('ward_leader');
});
afterAll(() => database.close());
beforeEach(() => database.db.update(roles).set({ to: null }));

async function employ(role: Role): Promise<PersonActor> {
	const [id, place] = [await settle(world, world.thanhBa), world.cuaNam.wardCode];
	await database.db
		.insert(roles)
		.values({ id: newId(NOON), personId: id, role, place, from: '2026-01-01', grantedBy: 'system:console' });
	return { ...actorWith(role, place), id };
}

/** Two records of residents of phường Cửa Nam, the lesser id first. */
async function two(): Promise<{ personId: string; otherId: string }> {
	const ids = [await settle(world, world.cuaNam), await settle(world, world.cuaNam, { group: 1 })].sort();
	return { personId: ids[0] ?? '', otherId: ids[1] ?? '' };
}
const ask = async (pair: { personId: string; otherId: string }, asker = officer, now = NOON) =>
	askMerge(database.db, asker, { ...pair, eventId: newId(now) }, now);
const standsFor = async (id: string) => (await readPerson(database.db, id)).id;

test('two records become one only after a second person’s word, and nobody’s own word about herself', async () => {
	const { db } = database;
	const pair = await two();
	for (const actor of [
		world.cuaNam.trainer,
		world.cuaNam.head,
		world.thanhBa.officer,
		leader,
		herself(pair.personId)
	]) {
		await expect(ask(pair, actor)).rejects.toMatchObject({ status: 403 });
	}
	const asked = await ask({ personId: pair.otherId, otherId: pair.personId });
	expect(await standsFor(pair.otherId)).toBe(pair.otherId);
	await expect(approve(db, officer, asked.id, NOON)).rejects.toMatchObject({ code: 'approve_own' });
	for (const actor of [{ ...second, id: pair.otherId }, world.thanhBa.officer, world.cuaNam.trainer]) {
		await expect(approve(db, actor, asked.id, NOON)).rejects.toMatchObject({ status: 403 });
	}
	const outcomes = await Promise.all([second, leader].map((actor) => approve(db, actor, asked.id, NOON)));
	expect(outcomes.map(({ id }) => id)).toEqual([asked.id, asked.id]);
	expect(await standsFor(pair.otherId)).toBe(pair.personId);
	await expect(ask(pair)).rejects.toMatchObject({ code: 'already_one_person' });
});

test('asked by two at once, and again, it waits once, and is shown with both records', async () => {
	const pair = await two();
	const asked = await Promise.all([ask(pair), ask(pair, second), ask(pair)]);
	expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
	const shown = (await listApprovals(database.db, leader, NOON)).filter(({ merge }) => merge?.otherId === pair.otherId);
	expect(shown).toMatchObject([{ merge: pair, mayDecide: true, people: [{}, {}] }]);
});

test('a no says that they are not one person, and who takes her own question back has said nothing', async () => {
	const { db } = database;
	const [refused, dismissed, withdrawn] = [await two(), await two(), await two()];
	await refuse(db, leader, (await ask(refused)).id, NOON);
	expect(await findDecision(db, refused)).toMatchObject({ state: 'dismissed' });
	const asked = await ask(dismissed);
	await dismissMerge(db, second, dismissed, NOON);
	expect(await readApproval(db, asked.id)).toMatchObject({ state: 'refused', decidedBy: second.id });
	expect(await findDecision(db, dismissed)).toMatchObject({ state: 'dismissed' });
	await expect(approve(db, leader, asked.id, NOON)).rejects.toMatchObject({ code: 'approval_decided' });
	const own = await ask(withdrawn);
	await withdraw(db, officer, own.id, NOON);
	expect(await findDecision(db, withdrawn)).toBeNull();
	await ask(withdrawn);
	await dismissMerge(db, officer, withdrawn, NOON);
	expect(await findAskedMerge(db, withdrawn)).toBeNull();
	expect(await findDecision(db, withdrawn)).toMatchObject({ state: 'dismissed' });
	await expect(dismissMerge(db, world.thanhBa.officer, refused, NOON)).rejects.toMatchObject({ status: 403 });
});

test('a ward’s only officer waits for the leader’s tap, never for time; what was undone stays undone', async () => {
	const { db } = database;
	const pair = await two();
	await db.update(roles).set({ to: '2026-11-20' }).where(eq(roles.personId, second.id));
	const asked = await ask(pair);
	expect(asked.dueAt).toBeNull();
	await carryOutDue(db, clock, hoursLater(48));
	expect(await standsFor(pair.otherId)).toBe(pair.otherId);
	await approve(db, leader, asked.id, hoursLater(49));
	expect(await standsFor(pair.otherId)).toBe(pair.personId);
	const undoing = { eventId: newId(NOON), personId: pair.personId, mergeId: asked.id };
	await record(db, officer, undoMerge, undoing, hoursLater(50));
	await db.update(approvals).set({ state: 'approved' }).where(eq(approvals.id, asked.id));
	await carryOutDue(db, clock, hoursLater(51));
	expect(await standsFor(pair.otherId)).toBe(pair.otherId);
});

test('who was given an office meanwhile is not merged', async () => {
	const pair = await two();
	const asked = await ask(pair);
	const held = { role: 'helper', place: world.cuaNam.wardCode, from: '2026-11-20', grantedBy: 'system:console' };
	await database.db.insert(roles).values({ ...held, id: newId(NOON), personId: pair.otherId });
	await expect(ask(pair)).rejects.toMatchObject({ code: 'merge_holds_role' });
	const outcome = { state: 'impossible', outcome: { code: 'merge_holds_role' } };
	expect(await approve(database.db, second, asked.id, NOON)).toMatchObject(outcome);
	expect(await standsFor(pair.otherId)).toBe(pair.otherId);
});
