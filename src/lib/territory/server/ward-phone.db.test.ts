import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditEntries } from '#lib/server/schema.ts';
import { wardPhoneInput } from '#lib/territory/server/input.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { readWardPhone, setWardPhone } from '#lib/territory/server/ward-phone.ts';
import { actorWith, NOW, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

let database: TestDatabase;
let world: Awaited<ReturnType<typeof settleTwoWards>>;

beforeAll(async () => {
	database = await testDatabase();
	world = await settleTwoWards(database.db);
});
afterAll(() => database.close());

test('a ward’s officer says which number stands on its cards, and a new start of the application keeps it', async () => {
	const { wardCode } = world.here;
	expect((await readWardPhone(database.db, wardCode)).phone).toBeNull();
	await setWardPhone(database.db, actorWith('ward_officer', wardCode), wardCode, '024 3825 1234', NOW);
	await storePlaces(database.db);
	expect((await readWardPhone(database.db, wardCode)).phone).toBe('024 3825 1234');
	const audited = await database.db.select().from(auditEntries).where(eq(auditEntries.objectId, wardCode));
	expect(audited.map(({ verb }) => verb)).toEqual(['ward_phone.set']);
});

test('nobody else does, and no ward is invented', async () => {
	const { here, there } = world;
	for (const actor of [here.trainer, here.head, actorWith('ward_officer', there.wardCode)]) {
		await expect(setWardPhone(database.db, actor, here.wardCode, '1900 1234', NOW)).rejects.toMatchObject({
			status: 403
		});
	}
	await expect(readWardPhone(database.db, '99999')).rejects.toMatchObject({ status: 404 });
});

test.each([
	['024  3825 1234', '024 3825 1234'],
	['+84 24 3825 1234', '+84 24 3825 1234'],
	['19001234', '19001234'],
	['', null]
])('%j is printed as %j', (typed, phone) => {
	expect(wardPhoneInput.parse({ phone: typed })).toEqual({ phone });
});

test.each(['12', 'gọi bà Sáu', '024 3825 1234 024 3825 1234', '- - - - - - - -'])('%j is no number', (typed) => {
	expect(wardPhoneInput.safeParse({ phone: typed }).success).toBe(false);
});
