import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIResponse, BrowserContext } from '@playwright/test';
import { fillAddress, DEFAULT_ADDRESS } from '#lib/curriculum/address.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { answerAll } from '#tests/world.ts';
import { handIn } from './learner.ts';
import { beginTest } from './open-test.ts';
import { textIn } from './posts.ts';
import { expect, test, type RunningWorld } from './world.ts';

const CLIENT = join(import.meta.dirname, '../../build/client');

/** The pages of 3,321 communes differ by numbers only: of each kind of address with a place's code a few are read. */
const OF_A_PLACE = /^(?<kind>.*[/=])(?:\d{5}|\d{2})(?=$|[/?&])/;
const PLACES_READ = 3;

test('in the middle of a test nothing that a learner can reach holds a key', async ({ context, page, world }) => {
	test.slow();
	const { attempt, personId } = await beginTest(world, context);
	const right = 4;
	await answerAll(world, personId, { ...attempt, form: attempt.form.slice(0, 7) }, right, new Date());
	const hers = `/attempts/${attempt.id}`;
	const inTest = [...attempt.form.keys()].flatMap((n) => [`${hers}/${n + 1}`, `${hers}/${n + 1}/explanation`]);
	const around = ['', '/submission', '/review', '/number'].map((end) => hers + end);
	const figures = ['vn', '01', '25', '00082', '08152'].map((code) => `/api/literacy/${code}`);
	const read = await crawl(context, ['/', '/me', ...inTest, ...around, ...figures]);

	expect([...read.keys()].filter((path) => path.startsWith(hers)).length).toBeGreaterThan(40);
	expect(read.size).toBeGreaterThan(100);
	for (const [path, body] of read) expect(keysIn(world, body), path).toEqual([]);

	await page.goto(`${hers}/submission`);
	await handIn(page, m.learner_help_none());
	await page.goto(`${hers}/review`);
	const told = keysIn(world, await page.content());
	expect(told.length, 'and after it was handed in, every question that was not right is explained').toBe(
		attempt.form.length - right
	);
});

test('signed out nothing holds a key', async ({ context, world }) => {
	test.slow();
	const read = await crawl(context, [
		'/',
		'/learn',
		'/literacy/vn',
		'/help',
		'/register',
		'/sign-in',
		'/sign-in/staff'
	]);
	expect(read.size).toBeGreaterThan(80);
	for (const [path, body] of read) expect(keysIn(world, body), path).toEqual([]);
});

test('no file that browsers load holds a key or a question of a test', ({ world }) => {
	const files = globSync('**/*', { cwd: CLIENT, withFileTypes: true }).filter((entry) => entry.isFile());
	expect(files.length).toBeGreaterThan(5);
	const questions = world.library.modules.flatMap((module) => module.test);
	for (const file of files) {
		const body = readFileSync(join(file.parentPath, file.name), 'utf8');
		expect(keysIn(world, body), file.name).toEqual([]);
		expect(questions.filter((question) => body.includes(question.explain)).map(({ id }) => id)).toEqual([]);
		expect(questions.filter((question) => body.includes(question.ask)).map(({ id }) => id)).toEqual([]);
	}
});

/** Everything that links lead to from some addresses on, and the data behind each page, by address. */
async function crawl(context: BrowserContext, from: readonly string[]): Promise<Map<string, string>> {
	const read = new Map<string, string>();
	const places = new Map<string, number>();
	const waiting = [...from];
	for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
		if (read.has(path)) continue;
		const kind = OF_A_PLACE.exec(path)?.groups?.['kind'];
		if (kind !== undefined) {
			places.set(kind, (places.get(kind) ?? 0) + 1);
			if ((places.get(kind) ?? 0) > PLACES_READ) continue;
		}
		const response = await context.request.get(path);
		const body = await response.text();
		read.set(path, body);
		if (!isPage(response)) continue;
		const [bare = '/', query] = path.split('?');
		const data = `${bare === '/' ? '' : bare}/__data.json${query ? `?${query}` : ''}`;
		read.set(data, await (await context.request.get(data)).text());
		waiting.push(...linksIn(body, response.url()));
	}
	return read;
}

function isPage(response: APIResponse): boolean {
	return (response.headers()['content-type'] ?? '').startsWith('text/html');
}

/** Links, styles, pictures and whatever else a page names on this host. */
function linksIn(html: string, base: string): string[] {
	return [...html.matchAll(/(?:href|src|action)="([^"#]+)/g)].flatMap(([, link]) => {
		const address = new URL((link ?? '').replaceAll('&amp;', '&'), base);
		return address.origin === new URL(base).origin ? [address.pathname + address.search] : [];
	});
}

/** The questions whose canary stands in a text, or whose explanation as a learner would read it, if it is of a test. */
function keysIn({ canaries, library }: RunningWorld, body: string): string[] {
	const text = textIn(body);
	const planted = canaries
		.filter(({ word }) => body.includes(word))
		.map(({ module, question }) => `${module}/${question}`);
	const explained = library.modules
		.flatMap((module) => module.test)
		.filter(({ explain }) => text.includes(withoutCanary(fillAddress(explain, DEFAULT_ADDRESS))))
		.map(({ module, id }) => `${module}/${id}`);
	return [...new Set([...planted, ...explained])];
}

function withoutCanary(explanation: string): string {
	return explanation.replace(/ canary[0-9a-f]+$/, '');
}
