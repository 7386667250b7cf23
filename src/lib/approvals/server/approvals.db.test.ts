import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { clock, type PersonActor } from '#lib/access/actor.ts';
import type { Role } from '#lib/access/roles.ts';
import { approve, askApproval, readApproval, refuse, withdraw } from '#lib/approvals/server/approvals.ts';
import { carryOutDue } from '#lib/approvals/server/carry-out.ts';
import { listApprovals } from '#lib/approvals/server/list.ts';
import { recordDeath } from '#lib/people/server/residence.ts';
import { people, residences } from '#lib/people/server/schema.ts';
import { record } from '#lib/ledger/server/record.ts';
import { auditEntries } from '#lib/server/schema.ts';
import { newId } from '#lib/shared/ids.ts';
import { roles } from '#lib/sign-in/server/schema.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith, makeWorld, NOON, settle, type World } from '#tests/world.ts';

let database: TestDatabase;
let world: World;
let officer: PersonActor;
let second: PersonActor;
let leader: PersonActor;

const hoursLater = (hours: number) => new Date(NOON.getTime() + hours * 3_600_000);

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());

beforeEach(async () => {
	await database.db.delete(roles);
	officer = await employ('ward_officer', world.cuaNam.wardCode);
	second = await employ('ward_officer', world.cuaNam.wardCode);
	leader = await employ('ward_leader', world.cuaNam.wardCode);
});

/** Somebody with a role in the books, so that it is read again when something is carried out. */
async function employ(role: Role, place: string): Promise<PersonActor> {
	const id = await settle(world, world.thanhBa);
	await database.db
		.insert(roles)
		.values({ id: newId(NOON), personId: id, role, place, from: '2026-01-01', grantedBy: 'system:console' });
	return { ...actorWith(role, place), id };
}

async function askForHead(asker = officer) {
	const personId = await settle(world, world.cuaNam);
	const input = {
		personId,
		role: 'head_of_group' as const,
		place: world.cuaNam.groups[1],
		from: '2026-11-20',
		to: null
	};
	const asked = { id: newId(NOON), verb: 'role.grant' as const, input };
	return { personId, asked, approval: await askApproval(database.db, asker, asked, NOON) };
}

async function askForResidences(count: number, asker = officer) {
	const claims = [];
	for (let n = 0; n < count; n += 1) {
		const personId = await settle(world, world.cuaNam, { confirmed: false });
		claims.push({ personId, groupId: world.cuaNam.groups[0], eventId: newId(NOON) });
	}
	const asked = { id: newId(NOON), verb: 'residence.confirm' as const, input: { people: claims } };
	return { claims, approval: await askApproval(database.db, asker, asked, NOON) };
}

const rolesOf = (personId: string) => database.db.select().from(roles).where(eq(roles.personId, personId));
const isConfirmed = async (personId: string) => {
	const [residence] = await database.db.select().from(residences).where(eq(residences.personId, personId));
	return residence?.confirmedOn !== null;
};
const stepsOf = async (id: string) => {
	const entries = await database.db
		.select()
		.from(auditEntries)
		.where(eq(auditEntries.objectId, id))
		.orderBy(auditEntries.id);
	return entries.map(({ actorId, detail }) => [(detail as { step: string }).step, actorId]);
};

test('what a second officer approves is done as the asker, and every step is noted', async () => {
	const { personId, approval } = await askForHead();
	expect(approval).toMatchObject({ state: 'open', dueAt: null, wardCode: world.cuaNam.wardCode });
	expect(await rolesOf(personId)).toEqual([]);
	expect(await approve(database.db, second, approval.id, NOON)).toMatchObject({
		state: 'carried_out',
		decidedBy: second.id
	});
	expect(await rolesOf(personId)).toMatchObject([{ role: 'head_of_group', grantedBy: officer.id }]);
	expect(await stepsOf(approval.id)).toEqual([
		['asked', officer.id],
		['approved', second.id],
		['carried_out', clock.id]
	]);
});

test('nobody approves her own, nor what is given to herself, nor outside her places, nor what her role does not give', async () => {
	const { personId, approval } = await askForHead();
	const { db } = database;
	await expect(approve(db, officer, approval.id, NOON)).rejects.toMatchObject({ code: 'approve_own', status: 403 });
	const strangers = [
		world.thanhBa.officer,
		actorWith('ward_leader', world.thanhBa.wardCode),
		actorWith('head_of_group', world.cuaNam.groups[1]),
		actorWith('trainer', world.cuaNam.wardCode),
		actorWith('auditor', 'vn'),
		{ ...actorWith('ward_officer', world.cuaNam.wardCode), id: personId }
	];
	for (const stranger of strangers) {
		await expect(approve(db, stranger, approval.id, NOON)).rejects.toMatchObject({ status: 403 });
		await expect(refuse(db, stranger, approval.id, NOON)).rejects.toMatchObject({ status: 403 });
	}
	const place = world.cuaNam.wardCode;
	const input = { personId, role: 'ward_officer' as const, place, from: '2026-11-20', to: null };
	const byLeader = await askApproval(db, leader, { id: newId(NOON), verb: 'role.grant', input }, NOON);
	await expect(approve(db, second, byLeader.id, NOON)).rejects.toMatchObject({ code: 'forbidden' });
	await expect(withdraw(db, second, approval.id, NOON)).rejects.toMatchObject({ status: 403 });
	expect((await readApproval(db, approval.id)).state).toBe('open');
	expect(await rolesOf(personId)).toEqual([]);
});

test('the asker’s other record, merged with her own, does not approve either', async () => {
	const { approval } = await askForHead();
	const [low, high] = [officer.id, second.id].sort() as [string, string];
	await database.db.update(people).set({ mergedInto: low }).where(eq(people.id, high));
	const merged = { ...actorWith('ward_officer', world.cuaNam.wardCode), id: low };
	await expect(approve(database.db, merged, approval.id, NOON)).rejects.toMatchObject({ code: 'approve_own' });
});

test('what somebody may not do herself she cannot ask for either', async () => {
	await expect(askForHead(world.thanhBa.officer)).rejects.toMatchObject({ status: 403 });
	await expect(askForHead(leader)).resolves.toMatchObject({ approval: { state: 'open' } });
	await expect(askForResidences(2, leader)).rejects.toMatchObject({ status: 403 });
	await expect(askForResidences(2, world.cuaNam.trainer)).rejects.toMatchObject({ status: 403 });
});

test('approved twice, or by two at once, it is done once', async () => {
	const { claims, approval } = await askForResidences(3);
	const outcomes = await Promise.all(
		[second, leader, second, leader].map((actor) => approve(database.db, actor, approval.id, NOON))
	);
	expect(outcomes.map(({ id }) => id)).toEqual(Array(4).fill(approval.id));
	expect(await approve(database.db, leader, approval.id, hoursLater(1))).toMatchObject({
		state: 'carried_out',
		outcome: { confirmed: 3, asked: 3 }
	});
	for (const { personId } of claims) expect(await isConfirmed(personId)).toBe(true);
	expect((await stepsOf(approval.id)).filter(([step]) => step === 'approved')).toHaveLength(1);
	await expect(refuse(database.db, second, approval.id, NOON)).rejects.toMatchObject({ code: 'approval_decided' });
});

test('asked twice with one id it is asked once, and another person’s id is refused', async () => {
	const { asked, approval } = await askForHead();
	expect(await askApproval(database.db, officer, asked, hoursLater(1))).toEqual(approval);
	await expect(askApproval(database.db, second, asked, NOON)).rejects.toMatchObject({ code: 'event_conflict' });
});

test('what was refused or withdrawn is never done', async () => {
	const { db } = database;
	const refused = await askForHead();
	expect(await refuse(db, leader, refused.approval.id, NOON)).toMatchObject({ state: 'refused', decidedBy: leader.id });
	expect(await refuse(db, second, refused.approval.id, NOON)).toMatchObject({ state: 'refused', decidedBy: leader.id });
	const withdrawn = await askForHead();
	await withdraw(db, officer, withdrawn.approval.id, NOON);
	for (const { approval, personId } of [refused, withdrawn]) {
		await expect(approve(db, second, approval.id, NOON)).rejects.toMatchObject({
			code: 'approval_decided',
			status: 409
		});
		await carryOutDue(db, clock, hoursLater(100));
		expect(await rolesOf(personId)).toEqual([]);
	}
});

test('in a ward with one officer it is done after 24 hours, unless the leader has said yes or no before', async () => {
	const { db } = database;
	await db.delete(roles).where(eq(roles.personId, second.id));
	const [byLeader, byTime, refused] = [await askForHead(), await askForHead(), await askForHead()];
	expect(byTime.approval.dueAt).toEqual(hoursLater(24));
	await approve(db, leader, byLeader.approval.id, NOON);
	await refuse(db, leader, refused.approval.id, hoursLater(23));
	expect(await rolesOf(byLeader.personId)).toHaveLength(1);

	await carryOutDue(db, clock, hoursLater(23.9));
	expect(await rolesOf(byTime.personId)).toEqual([]);
	await Promise.all([carryOutDue(db, clock, hoursLater(24)), carryOutDue(db, clock, hoursLater(24))]);
	expect(await rolesOf(byTime.personId)).toHaveLength(1);
	expect(await readApproval(db, byTime.approval.id)).toMatchObject({ state: 'carried_out', decidedBy: clock.id });
	expect(await rolesOf(refused.personId)).toEqual([]);
});

test('a head of group always needs a second person, and time alone carries nothing out for others', async () => {
	const { db } = database;
	await db.delete(roles).where(eq(roles.personId, second.id));
	const head = await employ('head_of_group', world.cuaNam.groups[0]);
	const { approval } = await askForResidences(2, head);
	expect(approval.dueAt).toBeNull();
	await expect(carryOutDue(db, officer, hoursLater(24))).rejects.toMatchObject({ status: 403 });
	expect(await approve(db, officer, approval.id, NOON)).toMatchObject({ state: 'carried_out' });
});

test('what became impossible meanwhile is checked when it is carried out', async () => {
	const { db } = database;
	const lost = await askForHead();
	await db.update(roles).set({ to: '2026-11-20' }).where(eq(roles.personId, officer.id));
	expect(await approve(db, second, lost.approval.id, NOON)).toMatchObject({
		state: 'impossible',
		outcome: { code: 'forbidden' }
	});
	expect(await rolesOf(lost.personId)).toEqual([]);

	await db.update(roles).set({ to: null }).where(eq(roles.personId, officer.id));
	const { claims, approval } = await askForResidences(2);
	const [dead] = claims;
	const death = { eventId: newId(NOON), personId: dead?.personId ?? '', on: '2026-11-20' };
	await record(db, officer, recordDeath, death, NOON);
	await db.execute(sql`delete from residences where person_id = ${dead?.personId}`);
	expect(await approve(db, second, approval.id, NOON)).toMatchObject({ outcome: { confirmed: 1, asked: 2 } });
});

test('an approval broken off by a kill is finished by the clock', async () => {
	const { personId, approval } = await askForHead();
	await database.db.execute(
		sql`update approvals set state = 'approved', decided_by = ${second.id}, decided_at = ${NOON.toISOString()} where id = ${approval.id}`
	);
	await carryOutDue(database.db, clock, hoursLater(0.005));
	expect(await rolesOf(personId)).toEqual([]);
	await carryOutDue(database.db, clock, hoursLater(0.1));
	expect(await rolesOf(personId)).toHaveLength(1);
});

test('it is listed to who asked, who may decide and who audits, and to nobody else', async () => {
	const { db } = database;
	const { approval } = await askForResidences(2);
	const seen = async (actor: PersonActor) =>
		(await listApprovals(db, actor, NOON)).find(({ id }) => id === approval.id) ?? null;
	expect(await seen(officer)).toMatchObject({ mine: true, mayDecide: false, people: [{}, {}] });
	expect(await seen(second)).toMatchObject({ mine: false, mayDecide: true, askedByName: expect.any(String) });
	expect(await seen(leader)).toMatchObject({ mayDecide: true });
	expect(await seen(actorWith('auditor', world.cuaNam.provinceCode))).toMatchObject({ mayDecide: false });
	for (const role of ['head_of_group', 'ward_officer', 'auditor', 'ward_leader'] as const) {
		const place = role === 'head_of_group' ? world.cuaNam.groups[1] : world.thanhBa.wardCode;
		expect(await seen(actorWith(role, place))).toBeNull();
	}
	expect(await seen(actorWith('trainer', world.cuaNam.wardCode))).toBeNull();
	expect(await seen(actorWith('administrator', 'vn'))).toBeNull();
});
