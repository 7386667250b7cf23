import { atConsole } from '#lib/access/actor.ts';
import { addAgency } from '#lib/compliance/server/agencies.ts';
import { appoint } from '#lib/compliance/server/appointments.ts';
import { imposeDuty } from '#lib/compliance/server/duties.ts';
import { modulesFor } from '#lib/curriculum/library.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { addDays, dayOf, writeDay } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { grantRole } from '#lib/sign-in/server/roles.ts';
import { readSquare } from '../card.ts';
import { answerWhole, goOn } from '../learner.ts';
import { settle } from '#tests/world.ts';
import { expect, heading, newName, signIn, test } from '../world.ts';
import { keepPicture } from './day.ts';

const MODULE = 'chia-se-du-lieu';

test('two days before the deadline a civil servant has one module from elsewhere seen, passes the other at once, and her head sees who is left', async ({
	page,
	world,
	anotherDevice
}) => {
	test.slow();
	const { db, cuaNam, library } = world;
	const now = new Date();
	const today = dayOf(now);
	const [name, colleague, title] = [newName(), newName(), `Nội dung ${newName()}`];
	const elsewhere = modulesFor(library, 'officials').required.find(({ id }) => id !== MODULE);
	const agencyId = newId(now);
	const agency = { id: agencyId, place: cuaNam.wardCode, name: `Cơ quan ${newName()}`, kind: 'front' as const };
	await addAgency(db, cuaNam.officer, agency, now);
	const people: string[] = [];
	for (const [n, fullName] of [name, colleague, newName()].entries()) {
		const position = n === 2 ? 'Thủ trưởng' : 'Chuyên viên';
		const personId = await settle(world, cuaNam, { confirmed: false, fullName, birthYear: 1985 }, now);
		const post = { id: newId(now), agencyId, personId, position, from: addDays(today, -90) };
		await appoint(db, cuaNam.officer, { ...post, kind: 'civil_servant' }, now);
		people.push(personId);
	}
	const dutyId = newId(now);
	const duty = {
		...{ id: dutyId, place: cuaNam.wardCode, title, startsOn: addDays(today, -60), graceDays: 0 },
		...{ due: { on: addDays(today, 2) }, validMonths: 12, refresher: [], modules: [MODULE, elsewhere?.id ?? ''] },
		order: { number: '20/KH-UBND', on: addDays(today, -60), issuer: 'UBND phường' },
		audience: { agencies: [agencyId], positions: ['Chuyên viên'], people: [] }
	};
	await imposeDuty(db, cuaNam.officer, library, duty, now);
	const [personId = '', , headId = ''] = people;
	const role = { personId: headId, role: 'head_of_agency', place: cuaNam.wardCode } as const;
	await grantRole(db, atConsole, { ...role, from: today, to: null }, now);

	await signIn(world, page.context(), personId, 'link');
	await test.step('her page says what is missing, and until when', async () => {
		await page.goto('/me/duties');
		await expect(page.getByRole('main')).toContainText(m.duty_own_by({ day: writeDay(addDays(today, 2)) }));
		for (const module of duty.modules) await expect(page.locator(`main a[href="/learn/${module}/test"]`)).toBeVisible();
		await keepPicture(page, 'official-1-duties');
	});
	await test.step('the officer sees her paper from elsewhere with his own eyes, and it stands apart', async () => {
		const officer = await anotherDevice();
		await signIn(world, officer.context(), cuaNam.officer.id, 'link');
		await officer.goto(`/duties/${dutyId}`);
		await officer.getByRole('link', { name }).click();
		await officer.getByRole('link', { name: m.duty_see(), exact: true }).click();
		await officer.locator(`label:has(input[name=modules][value="${elsewhere?.id}"])`).click();
		await officer.locator('input[name=platform]').fill('Nền tảng mẫu của tỉnh');
		await officer.locator('input[name=code]').fill('MAU-0001');
		await keepPicture(officer, 'official-2-elsewhere');
		await officer.getByRole('button', { name: m.duty_see_submit() }).click();
		await expect(officer.getByRole('main')).toContainText('Nền tảng mẫu của tỉnh');
		await expect(officer.getByRole('main')).toContainText(m.duty_elsewhere());
	});
	await test.step('she takes the other test without the lessons, and has done her duty in time', async () => {
		await page.goto('/me/duties');
		await expect(page.locator(`main a[href="/learn/${elsewhere?.id}/test"]`)).toHaveCount(0);
		await page.locator(`main a[href="/learn/${MODULE}/test"]`).click();
		await goOn(page, () => page.getByRole('button', { name: m.learner_test_begin() }).click());
		await answerWhole(page, world, 10);
		await page.getByLabel(m.learner_help_none()).check();
		await goOn(page, () => page.getByRole('button', { name: m.learner_submission_submit() }).click());
		await page.goto('/me/duties');
		await expect(page.getByRole('main')).toContainText(m.duty_state_done_on_time());
		await keepPicture(page, 'official-3-done');
	});
	await test.step('her certificate can be verified by anybody', async () => {
		await page.goto('/me/certificates');
		await page.getByRole('button', { name: m.certificate_list_get() }).click();
		await page.getByRole('main').getByRole('link', { name: title }).click();
		await expect(heading(page)).toHaveText(m.certificate_certificate());
		await keepPicture(page, 'official-4-certificate');
		const anybody = await anotherDevice();
		await anybody.goto((await readSquare(page.getByRole('img', { name: m.certificate_qr() }))) ?? '');
		await expect(heading(anybody)).toHaveText(m.certificate_check_found_valid());
		await expect(anybody.getByRole('main')).not.toContainText(name);
	});
	await test.step('the head of her agency sees that only her colleague is missing', async () => {
		const head = await anotherDevice();
		await signIn(world, head.context(), headId, 'link');
		await head.goto(`/agencies/${agencyId}`);
		const missing = head.getByRole('region', { name: m.duty_missing_title() });
		await expect(missing.getByRole('row', { name: colleague })).toBeVisible();
		await expect(missing).not.toContainText(name);
		await keepPicture(head, 'official-5-agency');
	});
});
