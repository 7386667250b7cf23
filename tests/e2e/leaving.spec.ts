import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { eq, sql } from 'drizzle-orm';
import { m } from '#lib/messages/compiled/messages.js';
import { signIns } from '#lib/sign-in/server/schema.ts';
import { putOutTablet } from '#lib/openings/server/tablet.ts';
import { settle } from '#tests/world.ts';
import { findChromium } from './chromium.ts';
import { sitDown } from './evening.ts';
import { test, type Exhibits } from './exhibits.ts';
import { goOn } from './learner.ts';
import { expect, heading, newName, type RunningWorld } from './world.ts';

let browser: Browser;

/** As people have it: with the store of whole pages that Back and Forward show, which tests usually go without. */
test.beforeAll(async () => {
	browser = await chromium.launch({
		executablePath: findChromium(),
		args: ['--no-sandbox'],
		ignoreDefaultArgs: ['--disable-back-forward-cache']
	});
});
test.afterAll(() => browser.close());

const LEAVING: Record<string, (page: Page, world: RunningWorld, tablet: string, made: Exhibits) => Promise<unknown>> = {
	'taps “Đổi người”': (page) =>
		goOn(page, () => page.getByRole('banner').getByRole('button', { name: m.common_change_person() }).click()),
	'lets it lie until it locks': async (page, { db }, tablet) => {
		await db
			.update(signIns)
			.set({ expiresAt: sql`now()` })
			.where(eq(signIns.tabletId, tablet));
		await page.goto('/lock');
		await expect(heading(page)).toHaveText(m.tablet_locked_heading());
	},
	'is put out by the trainer': async (page, { db, cuaNam }, tablet, { evening }) => {
		await putOutTablet(db, cuaNam.trainer, evening.id, tablet, new Date());
		await page.goto('/me');
		await expect(page).toHaveURL(/\/sign-in/);
	}
};

const FULL = Boolean(process.env['FULL']);

for (const javaScriptEnabled of [true, false]) {
	// The ways differ by what ends the session; script matters where the page itself could notice.
	for (const [how, leave] of Object.entries(LEAVING).slice(0, FULL ? 3 : javaScriptEnabled ? 1 : 2)) {
		test(`somebody ${how}: Back, Forward, a reopened tab and no network show nothing of her (${javaScriptEnabled ? 'with' : 'without'} script)`, async ({
			world,
			exhibits
		}) => {
			const fullName = newName();
			const personId = await settle(world, world.cuaNam, { confirmed: false, fullName }, new Date());
			const context = await browser.newContext({
				javaScriptEnabled,
				viewport: { width: 800, height: 1100 },
				baseURL: world.address
			});
			const { id: tablet } = await sitDown(world, context, exhibits.evening, personId);
			const page = await context.newPage();
			for (const address of ['/me', '/me/results', '/me']) {
				await page.goto(address);
				await expect(page.getByRole('banner')).toContainText(fullName);
			}
			await leave(page, world, tablet, exhibits);
			await expectNothingOf(fullName, context, page);
			await context.setOffline(true);
			await expectNothingOf(fullName, context, page, ['goBack', 'goForward']);
			await context.close();
		});
	}
}

async function expectNothingOf(
	name: string,
	context: BrowserContext,
	page: Page,
	moves: ('goBack' | 'goForward')[] = ['goBack', 'goBack', 'goForward', 'goForward', 'goBack']
): Promise<void> {
	for (const move of moves) {
		await page[move](SOON).catch(() => null);
		expect(await shownOn(page), move).not.toContain(name);
	}
	const reopened = await context.newPage();
	for (const address of ['/me', '/helping']) {
		await reopened.goto(address, SOON).catch(() => null);
		expect(await shownOn(reopened), address).not.toContain(name);
	}
	await reopened.close();
}

const SOON = { waitUntil: 'commit', timeout: 3_000 } as const;

/** Whatever a page shows once it has come to rest; the browser's own page where there is no network. */
async function shownOn(page: Page): Promise<string> {
	await page.waitForTimeout(150);
	for (let tries = 0; tries < 20; tries += 1) {
		const shown = await page.content().catch(() => null);
		if (shown !== null) return shown;
		await page.waitForTimeout(100);
	}
	throw new Error('the page does not come to rest');
}

test('without script a page leads to the warning by itself, and looking at that keeps nobody signed in', async ({
	page,
	world,
	exhibits
}) => {
	const fullName = newName();
	const personId = await settle(world, world.cuaNam, { confirmed: false, fullName }, new Date());
	const { id: tablet } = await sitDown(world, page.context(), exhibits.evening, personId);
	const html = await (await page.request.get('/me/results')).text();
	expect(html).toContain(
		'<noscript><meta http-equiv="refresh" content="210;url=/lock?back=%2Fme%2Fresults"></noscript>'
	);
	const { module, lesson } = exhibits;
	const listened = await (await page.request.get(`/learn/${module.id}/${lesson.id}`)).text();
	const [, seconds] = /http-equiv="refresh" content="(\d+);/.exec(listened) ?? [];
	expect(Number(seconds), 'what can be listened to is not cut off').toBeGreaterThan(240);

	const ends = async () => (await world.db.select().from(signIns).where(eq(signIns.tabletId, tablet)))[0]?.expiresAt;
	await page.request.get('/me/results');
	const before = await ends();
	const warning = await page.goto('/lock?back=%2Fme%2Fresults');
	expect(warning?.headers()['refresh']).toBe('66;url=/lock');
	await expect(heading(page)).toHaveText(m.tablet_idle_heading({ name: fullName }));
	expect(await ends()).toEqual(before);
	await page.getByRole('link', { name: m.tablet_idle_go_on() }).click();
	await expect(page).toHaveURL('/me/results');
	expect((await ends())?.getTime()).toBeGreaterThan(before?.getTime() ?? 0);
});
