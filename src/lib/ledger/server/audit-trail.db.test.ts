import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonActor } from '#lib/access/actor.ts';
import { listLooks, readTrail, type TrailWanted } from '#lib/ledger/server/audit-trail.ts';
import { readEvidence } from '#lib/ledger/server/evidence.ts';
import { networkOrigin, readOriginKey } from '#lib/server/origin.ts';
import { issueCard } from '#lib/sign-in/server/cards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith, makeWorld, NOON, settle, takeTest, type World } from '#tests/world.ts';

let database: TestDatabase;
let world: World;
let her: string;
let another: string;
const LATER = new Date(NOON.getTime() + 86_400_000);

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
	const { db, cuaNam, thanhBa, standard } = world;
	her = await settle(world, cuaNam, { fullName: 'Nguyễn Thị Được Xem' });
	another = await settle(world, thanhBa, { fullName: 'Trần Văn Xa' });
	await takeTest(world, her, { door: 'whole', standard: standard.id });
	const officer: PersonActor = { ...cuaNam.officer, origin: 'network:abc' };
	await readEvidence(db, officer, her, standard, NOON);
	await readEvidence(db, officer, her, standard, LATER);
	await readEvidence(db, thanhBa.officer, another, standard, LATER);
	await issueCard(db, cuaNam.trainer, her, NOON);
});
afterAll(() => database.close());

const ALL: TrailWanted = { who: '', whom: '', verb: '', from: null, to: null, place: '', before: null };
const read = (over: Partial<TrailWanted>, place = 'vn') =>
	readTrail(world.db, actorWith('auditor', place), { ...ALL, ...over });
const verbs = async (over: Partial<TrailWanted>, place?: string) => (await read(over, place)).map(({ verb }) => verb);

test('an entry says who, in which role, to whom, where, when and from which network', async () => {
	const [entry] = await read({ whom: 'duoc xem', verb: 'evidence.read' });
	const { cuaNam } = world;
	expect(entry).toMatchObject({
		actorId: cuaNam.officer.id,
		role: 'ward_officer',
		rolePlace: cuaNam.wardCode,
		origin: 'network:abc',
		personId: her,
		person: 'Nguyễn Thị Được Xem',
		place: cuaNam.wardCode,
		at: LATER
	});
});

test('what staff record in the log about somebody stands here too; what she does herself does not', async () => {
	expect(await verbs({ whom: 'duoc xem' })).toEqual([
		'card.issue',
		'evidence.read',
		'evidence.read',
		'residence.confirmed',
		'person.registered'
	]);
});

test('an auditor reads her own places and no others, and filters by day, verb and place', async () => {
	const looks = { verb: 'evidence.read' };
	expect(await verbs(looks)).toHaveLength(3);
	expect(await verbs(looks, world.cuaNam.wardCode)).toHaveLength(2);
	expect(await verbs(looks, world.thanhBa.provinceCode)).toHaveLength(1);
	expect(await verbs({ ...looks, place: world.thanhBa.wardCode }, world.cuaNam.wardCode)).toEqual([]);
	expect(await verbs({ ...looks, place: world.thanhBa.provinceCode })).toHaveLength(1);
	expect(await verbs({ ...looks, to: '2026-11-20' })).toHaveLength(1);
	expect(await verbs({ ...looks, from: '2026-11-21' })).toHaveLength(2);
	expect(await verbs({ whom: 'nobody at all' })).toEqual([]);
	await expect(readTrail(world.db, world.cuaNam.officer, ALL)).rejects.toMatchObject({ status: 403 });
});

test('pages follow each other without a gap', async () => {
	const all = await read({});
	const first = await readTrail(world.db, actorWith('auditor', 'vn'), ALL, 4);
	const second = await readTrail(world.db, actorWith('auditor', 'vn'), { ...ALL, before: first.at(-1)?.id ?? 0 }, 4);
	expect([...first, ...second].map(({ id }) => id)).toEqual(all.slice(0, 8).map(({ id }) => id));
});

test('she is told in which role and where somebody looked, and nothing else of him', async () => {
	const { looks, total } = await listLooks(world.db, her);
	expect(total).toBe(2);
	expect(looks).toEqual([
		{ at: LATER, role: 'ward_officer', rolePlace: world.cuaNam.wardCode },
		{ at: NOON, role: 'ward_officer', rolePlace: world.cuaNam.wardCode }
	]);
});

test('a network is known again by its keyed hash, and its address stands nowhere', async () => {
	const keys = await Promise.all([1, 2, 3].map(() => readOriginKey(world.db)));
	expect(new Set(keys).size).toBe(1);
	const [key = ''] = keys;
	const from = (address: string) => ({ address, tablet: null });
	expect(networkOrigin(key, from('203.0.113.7'))).toBe(networkOrigin(key, from('203.0.113.7')));
	expect(networkOrigin(key, from('203.0.113.7'))).not.toBe(networkOrigin(key, from('203.0.113.8')));
	expect(networkOrigin(key, from('2001:db8:1:2::1'))).toBe(networkOrigin(key, from('2001:db8:1:2:ffff::9')));
	expect(networkOrigin(key, from('203.0.113.7'))).not.toContain('203');
});
