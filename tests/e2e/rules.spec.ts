import { AxeBuilder } from '@axe-core/playwright';
import type { Page, Request } from '@playwright/test';
import { DEFAULT_ADDRESS } from '#lib/curriculum/address.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { test } from './exhibits.ts';
import { enterAs } from './readers.ts';
import { pages } from './routes.ts';
import { SHOWINGS } from './showings.ts';
import { expect } from './world.ts';

const FULL = Boolean(process.env['FULL']);
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Text at 7:1, for old eyes and cheap screens: of a higher level, so that it is named apart. */
const AXE_RULES = { 'color-contrast-enhanced': { enabled: true } };

test('every page has its place among the pages that are checked here', () => {
	expect([...new Set(SHOWINGS.map((showing) => showing.route))].sort()).toEqual(pages);
});

for (const showing of SHOWINGS.filter(({ state }) => FULL || state === '')) {
	for (const language of FULL ? ['vi', 'en'] : ['vi']) {
		const state = showing.state === '' ? '' : `, ${showing.state}`;
		test(`${showing.route}${state} keeps the rules of the interface (${language})`, async ({
			page,
			world,
			exhibits
		}) => {
			await page.context().addCookies([{ name: 'language', value: language, url: world.address }]);
			await enterAs(showing.as, page, world, exhibits);
			const address = showing.address(exhibits, world);
			const response = await page.goto(address);
			expect(response?.status()).toBe(showing.status ?? 200);
			expect(new URL(page.url()).pathname).toBe(showing.ends ?? address.split('?')[0]);
			const scripts = (await response?.text())?.match(/<script[^>]*>/g) ?? [];
			// Only where forty people share a device, one file that locks it.
			const allowed = showing.as === 'learner at a tablet' && showing.route !== '/(public)/lock';
			expect(scripts, 'a page of links and forms ships no script').toEqual(
				allowed ? ['<script src="/tablet.js" defer>'] : []
			);
			await showing.then?.(page);
			await expect(page.locator('html')).toHaveAttribute('lang', language);
			await expect(page.locator('h1')).toHaveCount(1);
			await expect(page).toHaveTitle(new RegExp(` – ${m.common_brand()}$`));
			expect.soft(await smallTargets(page), 'targets that are too small').toEqual([]);
			await expectNoViolation(page);
			await expectNoSidewaysScroll(page, 320);
			if (!FULL) return;
			await expectNoSidewaysScroll(page, 1280);
			await page.context().addCookies([{ name: 'text-size', value: 'a2', url: world.address }]);
			if (!showing.then) await page.goto(address);
			await expectNoSidewaysScroll(page, 320);
			expect.soft(await smallTargets(page), 'targets that are too small').toEqual([]);
		});
	}
}

test('a lesson weighs at most 150 KB in all on a first visit, and no script is in it', async ({
	page,
	world,
	request
}) => {
	const lessons = world.library.modules.flatMap((module) =>
		module.lessons.map((lesson) => ({
			path: `/learn/${module.id}/${lesson.id}`,
			size: world.library.lessonHtml(lesson, DEFAULT_ADDRESS).length
		}))
	);
	const heaviest = lessons.toSorted((one, other) => other.size - one.size)[0]?.path ?? '';

	const received: Request[] = [];
	page.on('requestfinished', (one) => received.push(one));
	await page.goto(heaviest, { waitUntil: 'networkidle' });
	const weights = await Promise.all(received.map(weightOf));
	// A browser without a window fetches no icon.
	const icon = (await (await request.get('/favicon.svg')).body()).length;
	const inAll = weights.reduce((sum, weight) => sum + weight, icon);
	console.log(
		`A first visit to ${heaviest}, the longest of ${lessons.length} lessons: ${kilobytes(inAll)} in ${received.length + 1} files.`
	);
	expect(inAll).toBeLessThanOrEqual(150 * 1024);
	expect(received.map((one) => one.resourceType())).not.toContain('script');
});

async function weightOf(request: Request): Promise<number> {
	const { responseBodySize, responseHeadersSize } = await request.sizes();
	return responseBodySize + responseHeadersSize;
}

function kilobytes(bytes: number): string {
	return `${(bytes / 1024).toFixed(1)} KB`;
}

async function expectNoViolation(page: Page): Promise<void> {
	// Without frames the old way finds the same, and opens no page of its own for each page.
	const axe = new AxeBuilder({ page }).setLegacyMode().options({ rules: AXE_RULES, resultTypes: ['violations'] });
	const { violations } = await axe.withTags(AXE_TAGS).analyze();
	const told = violations.map(({ id, help, nodes }) => `${id} (${help}): ${nodes.map((node) => node.html).join(' ')}`);
	expect.soft(told, 'axe').toEqual([]);
}

async function expectNoSidewaysScroll(page: Page, width: number): Promise<void> {
	await page.setViewportSize({ width, height: 640 });
	const wide = await page.evaluate(() => {
		const { scrollWidth, clientWidth } = document.documentElement;
		if (scrollWidth <= clientWidth) return [];
		const beyond = [...document.querySelectorAll('body *')].filter(
			(element) => element.getBoundingClientRect().right > clientWidth + 1 && !element.closest('.scroll, svg')
		);
		return beyond.slice(0, 5).map((element) => element.outerHTML.slice(0, 200));
	});
	expect.soft(wide, `reaching beyond ${width} px`).toEqual([]);
}

/** Everything to tap that is smaller than 44 px, in main 48 px, and for the one filled button and options 64 px. */
function smallTargets(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const kinds = 'a[href], button, select, textarea, summary, label, input:not([type=hidden])';
		return [...document.querySelectorAll<HTMLElement>(kinds)].flatMap((element) => {
			const isChoice = element.matches('label') && element.querySelector('input[type=radio], input[type=checkbox]');
			// A label above its field is no target of its own, and a choice's whole row is its target.
			if (element.matches('label') && !isChoice) return [];
			if (element.matches('input') && element.closest('label')) return [];
			const { width, height } = element.getBoundingClientRect();
			if (width === 0 || height === 0 || getComputedStyle(element).visibility === 'hidden') return [];
			const least = element.closest('main') ? 48 : 44;
			const high = isChoice || element.matches('.button.first') ? 64 : least;
			if (width >= least - 0.5 && height >= high - 0.5) return [];
			return [`${Math.round(width)} × ${Math.round(height)}: ${element.outerHTML.slice(0, 160)}`];
		});
	});
}
