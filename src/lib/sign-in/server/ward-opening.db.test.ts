import { afterAll, beforeAll, expect, test } from 'vitest';
import { roles } from '#lib/sign-in/server/schema.ts';
import { acceptByPassword, readInvitation } from '#lib/sign-in/server/invitations.ts';
import { listRoles } from '#lib/sign-in/server/roles.ts';
import { listHostedWards, openWard } from '#lib/sign-in/server/ward-opening.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { listStarts } from '#lib/territory/server/report-rules.ts';
import { actorWith, minutesAfter, NOW, settlePerson, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

let database: TestDatabase;
let one: string;
let other: string;
const WARD = '00004';
const province = actorWith('province_officer', '01');

beforeAll(async () => {
	database = await testDatabase();
	await storePlaces(database.db);
	const { here } = await settleTwoWards(database.db);
	one = await settlePerson(database.db, here.groupId, 'Nguyễn Thị Mẫu Một');
	other = await settlePerson(database.db, here.groupId, 'Nguyễn Thị Mẫu Hai');
});
afterAll(() => database.close());

const open = (personId: string, actor = province, minutes = 0) =>
	openWard(database.db, actor, { wardCode: WARD, personId }, minutesAfter(NOW, minutes));
const state = async () =>
	(await listHostedWards(database.db, province, '01', minutesAfter(NOW, 30))).find(({ code }) => code === WARD)?.state;

test('a ward is switched on by its province or an administrator, and by nobody else', async () => {
	const others = [
		actorWith('province_officer', '25'),
		actorWith('administrator', '25'),
		actorWith('ward_leader', WARD),
		actorWith('ward_officer', '00082')
	];
	for (const actor of others) await expect(open(one, actor)).rejects.toMatchObject({ status: 403 });
	await expect(open(province.id, { ...province, id: one })).rejects.toMatchObject({ status: 404 });
	await expect(open(one, { ...province, id: one })).rejects.toMatchObject({ code: 'role_for_oneself' });
	expect(await database.db.select().from(roles)).toEqual([]);
	expect(await state()).toBe('off');
	for (const actor of others) {
		if (actor.grants[0]?.place === '01') continue;
		await expect(listHostedWards(database.db, actor, '01', NOW)).rejects.toMatchObject({ status: 404 });
	}
});

test('its first officer has the role at once and one link; switching on again takes the link back', async () => {
	const first = await open(one);
	expect(await listRoles(database.db, one, '2026-11-22')).toMatchObject([{ role: 'ward_officer', place: WARD }]);
	expect(await state()).toBe('invited');
	expect((await listStarts(database.db, '01')).get(WARD)).toBe('2026-11-22');
	const second = await open(other, actorWith('administrator', 'vn'), 1);
	expect(await listRoles(database.db, one, '2026-11-22')).toEqual([]);
	await expect(readInvitation(database.db, first.token, '::1', minutesAfter(NOW, 2))).rejects.toMatchObject({
		code: 'invitation_withdrawn'
	});

	const invitation = await readInvitation(database.db, second.token, '::1', minutesAfter(NOW, 2));
	const chosen = { loginName: 'canbo.mau', password: 'một hai ba con mèo đen' };
	await acceptByPassword(database.db, invitation, chosen, minutesAfter(NOW, 3));
	expect(await state()).toBe('on');
	await expect(open(one, province, 4)).rejects.toMatchObject({ code: 'ward_already_on', status: 409 });
	expect(await listRoles(database.db, other, '2026-11-22')).toHaveLength(1);
});
