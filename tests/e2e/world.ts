import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { test as base, expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import type { PersonActor } from '#lib/access/actor.ts';
import type { Role } from '#lib/access/roles.ts';
import { DEFAULT_ADDRESS } from '#lib/curriculum/address.ts';
import { residentsStandard } from '#lib/curriculum/library.ts';
import { readLibrary } from '#lib/curriculum/server/library.ts';
import { connect, type Db } from '#lib/server/db/connect.ts';
import { readSetting } from '#lib/server/installation.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { startSession } from '#lib/sign-in/server/sessions.ts';
import type { Method } from '#lib/sign-in/session-length.ts';
import { listGroups } from '#lib/territory/server/groups.ts';
import { listLearningPoints } from '#lib/territory/server/points.ts';
import type { Commune, World } from '#tests/world.ts';
import type { SampleCast } from '../../src/cli/sample/cast.ts';
import type { Canary } from './canaries.ts';

/** The running server's own world: its sample communes as the tests' helpers know communes, and who is offered to sign in as. */
export interface RunningWorld extends World {
	address: string;
	cast: SampleCast;
	canaries: Canary[];
	/** Runs `work` while no other test moves a figure: for comparing all groups before and after. */
	alone<T>(work: () => Promise<T>): Promise<T>;
}

interface Fixtures {
	/** Opens a page on another device, with nobody signed in. */
	anotherDevice: () => Promise<Page>;
}

export { expect };

/** A test in the running world, in which no page asks another host for anything and no answer is a failure of the server. */
export const test = base.extend<Fixtures, { world: RunningWorld }>({
	world: [
		async ({}, use) => {
			const url = process.env['E2E_DATABASE'] ?? '';
			const connection = connect(url, { max: 4 });
			const lock = connect(url, { max: 1, statementTimeout: 0, lockTimeout: 0 });
			await use(await readWorld(connection.db, lock.db));
			await connection.close();
			await lock.close();
		},
		{ scope: 'worker' }
	],
	baseURL: async ({}, use) => use(process.env['E2E_ADDRESS']),
	extraHTTPHeaders: async ({}, use) =>
		use({ 'x-forwarded-for': `10.${[0, 0, 0].map(() => randomInt(256)).join('.')}` }),
	context: async ({ context }, use) => {
		const seen = guard(context);
		await use(context);
		expect(seen).toEqual({ foreign: [], failed: [], refused: [] });
	},
	anotherDevice: async ({ browser, contextOptions, extraHTTPHeaders, baseURL }, use) => {
		const opened: { context: BrowserContext; seen: Seen }[] = [];
		await use(async () => {
			const options = { ...contextOptions, ...(extraHTTPHeaders && { extraHTTPHeaders }), ...(baseURL && { baseURL }) };
			const context = await browser.newContext(options);
			opened.push({ context, seen: guard(context) });
			return context.newPage();
		});
		for (const { context, seen } of opened) {
			await context.close();
			expect(seen).toEqual({ foreign: [], failed: [], refused: [] });
		}
	}
});

interface Seen {
	/** requests to another host */
	foreign: string[];
	/** answers that are a failure of the server */
	failed: string[];
	/** what the content security policy refused */
	refused: string[];
}

function guard(context: BrowserContext): Seen {
	const seen: Seen = { foreign: [], failed: [], refused: [] };
	const own = process.env['E2E_ADDRESS'];
	context.on('request', (request) => {
		const { origin, protocol } = new URL(request.url());
		if (origin !== own && protocol !== 'data:') seen.foreign.push(request.url());
	});
	context.on('response', (response) => {
		if (response.status() >= 500) seen.failed.push(`${response.status()} ${response.url()}`);
	});
	context.on('console', (message) => {
		if (message.type() === 'error' && /Content Security Policy/i.test(message.text()))
			seen.refused.push(message.text());
	});
	return seen;
}

async function readWorld(db: Db, lock: Db): Promise<RunningWorld> {
	const library = readLibrary(process.env['E2E_CONTENT'] ?? '');
	const cast = await readSetting<SampleCast>(db, 'sample_cast');
	if (!cast) throw new Error('the server runs without sample data');
	return {
		db,
		library,
		cast,
		address: process.env['E2E_ADDRESS'] ?? '',
		canaries: JSON.parse(readFileSync(process.env['E2E_CANARIES'] ?? '', 'utf8')) as Canary[],
		standard: residentsStandard(library),
		cuaNam: await readCommune(db, '00082', '01'),
		thanhBa: await readCommune(db, '08152', '25'),
		alone: (work) =>
			lock.transaction(async (tx) => {
				await tx.execute(sql`select pg_advisory_xact_lock(20_260)`);
				return work();
			})
	};
}

async function readCommune(db: Db, wardCode: string, provinceCode: string): Promise<Commune> {
	// Other tests add groups to the ward while this one runs; the sample's have a head.
	const headed = await db.execute<{ place: string }>(
		sql`select place from roles where role = 'head_of_group' and "to" is null`
	);
	const groups = (await listGroups(db, wardCode, dayOf(new Date())))
		.map(({ id }) => id)
		.filter((id) => headed.some(({ place }) => place === id));
	const [point] = await listLearningPoints(db, [wardCode], dayOf(new Date()));
	return {
		wardCode,
		provinceCode,
		groups: groups.slice(0, 2) as [string, string],
		officer: await whoever(db, 'ward_officer', wardCode),
		head: await whoever(db, 'head_of_group', groups[0] ?? ''),
		trainer: await whoever(db, 'trainer', wardCode),
		learningPointId: point?.id ?? ''
	};
}

/** Who holds a role at a place, as if signed in. */
async function whoever(db: Db, role: Role, place: string): Promise<PersonActor> {
	const [holder] = await db.execute<{ id: string }>(
		sql`select person_id id from roles where role = ${role} and place = ${place} and "to" is null`
	);
	return { kind: 'person', id: holder?.id ?? '', signInId: newId(new Date()), grants: [{ role, place }] };
}

/** Signs a person in on a device without her doing anything: learners as by card and pictures, staff as by a link. */
export async function signIn(
	{ db, address }: RunningWorld,
	context: BrowserContext,
	personId: string,
	method: Method = 'pictures'
): Promise<string> {
	const { id, token } = await startSession(db, personId, method, new Date());
	await context.addCookies([{ name: 'session', value: token, url: address, httpOnly: true, sameSite: 'Lax' }]);
	return id;
}

/** How the interface speaks to a learner here. */
export const ADDRESSED = { address: DEFAULT_ADDRESS.lower, Address: DEFAULT_ADDRESS.upper };

/** The one heading that says what a page is. */
export function heading(page: Page): Locator {
	return page.getByRole('heading', { level: 1 });
}

/** The name of somebody invented, whom no other test and no run before has called so. */
export function newName(): string {
	const letters = Array.from({ length: 6 }, () => 'bcdghklmnpqrstvx'[randomInt(16)]).join('');
	return `Trần Thị Mẫu ${letters.charAt(0).toUpperCase()}${letters.slice(1)}`;
}
