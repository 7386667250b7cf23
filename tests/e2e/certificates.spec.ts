import { m } from '#lib/messages/compiled/messages.js';
import { writeVerificationCode } from '#lib/certificates/certificate.ts';
import { listCertificates } from '#lib/certificates/server/certificates.ts';
import { correctNames } from '#lib/people/server/names.ts';
import { pdfText } from '#lib/server/pdf-text.fixture.ts';
import { settle, takeTest } from '#tests/world.ts';
import { readSquare } from './card.ts';
import { expect, heading, signIn, test } from './world.ts';

const NAME = 'Đặng Thị Mẫu Ẩn';

test('the QR of the paper that she tapped for leads to no login page: it is checked signed out, an officer takes it back, and both are told', async ({
	page,
	world,
	anotherDevice
}) => {
	const { db, cuaNam, standard } = world;
	const now = new Date();
	const personId = await settle(world, cuaNam, { confirmed: false, fullName: NAME }, now);
	await signIn(world, page.context(), personId);

	// Before the test there is none, and nothing to tap.
	await page.goto('/me/certificates');
	await expect(page.getByRole('button', { name: m.certificate_list_get() })).toHaveCount(0);
	await takeTest(world, personId, { door: 'module', standard: standard.id, module: 'vneid' }, {}, now);
	await page.goto('/me/results');
	await page.getByRole('link', { name: m.certificate_results_link() }).click();
	await page.getByRole('button', { name: m.certificate_list_get() }).click();
	await expect(page.getByRole('status')).toHaveText(m.certificate_list_got());
	const rows = page.locator('main ul a');
	await expect(rows).toHaveCount(1);
	await rows.click();
	await expect(heading(page)).toHaveText(m.certificate_record());
	await expect(page.locator('article')).toContainText(NAME);

	const asked = await readSquare(page.getByRole('img', { name: m.certificate_qr() }));
	const [paper] = await listCertificates(db, personId, now);
	const code = paper?.code ?? '';
	const file = await page.request.get(`/me/certificates/${paper?.id}/pdf`);
	expect(file.headers()['content-disposition']).toContain(`hoc-so-${paper?.serial}.pdf`);
	const [printed] = pdfText(await file.body());
	expect(printed).toContain(NAME);
	expect(printed).toContain(writeVerificationCode(code));

	// What a QR opens leads to no sign-in, is kept nowhere, and names nobody in full.
	expect(asked).toBe(`${world.address}/certificates/${code}`);
	const checker = await anotherDevice();
	const answer = await checker.goto(asked ?? '');
	expect(answer?.status()).toBe(200);
	expect(answer?.headers()['cache-control']).toBe('no-store');
	expect(new URL(checker.url()).pathname).toBe(`/certificates/${code}`);
	await expect(heading(checker)).toHaveText(m.certificate_check_found_valid());
	await expect(checker.locator('main')).toContainText('Đ*** T** M** Ẩ*');
	expect(await checker.content()).not.toContain('Đặng');
	expect(await checker.content()).not.toContain(personId);

	// Typed as it stands on the paper, in small letters; and mistyped.
	await checker.goto('/certificates');
	await checker.getByLabel(m.certificate_check_code()).fill('K7PM');
	await checker.getByRole('button', { name: m.certificate_check_submit() }).click();
	await expect(checker.getByRole('alert')).toContainText(m.problem_certificate_code());
	await checker.getByLabel(m.certificate_check_code()).fill(writeVerificationCode(code).toLowerCase());
	await checker.getByRole('button', { name: m.certificate_check_submit() }).click();
	await expect(heading(checker)).toHaveText(m.certificate_check_found_valid());
	const unknown = await checker.goto(`/certificates/${code.slice(1)}2`);
	expect(unknown?.status()).toBe(404);
	await expect(heading(checker)).toHaveText(m.certificate_check_unknown());

	// A corrected name is a reprint: the same serial, date and code.
	await correctNames(db, cuaNam.officer, { personId, fullName: 'Đặng Thị Mẫu Ẩm', everydayName: null }, now);
	const again = await page.request.get(`/me/certificates/${paper?.id}/pdf`);
	expect(pdfText(await again.body())[0]).toBe(printed?.replace(NAME, 'Đặng Thị Mẫu Ẩm'));

	const office = await anotherDevice();
	await signIn(world, office.context(), cuaNam.officer.id, 'link');
	await office.goto(`/people/${personId}`);
	await office.getByRole('link', { name: m.certificate_office_title() }).click();
	await office.getByRole('link', { name: m.certificate_office_revoke() }).click();
	await office.getByText(m.certificate_reason_issued_in_error()).click();
	await office.getByRole('button', { name: m.certificate_revocation_submit() }).click();
	await expect(office.locator('main')).toContainText(m.certificate_state_revoked());

	await checker.goto(`/certificates/${code}`);
	await expect(heading(checker)).toHaveText(m.certificate_check_found_revoked());
	await page.reload();
	await expect(page.locator('main')).toContainText(m.certificate_gone());
	expect((await page.request.get(`/me/certificates/${paper?.id}/pdf`)).status()).toBe(409);
	await page.goto('/me/certificates');
	await expect(page.getByRole('button', { name: m.certificate_list_get() })).toHaveCount(0);
});
