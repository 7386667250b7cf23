import type { Request } from '@playwright/test';
import { DEFAULT_ADDRESS } from '#lib/curriculum/address.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { test } from './exhibits.ts';
import { expectNoSidewaysScroll, expectNoViolation, smallTargets } from './page-rules.ts';
import { enterAs } from './readers.ts';
import { pages } from './routes.ts';
import { SHOWINGS } from './showings.ts';
import { inSlice } from '../slice.ts';
import { brokenRules, spaceOut } from './style-rules.ts';
import { expect } from './world.ts';

const FULL = Boolean(process.env['FULL']);

test('every page has its place among the pages that are checked here', () => {
	expect([...new Set(SHOWINGS.map((showing) => showing.route))].sort()).toEqual(pages);
});

for (const showing of SHOWINGS.filter(({ route, state }) => FULL || (state === '' && inSlice(route)))) {
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
			expect.soft(await brokenRules(page, readersOf(showing)), 'rules of looks').toEqual([]);
			await expectNoViolation(page);
			await expectNoSidewaysScroll(page, 320);
			if (!FULL) return;
			await spaceOut(page, 'spacing');
			await expectNoSidewaysScroll(page, 320);
			await spaceOut(page, 'double');
			await expectNoSidewaysScroll(page, 320);
			await spaceOut(page, 'none');
			await expectNoSidewaysScroll(page, 1280);
			expect.soft(await brokenRules(page, readersOf(showing)), 'rules of looks on a desktop').toEqual([]);
			await page.context().addCookies([{ name: 'text-size', value: 'a2', url: world.address }]);
			if (!showing.then) await page.goto(address);
			await expectNoSidewaysScroll(page, 320);
			expect.soft(await smallTargets(page), 'targets that are too small').toEqual([]);
		});
	}
}

/** Officials are colleagues: their whole test stands on one page, with lists to choose from. */
const ofOfficials = /\/attempts\/\[id\]\/(form|appeal)$/;

/**
 * Few things to tap are asked for where somebody learns or signs in, but for the pictures, of which there are twelve;
 * lists of what there is to learn and words to look up are as long as they are.
 */
function readersOf({ route }: { route: string }) {
	const learner = /^\/\((learner|public)\)/.test(route) && !route.includes('/literacy') && !ofOfficials.test(route);
	const few =
		!ofOfficials.test(route) &&
		/^\/\((learner|public)\)\/(attempts|me$|sign-in(?!\/pictures)|lock|join|helping)/.test(route);
	return { learner, few };
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
