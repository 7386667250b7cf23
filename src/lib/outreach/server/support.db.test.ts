import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDay, deed, give, startFor } from '#lib/outreach/server/campaign.fixture.ts';
import { digitalMeans, supportRecords } from '#lib/outreach/server/campaign-schema.ts';
import { setService, storeServices } from '#lib/outreach/server/support-services.ts';
import { recordSupport, withdrawSupport } from '#lib/outreach/server/support.ts';
import { readOwnSupport } from '#lib/outreach/server/support-own-record.ts';
import { findLastChoices, listOwnSupport, ownFigures } from '#lib/outreach/server/support-own.ts';
import { findHelped } from '#lib/outreach/server/support-person.ts';
import { people } from '#lib/people/server/schema.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { grantRole } from '#lib/sign-in/server/roles.ts';
import { findSession, startSession } from '#lib/sign-in/server/sessions.ts';
import { sampleMaker } from '#lib/access/actor.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { actorWith, minutesAfter, NOW, settlePerson, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

let database: TestDatabase;
let world: Awaited<ReturnType<typeof settleTwoWards>>;
let campaignId: string;
const TODAY = dayOf(NOW);
const officer = actorWith('ward_officer', '00082');
const leader = actorWith('ward_leader', '00082');

beforeAll(async () => {
	database = await testDatabase();
	await storePlaces(database.db);
	await storeServices(database.db);
	world = await settleTwoWards(database.db);
	campaignId = await startFor(database.db, officer, ['00082'], NOW);
});
afterAll(() => database.close());

const refused = (code: string) => expect.objectContaining({ code });
const rowsOf = (id: string) => database.db.select().from(supportRecords).where(eq(supportRecords.id, id));

describe('support given', () => {
	test('to a named person is one deed, and she has what the service gives, as of that day', async () => {
		const { db } = database;
		const on = addDays(TODAY, -1);
		const personId = await settlePerson(db, world.here.groupId, 'Bà Mẫu Kích');
		await give(db, world.here.trainer, '00082', NOW, { personId, serviceId: 'vneid-2', on });
		const seen = await db.select().from(digitalMeans).where(eq(digitalMeans.personId, personId));
		expect(seen).toEqual([{ personId, kind: 'vneid_2', state: 'yes', asOf: on, source: 'support' }]);
		const { support } = await readOwnSupport(db, personId);
		expect(support).toMatchObject([{ on }]);
	});

	test('twice by one form is one deed, and the same form with other words is refused', async () => {
		const { db } = database;
		const one = deed('00082', NOW, { actions: 5 });
		const both = [recordSupport(db, world.here.trainer, one, NOW), recordSupport(db, world.here.trainer, one, NOW)];
		await Promise.all(both);
		expect(await rowsOf(one.id)).toHaveLength(1);
		const other = recordSupport(db, world.here.trainer, { ...one, actions: 6 }, NOW);
		await expect(other).rejects.toThrow(refused('support_already_recorded'));
	});

	test('by two helpers on one day for one account is refused the second time, two files are two deeds', async () => {
		const { db } = database;
		const personId = await settlePerson(db, world.here.groupId, 'Ông Mẫu Đôi');
		const helper = actorWith('helper', world.here.groupId);
		const first = give(db, world.here.trainer, '00082', NOW, { personId, serviceId: 'etax-mobile' });
		const second = give(db, helper, world.here.groupId, NOW, { personId, serviceId: 'etax-mobile' });
		const outcomes = await Promise.allSettled([first, second]);
		expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		await give(db, world.here.trainer, '00082', NOW, { personId });
		await give(db, helper, world.here.groupId, NOW, { personId });
	});

	test('in the future, long ago, before the campaign or outside its wards is refused', async () => {
		const { db } = database;
		const { trainer } = world.here;
		const at = (on: string, words = {}) => give(db, trainer, '00082', NOW, { on, ...words });
		await expect(at(addDays(TODAY, 1))).rejects.toThrow(refused('support_in_future'));
		await expect(at(addDays(TODAY, -61))).rejects.toThrow(refused('support_too_old'));
		await expect(at(addDays(TODAY, -6), { campaignId })).rejects.toThrow(refused('support_outside_campaign'));
		await expect(give(db, world.there.trainer, '08152', NOW, { campaignId })).rejects.toThrow(
			refused('support_outside_campaign_place')
		);
	});

	test('of a service that nobody offers, is offered no more, or belongs to another province is refused', async () => {
		const { db } = database;
		const administrator = actorWith('administrator', '25');
		const service = { id: newId(NOW), place: '25', name: 'Ứng dụng Phú Thọ', means: null, ended: false };
		await setService(db, administrator, service, NOW);
		const from = (serviceId: string, there = false) =>
			give(db, there ? world.there.trainer : world.here.trainer, there ? '08152' : '00082', NOW, { serviceId });
		await from(service.id, true);
		await expect(from(service.id)).rejects.toThrow(refused('support_service_unknown'));
		await expect(from('no-such')).rejects.toThrow(refused('support_service_unknown'));
		await setService(db, administrator, { ...service, ended: true }, NOW);
		await expect(from(service.id, true)).rejects.toThrow(refused('support_service_unknown'));
	});

	test('by somebody whose role ended yesterday, or of another ward, is refused', async () => {
		const { db } = database;
		const helperId = await settlePerson(db, world.here.groupId, 'Chị Mẫu Thôi');
		const period = { from: addDays(TODAY, -30), to: addDays(TODAY, 1) };
		await grantRole(db, sampleMaker, { personId: helperId, role: 'helper', place: '00082', ...period }, NOW);
		const { token } = await startSession(db, helperId, 'password', NOW, NOW);
		const actorAt = async (now: Date) => {
			const session = await findSession(db, token, now);
			return { kind: 'person' as const, id: helperId, signInId: newId(NOW), grants: session?.grants ?? [] };
		};
		await give(db, await actorAt(NOW), '00082', NOW);
		const tomorrow = minutesAfter(NOW, 24 * 60);
		await expect(give(db, await actorAt(tomorrow), '00082', tomorrow, { on: TODAY })).rejects.toThrow(
			refused('forbidden')
		);
		await expect(give(db, world.there.trainer, '00082', NOW)).rejects.toThrow(refused('forbidden'));
	});

	test('to an erased person or after her death is refused', async () => {
		const { db } = database;
		const erased = await settlePerson(db, world.here.groupId, 'Bà Mẫu Xóa');
		const dead = await settlePerson(db, world.here.groupId, 'Ông Mẫu Mất');
		await db.update(people).set({ erasedOn: TODAY }).where(eq(people.id, erased));
		await db
			.update(people)
			.set({ diedOn: addDays(TODAY, -3) })
			.where(eq(people.id, dead));
		const to = (personId: string, on = TODAY) => give(db, world.here.trainer, '00082', NOW, { personId, on });
		await expect(to(erased)).rejects.toThrow(refused('person_erased'));
		await expect(to(dead)).rejects.toThrow(refused('support_person_died'));
		await to(dead, addDays(TODAY, -4));
	});

	test('negative or absurd counts are refused by the database too', async () => {
		const { db } = database;
		for (const actions of [-1, 0, 301]) {
			await expect(give(db, world.here.trainer, '00082', NOW, { actions })).rejects.toThrow();
		}
		const personId = world.here.personId;
		await expect(give(db, world.here.trainer, '00082', NOW, { personId, actions: 2 })).rejects.toThrow();
	});
});

describe('what one wrote down oneself', () => {
	test('is listed with deeds and people apart, and what was chosen last is offered again', async () => {
		const { db } = database;
		const helper = actorWith('helper', world.here.groupId);
		const personId = await settlePerson(db, world.here.groupId, 'Bà Mẫu Riêng');
		await give(db, helper, world.here.groupId, NOW, { actions: 12 });
		const later = minutesAfter(NOW, 1);
		const chosen = { personId, serviceId: 'health-book', force: 'front' as const, partners: 'Viễn thông' };
		await give(db, helper, world.here.groupId, later, { ...chosen, campaignId });
		expect(await ownFigures(db, helper.id, TODAY)).toMatchObject({ actions: 13, anonymous: 12, people: 1 });
		const own = await listOwnSupport(db, helper.id);
		expect(own.map(({ name, actions }) => [name, actions])).toEqual([
			['Bà Mẫu Riêng', 1],
			[null, 12]
		]);
		const { personId: _, ...again } = chosen;
		expect(await findLastChoices(db, helper.id)).toEqual({ ...again, campaignId, place: world.here.groupId });
	});

	test('can be taken back until a report holds it, by nobody else', async () => {
		const { db } = database;
		const { trainer } = world.here;
		const ownCampaign = await startFor(db, officer, ['00082'], NOW, { name: 'Đợt hai' });
		const personId = await settlePerson(db, world.here.groupId, 'Bà Mẫu Nhầm');
		const wrong = deed('00082', NOW, { campaignId: ownCampaign, personId, serviceId: 'signature' });
		const right = deed('00082', NOW, { campaignId: ownCampaign });
		await recordSupport(db, trainer, wrong, NOW);
		await recordSupport(db, trainer, right, NOW);
		await expect(withdrawSupport(db, officer, wrong.id, NOW)).rejects.toThrow(refused('not_found'));
		await withdrawSupport(db, trainer, wrong.id, NOW);
		await withdrawSupport(db, trainer, wrong.id, NOW);
		expect(await db.select().from(digitalMeans).where(eq(digitalMeans.personId, personId))).toEqual([]);
		const asked = { campaignId: ownCampaign, wardCode: '00082', day: TODAY };
		const { body } = await closeDay(db, [officer, leader], asked, NOW);
		expect(body.total).toMatchObject({ actions: 1, people: 0 });
		await expect(withdrawSupport(db, trainer, right.id, NOW)).rejects.toThrow(refused('support_reported'));
	});
});

test('whom somebody means is found by name among her own people, and several are offered', async () => {
	const { db } = database;
	const helper = actorWith('helper', world.here.groupId);
	const ask = (who: string) => findHelped(db, helper, { who, personId: null }, '203.0.113.7', NOW);
	const one = await settlePerson(db, world.here.groupId, 'Bùi Thị Duy Nhất');
	await settlePerson(db, world.here.groupId, 'Đào Mẫu Trùng');
	await settlePerson(db, world.here.groupId, 'Đào Mẫu Trùng');
	expect(await ask('bui thi duy nhat')).toEqual({ personId: one });
	expect(await ask('')).toEqual({ personId: null });
	expect(await ask('dao mau trung')).toMatchObject({ several: [{}, {}] });
	await expect(ask('ong mau khoa')).rejects.toThrow(refused('support_nobody_found'));
	const foreign = findHelped(db, helper, { who: '', personId: world.there.personId }, '203.0.113.7', NOW);
	await expect(foreign).rejects.toThrow(refused('not_found'));
});
