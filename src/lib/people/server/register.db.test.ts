import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anonymous } from '#lib/access/actor.ts';
import { DEFAULT_ADDRESS } from '#lib/curriculum/address.ts';
import { readEvents } from '#lib/ledger/server/log.ts';
import { record } from '#lib/ledger/server/record.ts';
import { consentText } from '#lib/people/consent.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { registerPerson, type Registration } from '#lib/people/server/register.ts';
import { confirmResidence, moveResidence, recordDeath } from '#lib/people/server/residence.ts';
import { householdMembers, people, personNames } from '#lib/people/server/schema.ts';
import { newId } from '#lib/shared/ids.ts';
import { erasePerson } from '#lib/sign-in/server/erasure.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { herself, makeWorld, NOON, settle, type World } from '#tests/world.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());

const PHONE = {
	purpose: 'phone',
	by: 'herself',
	text: consentText('phone', 'herself', DEFAULT_ADDRESS)
} as const;

function registration(over: Partial<Registration> = {}): Registration {
	return {
		personId: newId(NOON),
		eventId: newId(NOON),
		fullName: 'Nguyễn Thị Mẫu',
		everydayName: null,
		birthYear: 1950,
		wardCode: world.cuaNam.wardCode,
		groupId: world.cuaNam.groups[0],
		household: null,
		phone: null,
		...over
	};
}
const register = (input: Registration, actor = world.cuaNam.trainer) =>
	record(world.db, actor, registerPerson, input, NOON);

test('the same form sent five times at once registers one person in one household', async () => {
	const input = registration({ household: 'Nhà bà Mẫu' });
	await Promise.all(Array.from({ length: 5 }, () => register(input)));
	expect(await world.db.select().from(people).where(eq(people.id, input.personId))).toHaveLength(1);
	expect(await readEvents(world.db, [input.personId])).toHaveLength(1);
	const homes = await world.db.select().from(householdMembers).where(eq(householdMembers.personId, input.personId));
	expect(homes).toHaveLength(1);
});

test('a name in decomposed letters and wide spaces is stored composed and found without diacritics', async () => {
	const input = registration({ fullName: '  Nguyễn   Thị Mẫu Hoà '.normalize('NFD') });
	await register(input);
	const [name] = await world.db.select().from(personNames).where(eq(personNames.personId, input.personId));
	expect(name).toMatchObject({ fullName: 'Nguyễn Thị Mẫu Hoà'.normalize('NFC'), search: 'nguyen thi mau hoa  ' });
	expect(name?.sortKey.startsWith('Hoà')).toBe(true);
});

test('years of birth in which nobody alive was born, and years to come, are refused with what is possible', async () => {
	for (const birthYear of [1870, 1905, 2027, 2090, 1950.5]) {
		await expect(register(registration({ birthYear }))).rejects.toMatchObject({
			code: 'birth_year_out_of_range',
			status: 422,
			details: { least: 1906, most: 2026 }
		});
	}
});

test('a person of 105 with one word for a name and no phone can be registered', async () => {
	const input = registration({ fullName: 'Mẫu', birthYear: 1921 });
	await register(input);
	expect(await readPerson(world.db, input.personId)).toMatchObject({ fullName: 'Mẫu', birthYear: 1921 });
});

test('a group of another ward and a group that does not exist are refused, and nobody is stored', async () => {
	const elsewhere = registration({ groupId: world.thanhBa.groups[0] });
	await expect(register(elsewhere)).rejects.toMatchObject({ code: 'group_not_in_ward', status: 422 });
	const nowhere = registration({ groupId: newId(NOON) });
	await expect(register(nowhere)).rejects.toMatchObject({ status: 404 });
	for (const { personId } of [elsewhere, nowhere]) {
		expect(await world.db.select().from(personNames).where(eq(personNames.personId, personId))).toEqual([]);
	}
});

test('somebody signed out may register herself; it is noted so, and nobody can confirm what is not claimed', async () => {
	const input = registration();
	await record(world.db, anonymous, registerPerson, input, NOON);
	const [event] = await readEvents(world.db, [input.personId]);
	expect(event).toMatchObject({ actorId: 'anonymous', body: { by: 'herself' } });
	const wrong = { eventId: newId(NOON), personId: input.personId, groupId: world.cuaNam.groups[1] };
	await expect(record(world.db, world.cuaNam.officer, confirmResidence, wrong, NOON)).rejects.toMatchObject({
		status: 404
	});
});

test('nobody confirms herself, also when she holds the office', async () => {
	const input = registration();
	await record(world.db, anonymous, registerPerson, input, NOON);
	const own = { ...herself(input.personId), grants: [{ role: 'ward_officer' as const, place: world.cuaNam.wardCode }] };
	const claim = { eventId: newId(NOON), personId: input.personId, groupId: input.groupId };
	await expect(record(world.db, own, confirmResidence, claim, NOON)).rejects.toMatchObject({
		code: 'confirm_own_registration'
	});
});

test('a move by an officer of the new ward closes the old residence and opens a confirmed one; days to come are refused', async () => {
	const { cuaNam, thanhBa } = world;
	const person = await settle(world, cuaNam);
	const move = { eventId: newId(NOON), personId: person, toGroupId: thanhBa.groups[0] };
	await expect(
		record(world.db, cuaNam.officer, moveResidence, { ...move, on: '2026-11-20' }, NOON)
	).rejects.toMatchObject({
		status: 403
	});
	await expect(
		record(world.db, thanhBa.officer, moveResidence, { ...move, on: '2026-11-21' }, NOON)
	).rejects.toMatchObject({
		code: 'day_in_future'
	});
	await record(world.db, thanhBa.officer, moveResidence, { ...move, on: '2026-11-20' }, NOON);
	expect((await readPerson(world.db, person)).residence).toMatchObject({
		groupId: thanhBa.groups[0],
		from: '2026-11-20',
		confirmedOn: '2026-11-20'
	});
});

test('only her own ward’s officer records a death', async () => {
	const person = await settle(world, world.cuaNam);
	const death = { eventId: newId(NOON), personId: person, on: '2026-11-19' };
	await expect(record(world.db, world.thanhBa.officer, recordDeath, death, NOON)).rejects.toMatchObject({
		status: 403
	});
	await record(world.db, world.cuaNam.officer, recordDeath, death, NOON);
	expect((await readPerson(world.db, person)).diedOn).toBe('2026-11-19');
});

test('an erased person keeps her number and nothing else, and is never filled in again', async () => {
	const input = registration({ household: 'Nhà bà Quên', phone: '0900000000', agreements: [PHONE] });
	await register(input);
	await record(world.db, world.cuaNam.officer, erasePerson, { eventId: newId(NOON), personId: input.personId }, NOON);
	expect(await readPerson(world.db, input.personId)).toMatchObject({
		fullName: null,
		birthYear: 1950,
		erasedOn: '2026-11-20'
	});
	await expect(register({ ...input, eventId: newId(NOON) })).rejects.toMatchObject({
		code: 'person_erased',
		status: 410
	});
	expect(await world.db.select().from(personNames).where(eq(personNames.personId, input.personId))).toEqual([]);
	const stored = JSON.stringify(await readEvents(world.db, [input.personId]));
	expect(stored).not.toContain('Mẫu');
	expect(stored).not.toContain('0900000000');
});
