import type { Page, Request } from '@playwright/test';
import { sql } from 'drizzle-orm';
import { DEFAULT_ADDRESS, fillAddress } from '#lib/curriculum/address.ts';
import { findScenario } from '#lib/curriculum/library.ts';
import type { Scenario } from '#lib/curriculum/scenario.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { settle } from '#tests/world.ts';
import { expectNoSidewaysScroll, expectNoViolation, smallTargets } from './page-rules.ts';
import { ANY_PLANTED, PLANTED } from './planted.ts';
import { stepTo, touchMistakes, walkPath } from './practice-walk.ts';
import { ADDRESSED, expect, heading, newName, signIn, test, type RunningWorld } from './world.ts';

const FULL = Boolean(process.env['FULL']);
/** The long run goes on for so long that at some moment the machine has other things to do. */
const PATIENCE = 90_000;
if (FULL) test.use({ actionTimeout: PATIENCE, navigationTimeout: PATIENCE });

const HERE = '/practice/thanh-toan/doc-ten-roi-chuyen-tien';
const payment = (world: RunningWorld): Scenario =>
	findScenario(world.library, 'thanh-toan', 'doc-ten-roi-chuyen-tien') as Scenario;

test.describe('without script', () => {
	test.use({ javaScriptEnabled: false });

	test('a scenario is walked to its end by keyboard alone, left on one device and gone on with on another', async ({
		page,
		world,
		anotherDevice
	}) => {
		const personId = await settle(world, world.cuaNam, { confirmed: false, fullName: newName() }, new Date());
		await signIn(world, page.context(), personId);
		await page.goto(HERE);
		await pressOn(page, m.practice_begin());
		await pressOn(page, 'Ngân hàng Mẫu');
		for (const digit of '1122') await pressOn(page, digit);
		await pressOn(page, 'Vay nhanh trong 5 phút');
		await expect(page.getByRole('status').first()).toContainText('không sao');
		await pressOn(page, 'Chuyển tiền');

		const other = await anotherDevice();
		await signIn(world, other.context(), personId);
		await other.goto(HERE);
		await pressOn(other, m.practice_go_on());
		await other.locator('#field-0').focus();
		await other.keyboard.type('000011112222');
		await Promise.all([other.waitForURL(/practice-runs/), other.keyboard.press('Enter')]);
		await pressOn(other, 'Đúng người này');
		await other.locator('#field-1').focus();
		await other.keyboard.type('200000');
		await other.keyboard.press('Enter');
		await pressOn(other, 'Chuyển');
		await expect(heading(other)).toHaveText(m.practice_done_heading(ADDRESSED));
		await page.reload();
		await expect(heading(page)).toHaveText(m.practice_done_heading(ADDRESSED));
		await page.goto('/practice');
		await expect(page.getByRole('link', { name: 'Đọc tên người nhận' })).toContainText(
			m.practice_line_done().toLowerCase()
		);
	});
});

test('what looks real is not taken, is not shown again, and stands in no address and no table', async ({
	page,
	world
}) => {
	const personId = await settle(world, world.cuaNam, { confirmed: false, fullName: newName() }, new Date());
	const scenario = payment(world);
	const [path = []] = scenario.paths;
	const plantAll = async () => {
		for (const planted of PLANTED) {
			await page.locator('#field-0').fill(planted);
			await page.getByRole('button', { name: 'Tiếp tục' }).click();
			await expect(page.getByRole('status').first()).not.toBeEmpty();
			expect(page.url()).not.toContain(planted);
			expect(await page.content()).not.toContain(planted);
		}
	};
	await page.goto(`${HERE}/try?at=nhap-so`);
	await plantAll();
	await signIn(world, page.context(), personId);
	await page.goto(HERE);
	await page.getByRole('button', { name: m.practice_begin() }).click();
	for (let n = 0; path[n] !== 'nhap-so'; n++) await stepTo(page, scenario, path[n] ?? '', path[n + 1] ?? '');
	await plantAll();
	// All tables are searched in runs.db.test.ts; here what a request of the whole server could have written.
	for (const name of ['practice_runs', 'events', 'audit_entries', 'rate_limits'].map(sql.raw)) {
		expect([...(await world.db.execute(sql`select 1 from ${name} t where t::text ~ ${ANY_PLANTED} limit 1`))]).toEqual(
			[]
		);
	}
});

test('every step of a scenario weighs at most 60 KB and ships no script', async ({ page, world }) => {
	test.setTimeout(1_800_000);
	const scenarios = FULL ? world.library.scenarios : [payment(world)];
	let heaviest = 0;
	for (const scenario of scenarios) {
		for (const { id } of scenario.screens) {
			const finished: Request[] = [];
			page.on('requestfinished', (request) => finished.push(request));
			await page.goto(`/practice/${scenario.module}/${scenario.id}/try?at=${id}`);
			page.removeAllListeners('requestfinished');
			// The letters come once and stay; no step fetches them again.
			const own = finished.filter((request) => request.resourceType() !== 'font');
			const sizes = await Promise.all(own.map((request) => request.sizes()));
			const weight = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
			expect(weight, `${scenario.id}, ${id}`).toBeLessThanOrEqual(60 * 1024);
			expect(own.map((request) => request.resourceType())).not.toContain('script');
			heaviest = Math.max(heaviest, weight);
		}
	}
	console.log(`The heaviest first step weighs ${(heaviest / 1024).toFixed(1)} KB without letters.`);
	expect(heaviest).toBeGreaterThan(1024);
});

/** The long run walks every scenario along every path, shared among as many tests; any other the payment along one. */
const PARTS = FULL ? [0, 1, 2, 3] : [0];
const partOf = (world: RunningWorld, part: number): Scenario[] =>
	FULL ? world.library.scenarios.filter((_, n) => n % PARTS.length === part) : [payment(world)];
const pathsOf = ({ paths }: Scenario) => (FULL ? paths : paths.slice(0, 1));
const startOf = ({ module, id }: Scenario) => `/practice/${module}/${id}/try`;

for (const part of PARTS) {
	test(`scenarios are walked by touch along their accepted paths, every screen by the rules, ${part}`, async ({
		page,
		world
	}) => {
		test.setTimeout(1_800_000);
		for (const scenario of partOf(world, part)) {
			const looked = new Set<string>();
			for (const path of pathsOf(scenario)) {
				await page.goto(startOf(scenario));
				await walkPath(page, scenario, path, async (screen) => {
					await expect(page.locator('.frame b').first()).toHaveText(m.practice_frame());
					if (!FULL || looked.has(screen.id)) return;
					looked.add(screen.id);
					const where = `${scenario.id}, ${screen.id}`;
					expect.soft(await smallTargets(page), where).toEqual([]);
					await expectNoViolation(page);
					await expectNoSidewaysScroll(page, 320);
					await page.setViewportSize({ width: 360, height: 640 });
				});
				await expect(heading(page)).toHaveText(m.practice_done_heading(ADDRESSED));
			}
		}
	});
}

test.describe('without script, by the keyboard alone', () => {
	test.use({ javaScriptEnabled: false });

	// One scenario is walked so above; the long run walks them all.
	for (const part of FULL ? PARTS : []) {
		test(`every scenario is walked along every path, and each wrong touch is answered with its words, ${part}`, async ({
			page,
			world
		}) => {
			test.setTimeout(1_800_000);
			for (const scenario of partOf(world, part)) {
				for (const path of scenario.paths) {
					await page.goto(startOf(scenario));
					await walkPath(page, scenario, path, async () => undefined, 'keyboard');
					await expect(heading(page)).toHaveText(m.practice_done_heading(ADDRESSED));
				}
				for (const [mistake, said] of await touchMistakes(page, scenario)) {
					const words = scenario.mistakes.find(({ id }) => id === mistake)?.say ?? '';
					expect.soft(said, `${scenario.id}, ${mistake}`).toContain(fillAddress(words, DEFAULT_ADDRESS));
				}
			}
		});
	}
});

/** Comes to what is called so by the Tab key alone and presses Enter. */
async function pressOn(page: Page, name: string): Promise<void> {
	const wanted = page.getByRole('button', { name, exact: name.length < 3 }).first();
	await wanted.waitFor();
	for (let tabs = 0; tabs < 40; tabs++) {
		if (await wanted.evaluate((element) => element === document.activeElement)) break;
		await page.keyboard.press('Tab');
	}
	await expect(wanted).toBeFocused();
	await Promise.all([page.waitForResponse((one) => one.request().method() === 'GET'), page.keyboard.press('Enter')]);
	await page.waitForLoadState();
}
