import type { Page } from '@playwright/test';
import { m } from '#lib/messages/compiled/messages.js';
import { dayOf, lastClosedDay } from '#lib/shared/dates.ts';
import { numberOf } from '#lib/learning/server/witness.ts';
import { listGroups } from '#lib/territory/server/groups.ts';
import { answerAll, settle } from '#tests/world.ts';
import { moved, readFigure, readFigures } from './group-figures.ts';
import { attemptOn, goOn, handIn } from './learner.ts';
import { ADDRESSED, expect, heading, signIn, test, type RunningWorld } from './world.ts';

const WHOLE = '/standards/ky-nang-so-thiet-yeu/test';

/** A confirmed resident of a group, signed in on this device. */
async function enter(world: RunningWorld, page: Page, group: 0 | 1 = 0): Promise<string> {
	const personId = await settle(world, world.thanhBa, { group }, new Date());
	await signIn(world, page.context(), personId);
	return personId;
}

/** Begins a test at home and answers all of it; what is left is to hand it in. */
async function answer(world: RunningWorld, page: Page, personId: string, test: string): Promise<void> {
	await page.goto(test);
	await goOn(page, () => page.getByRole('button', { name: m.learner_test_begin() }).click());
	const attempt = await attemptOn(page, world);
	await answerAll(world, personId, attempt, attempt.form.length, new Date());
	await page.goto(`/attempts/${attempt.id}/submission`);
}

test('a test that was done for her or prompted moves nothing, and one that was read aloud counts', async ({
	page,
	world,
	playwright
}) => {
	const { wardCode, groups } = world.thanhBa;
	const personId = await enter(world, page);
	for (const [helped, said, counts] of [
		[m.learner_help_done_for(), m.learner_result_done_for(ADDRESSED), 0],
		[m.learner_help_prompted(), m.learner_result_prompted(ADDRESSED), 0],
		[m.learner_help_read_aloud(), m.learner_result_read_aloud(), 1]
	] as const) {
		await answer(world, page, personId, WHOLE);
		await world.alone(async () => {
			const before = await readFigures(world, playwright);
			await handIn(page, helped);
			const expected = moved(before, [groups[0], wardCode], { assessed: counts, attained: counts });
			expect(await readFigures(world, playwright), helped).toEqual(expected);
		});
		await expect(page.getByText(said)).toBeVisible();
	}
});

test('a result at home moves those who attained, and one with a witness those witnessed as well', async ({
	page,
	world,
	anotherDevice,
	playwright
}) => {
	const { wardCode, groups, trainer, learningPointId } = world.thanhBa;
	const personId = await enter(world, page, 1);
	await answer(world, page, personId, WHOLE);
	await world.alone(async () => {
		const before = await readFigures(world, playwright);
		await handIn(page, m.learner_help_none());
		expect(await readFigures(world, playwright)).toEqual(
			moved(before, [groups[1], wardCode], { assessed: 1, attained: 1 })
		);
	});

	const other = await enter(world, page, 1);
	await page.goto(WHOLE);
	await goOn(page, () => page.getByRole('button', { name: m.learner_test_point(), exact: true }).click());
	const attempt = await attemptOn(page, world);
	await expect(page.getByText(spoken(numberOf(attempt.id)))).toBeVisible();

	const witness = await anotherDevice();
	await signIn(world, witness.context(), trainer.id, 'link');
	await witness.goto('/witnessing');
	await witness.getByLabel(m.office_witnessing_number()).fill(spoken(numberOf(attempt.id)).toLowerCase());
	await witness.getByRole('button', { name: m.office_witnessing_find() }).click();
	await witness.getByRole('link', { name: m.office_witnessing_start() }).click();
	await witness.locator('label', { has: witness.locator(`input[value="${learningPointId}"]`) }).click();
	await witness.getByRole('button', { name: m.office_witness_start_submit() }).click();
	await expect(witness.getByText(m.office_witnessing_started())).toBeVisible();

	await page.getByRole('link', { name: m.common_next() }).click();
	await expect(page.getByText(m.learner_number_witnessed(ADDRESSED))).toBeVisible();
	await page.getByRole('link', { name: m.learner_test_begin() }).click();
	await answerAll(world, other, attempt, attempt.form.length, new Date());
	await page.goto(`/attempts/${attempt.id}/submission`);
	await expect(heading(page)).toHaveText(m.learner_submission_call_heading());

	await witness.goto('/witnessing');
	await witness.locator(`a[href="/witnessing/${attempt.id}/end"]`).click();
	await tapHelp(witness, 'none');
	await witness.getByRole('button', { name: m.office_witness_end_submit() }).click();
	await expect(witness.getByText(m.office_witnessing_ended())).toBeVisible();

	await page.getByRole('link', { name: m.common_next() }).click();
	await expect(page.getByText(m.learner_submission_witnessed(ADDRESSED))).toBeVisible();
	await world.alone(async () => {
		const before = await readFigures(world, playwright);
		await goOn(page, () => page.getByRole('button', { name: m.learner_submission_submit() }).click());
		const expected = moved(before, [groups[1], wardCode], { assessed: 1, attained: 1, witnessed: 1 });
		expect(await readFigures(world, playwright)).toEqual(expected);
	});
	await expect(page.getByText(m.learner_result_witnessed())).toBeVisible();
});

test('the tests of the modules, one by one, prove the standard with the last', async ({ page, world, playwright }) => {
	const { wardCode, groups } = world.thanhBa;
	const personId = await enter(world, page);
	for (const [n, module] of world.standard.modules.entries()) {
		await answer(world, page, personId, `/learn/${module}/test`);
		const counts = n === world.standard.modules.length - 1 ? 1 : 0;
		await world.alone(async () => {
			const before = await readFigures(world, playwright);
			await handIn(page, m.learner_help_none());
			const expected = moved(before, [groups[0], wardCode], { assessed: counts, attained: counts });
			expect(await readFigures(world, playwright), module).toEqual(expected);
		});
	}
	await expect(page.getByText(m.learner_result_attained_text())).toBeVisible();
});

test('people of a group without a valid declaration stand beside the figure of the ward', async ({
	page,
	world,
	playwright
}) => {
	const { wardCode } = world.thanhBa;
	const groups = await listGroups(world.db, wardCode, dayOf(new Date()));
	const [undeclared, byAnotherAge] = ['Khu 6', 'Khu 5'].map(
		(name) => groups.find((group) => group.name === name)?.id ?? ''
	);
	for (const groupId of [undeclared, byAnotherAge] as [string, string]) {
		const now = new Date();
		const there = { ...world, thanhBa: { ...world.thanhBa, groups: [groupId, groupId] as [string, string] } };
		const personId = await settle(there, there.thanhBa, {}, now);
		await signIn(world, page.context(), personId);
		await answer(world, page, personId, WHOLE);
		await world.alone(async () => {
			const before = await readFigures(world, playwright);
			await handIn(page, m.learner_help_none());
			const expected = moved(before, [groupId, wardCode], { besideAssessed: 1, besideAttained: 1 });
			expect(await readFigures(world, playwright)).toEqual(expected);
		});
	}
});

test('signed out one sees the close of yesterday, and no parts of a ward', async ({ page, world, request }) => {
	const { wardCode, provinceCode } = world.thanhBa;
	const yesterday = lastClosedDay(new Date());
	const read = (code: string) => readFigure(request, `${world.address}/api/literacy/${code}`);
	const before = await read(wardCode);
	expect(before).toMatchObject({
		place: { code: wardCode, name: 'Thanh Ba', kind: 'xa' },
		ageFrom: 18,
		asOf: yesterday
	});
	expect(before).toMatchObject({ groups: { declared: 4, all: 6 }, undeclared: { groups: 2 }, parts: [] });

	const personId = await enter(world, page);
	await answer(world, page, personId, WHOLE);
	await world.alone(() => handIn(page, m.learner_help_none()));
	expect(await read(wardCode)).toEqual(before);

	const province = await read(provinceCode);
	expect(province.parts.map((part) => part.place.code)).toContain(wardCode);
	const ward = province.parts.find((part) => part.place.code === wardCode);
	expect(ward).toEqual(before);
	const country = await read('vn');
	expect(country.parts).toHaveLength(34);
	expect(country.parts.flatMap((part) => part.parts)).toEqual([]);
	expect(country.asOf).toBe(yesterday);
});

/** A test's number as it stands on the screen: in two groups of three. */
function spoken(number: string): string {
	return `${number.slice(0, 3)} ${number.slice(3)}`;
}

async function tapHelp(page: Page, assistance: string): Promise<void> {
	await page.locator('label', { has: page.locator(`input[name=assistance][value=${assistance}]`) }).click();
}
