import { afterAll, beforeAll, expect, test } from 'vitest';
import { WEIGHTS } from '#lib/outreach/campaign.ts';
import { listCommended } from '#lib/outreach/server/campaign-commendation.ts';
import { listMeans } from '#lib/outreach/server/campaign-figures.ts';
import { give, startFor } from '#lib/outreach/server/campaign.fixture.ts';
import { readCampaign } from '#lib/outreach/server/campaign-setup.ts';
import { noteMeans } from '#lib/outreach/server/support-means.ts';
import { addMember } from '#lib/outreach/server/team-members.ts';
import { addTeam } from '#lib/outreach/server/teams.ts';
import { storeServices } from '#lib/outreach/server/support-services.ts';
import { literacyStatuses } from '#lib/literacy/server/schema.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { actorWith, NOW, settlePerson, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

let database: TestDatabase;
let world: Awaited<ReturnType<typeof settleTwoWards>>;
const officer = actorWith('ward_officer', '00082');
const TODAY = dayOf(NOW);
const standard = 'ky-nang-so-thiet-yeu';

beforeAll(async () => {
	database = await testDatabase();
	await storePlaces(database.db);
	await storeServices(database.db);
	world = await settleTwoWards(database.db);
});
afterAll(() => database.close());

const settle = (name: string) => settlePerson(database.db, world.here.groupId, name);
const attain = (personId: string, attainedDay: string) =>
	database.db.insert(literacyStatuses).values({
		personId,
		standard,
		assessedDay: attainedDay,
		attainedDay,
		witnessedDay: null,
		version: 1,
		evidence: []
	});

test('whoever helped people who then attained the standard stands before whoever counted more deeds', async () => {
	const { db } = database;
	const campaignId = await startFor(db, officer, ['00082'], NOW);
	const [patient, busy] = [await settle('Cô Mẫu Kiên'), await settle('Chú Mẫu Bận')];
	const as = (id: string) => ({ ...world.here.trainer, id });
	const [learned, knew, helped] = [await settle('Bà Mẫu Một'), await settle('Bà Mẫu Hai'), await settle('Bà Mẫu Ba')];
	await attain(learned, addDays(TODAY, 3));
	await attain(knew, addDays(TODAY, -30));
	const deeds = { campaignId, force: 'front' as const };
	await give(db, as(patient), '00082', NOW, { ...deeds, personId: learned });
	for (const personId of [knew, helped]) {
		for (let n = 0; n < 4; n += 1) await give(db, as(busy), '00082', NOW, { ...deeds, force: 'youth', personId });
	}
	await give(db, as(busy), '00082', NOW, { ...deeds, force: 'youth', actions: 300 });
	const list = await listCommended(db, officer, await readCampaign(db, officer, campaignId), standard);
	expect(list.people).toEqual([
		{
			...{ personId: patient, name: 'Cô Mẫu Kiên', actions: 1, named: 1, people: 1, attained: 1 },
			weight: WEIGHTS.attained + WEIGHTS.people + WEIGHTS.named
		},
		{
			...{ personId: busy, name: 'Chú Mẫu Bận', actions: 308, named: 8, people: 2, attained: 0 },
			weight: 2 * WEIGHTS.people + 8 * WEIGHTS.named
		}
	]);
	expect(list.teams).toEqual([]);
	expect(list.forces.map(({ force, attained }) => [force, attained])).toEqual([
		['front', 1],
		['youth', 0]
	]);
});

test('a deed counts for each team in which its giver was that day, once, whichever record she gave it under', async () => {
	const { db } = database;
	const { wardCode } = world.here;
	const campaignId = await startFor(db, officer, [wardCode], NOW);
	const giver = await settle('Cô Mẫu Hai tổ');
	const [both, late] = [newId(NOW), newId(NOW)];
	const member = { personId: giver, part: 'member' as const };
	for (const id of [both, late]) {
		await addTeam(db, officer, { id, wardCode, name: `Tổ ${id.slice(-4)}`, groupId: null, decision: null }, NOW);
	}
	await addMember(db, officer, { ...member, id: newId(NOW), teamId: both, from: addDays(TODAY, -3) }, NOW);
	await addMember(db, officer, { ...member, id: newId(NOW), teamId: late, from: TODAY }, NOW);
	const as = { ...world.here.trainer, id: giver };
	const deeds = { campaignId, serviceId: 'online-file', personId: await settle('Bà Mẫu Bốn') };
	await give(db, as, wardCode, NOW, { ...deeds, on: addDays(TODAY, -1) });
	await give(db, as, wardCode, NOW, { ...deeds, on: TODAY });
	const { teams } = await listCommended(db, officer, await readCampaign(db, officer, campaignId), standard);
	expect(teams.map(({ teamId, named, people }) => [teamId, named, people])).toEqual([
		[both, 2, 1],
		[late, 1, 1]
	]);
});

test('what people have is the latest word about each, not the deeds', async () => {
	const { db } = database;
	const campaignId = await startFor(db, officer, ['00082'], NOW);
	const [one, other] = [await settle('Bà Mẫu Có'), await settle('Bà Mẫu Mất máy')];
	const given = { campaignId, serviceId: 'vneid-2' };
	await give(db, world.here.trainer, '00082', NOW, { ...given, personId: one, on: addDays(TODAY, -1) });
	await give(db, world.here.trainer, '00082', NOW, { ...given, personId: one });
	await give(db, world.here.trainer, '00082', NOW, { ...given, personId: other, on: addDays(TODAY, -1) });
	await noteMeans(db, { personId: other, kind: 'vneid_2', state: 'no', asOf: TODAY, source: 'visit' });
	await noteMeans(db, { personId: other, kind: 'vneid_2', state: 'yes', asOf: addDays(TODAY, -9), source: 'visit' });
	expect(await listMeans(db, { campaignId })).toEqual([{ kind: 'vneid_2', yes: 1, no: 1 }]);
});
