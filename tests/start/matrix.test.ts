import { Agent } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { atConsole } from '#lib/access/actor.ts';
import { record } from '#lib/ledger/server/record.ts';
import { connect, type Connection } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { erasePerson } from '#lib/sign-in/server/erasure.ts';
import { endRole, listRoles } from '#lib/sign-in/server/roles.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { settle } from '#tests/world.ts';
import { buildWhenStale } from '../../src/cli/build.ts';
import { AUDIENCES } from '../../src/routes/audience.ts';
import { allAsks, faultIn, folderOf, wantedBy, type Ask } from '../matrix/asks.ts';
import { employ, enter, makeCast, PHONE, type Cast, type Player } from '../matrix/cast.ts';
import { discoverRoutes, otherMethods } from '../matrix/discover.ts';
import { ENTRIES } from '../matrix/entries.ts';
import { send, type Wanted } from '../matrix/send.ts';
import { traceOf } from '../matrix/trace.ts';
import { start, stop, type Started } from './program.ts';

/*
 * Every route and form, as every role, about everything near and far: what the permission table allows is answered,
 * whatever else is refused and changes nothing. `npm run test:full` asks about every id even where the folder of a
 * route already shuts somebody out, and from every place at which a role may be held.
 */
const FULL = Boolean(process.env['FULL']);
const AT_ONCE = 8;
const LONG = 900_000;

const OFFICES = /^\/\((field|office)\)/;
/** Names of what a head of group is never sent, whether her page shows it or not. */
const TELLING =
	/"(phone|score|right|asked|marks|answers|results?|startedAt|submittedAt|occurredAt|assessedDay|attainedDay)":/g;
/** Where such a name means something else: an office's own number, words of consent, what was asked of a list. */
const OTHER_MEANINGS: [RegExp, string[]][] = [
	[/^\/(cards|people\/new)\b/, ['phone']],
	[/^\/people\/[^/]+\/consents\/phone$/, ['asked']],
	[/^\/(approvals|literacy\/\w+\/people)\b/, ['asked']]
];
/** Until when a second person is waited for, when a learning point opens: no times of anybody's learning. */
const OTHER_TIMES = /^\/(approvals|points\/day|reminders)\b/;

let database: TestDatabase;
let owner: Connection;
let app: Started;
let cast: Cast;
let asks: Ask[];
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
const routes = discoverRoutes();

beforeAll(async () => {
	await buildWhenStale();
	database = await testDatabase();
	owner = connect(database.ownerUrl, { max: 1, statementTimeout: 60_000 });
	cast = await makeCast(database.db, FULL);
	app = await start({
		DATABASE_URL: database.url,
		DATABASE_OWNER_URL: database.ownerUrl,
		TRUSTED_PROXY: '127.0.0.1,::1'
	});
	asks = allAsks(routes, ENTRIES, cast, FULL);
	const targets = new Set(asks.map(({ cell }) => cell.name)).size;
	console.log(
		`matrix: ${routes.length} routes × ${cast.players.length} roles × ${targets} targets = ${asks.length} requests${FULL ? '' : ' (where a folder shuts a role out, one target each)'}`
	);
});
afterAll(async () => {
	agent.destroy();
	// One request that ends the program fails all after it: what it said of itself is the cause.
	if (app && app.app.exitCode !== null) console.error(app.complained());
	if (app) await stop(app.app);
	await owner?.close();
	await database?.close();
});

test('every route has an audience by its folder, and an entry that says who may have it', () => {
	const missing = routes.filter(({ id }) => !(id in ENTRIES)).map(({ id }) => id);
	const how = `say in tests/matrix/entries.ts for each which verb it asks, as '${missing[0]}': of('card.issue', person), or that its folder is enough: open()`;
	expect(missing, how).toEqual([]);
	const gone = Object.keys(ENTRIES).filter((id) => !routes.some((route) => route.id === id));
	expect(gone, 'entries of routes that are gone').toEqual([]);
	expect(routes.map(({ id }) => folderOf(id)).filter((folder) => folder !== '' && !(folder in AUDIENCES))).toEqual([]);
	expect(otherMethods(), 'methods that the matrix does not ask').toEqual([]);
});

test('what is not allowed is refused, and nothing that was sent changes anything', { timeout: LONG }, async () => {
	const before = await traceOf(owner.db);
	expect(await faultsIn(asks.filter(({ expected }) => expected !== 'allowed'))).toEqual([]);
	expect(await traceOf(owner.db)).toEqual(before);
});

test(
	'what is allowed is answered; looking changes nothing, and names nobody beyond the reader’s places',
	{ timeout: LONG },
	async () => {
		const before = await traceOf(owner.db);
		expect(await faultsIn(asks.filter(({ expected, method }) => expected === 'allowed' && method === 'GET'))).toEqual(
			[]
		);
		expect(await traceOf(owner.db)).toEqual(before);
	}
);

test('a head of group is shown done or not yet, and never a score, a phone number or a time', async () => {
	const hers = asks.filter(({ player, expected, method, route }) => {
		return player.name.startsWith('head_of_group') && expected === 'allowed' && method === 'GET' && OFFICES.test(route);
	});
	expect(hers.length).toBeGreaterThan(10);
	// Asked before anything is sent: a session that has ended sees nothing at all.
	const { resultId, openId } = cast.own;
	const faults = await sideBySide(hers, async (ask) => {
		const [path = '', query] = ask.path.split('?');
		const page = await send(agent, app.address, wantedBy(ask, cast));
		const behind = await send(agent, app.address, {
			...wantedBy(ask, cast),
			path: `${path}/__data.json${query ? `?${query}` : ''}`
		});
		expect(behind.status, ask.path).toBe(page.status === 303 ? 200 : page.status);
		const shown = page.body.replace(/^[\s\S]*?<main/, '') + behind.body;
		const times = OTHER_TIMES.test(path) ? [] : [/\b\d\d?:\d\d\b/];
		const others = OTHER_MEANINGS.flatMap(([pages, names]) => (pages.test(path) ? names : []));
		const told = [...shown.matchAll(TELLING)].flatMap(([, name = '']) => (others.includes(name) ? [] : [name]));
		const kept = [PHONE, resultId, openId, ...times].filter((one) =>
			typeof one === 'string' ? shown.includes(one) : one.test(shown)
		);
		const found = [...kept, ...told];
		return found.length > 0 ? `${ask.path} shows ${found.join(', ')}` : null;
	});
	expect(faults.filter((fault) => fault !== null)).toEqual([]);
});

test('what is allowed may be sent: a form is taken, or sent back with what is missing', { timeout: LONG }, async () => {
	const sent = asks.filter(({ expected, method }) => expected === 'allowed' && method === 'POST');
	for (const round of [0, 1, 2, 3])
		expect(await faultsIn(sent.filter(({ entry }) => (entry.leaves ?? 0) === round))).toEqual([]);
});

test('a role that is ended and a person who is erased lose everything with their next request', async () => {
	const { db, cuaNam } = cast.world;
	const now = new Date();
	const officerId = await employ(db, 'ward_officer', cuaNam.wardCode, now);
	const officer = await enter(db, 'officer', officerId, [], now);
	const look = () => send(agent, app.address, { method: 'GET', path: '/residences', cookie: officer.cookie });
	const write = () => send(agent, app.address, wanted(officer, '/residences'));
	expect([(await look()).status, (await write()).status]).toEqual([200, 422]);
	const [role] = await listRoles(db, officerId, dayOf(now));
	await endRole(db, atConsole, role?.id ?? '', dayOf(now), now);
	expect([(await look()).status, (await write()).status]).toEqual([403, 403]);

	const resident = await settle(cast.world, cuaNam, { confirmed: false }, now);
	const learner = await enter(db, 'learner', resident, [], now);
	const home = () => send(agent, app.address, { method: 'GET', path: '/me', cookie: learner.cookie });
	expect((await home()).status).toBe(200);
	await record(db, cuaNam.officer, erasePerson, { eventId: newId(now), personId: resident }, now);
	expect(await home()).toMatchObject({ status: 303, location: '/sign-in?next=%2Fme' });
	expect((await send(agent, app.address, wanted(learner, '/learn/vneid/test'))).status).toBe(401);
});

test(
	'no write is taken from another page, as another body, or as a method in disguise',
	{ timeout: LONG },
	async () => {
		const before = await traceOf(owner.db);
		const officer = cast.players.find(({ name }) => name.startsWith('ward_officer')) as Player;
		const forged: [string, Partial<Wanted>][] = [
			['another page', { headers: { origin: 'https://elsewhere.example' } }],
			['a page without origin', { headers: { origin: 'null' } }],
			['nowhere', { headers: { origin: '' } }],
			['a name that begins like ours', { headers: { origin: `${app.address}.elsewhere.example` } }],
			['plain text', { headers: { 'content-type': 'text/plain' } }],
			['no content type', { headers: { 'content-type': '' } }],
			['PUT', { method: 'PUT', headers: { origin: 'https://elsewhere.example' } }],
			['DELETE', { method: 'DELETE', headers: { origin: 'null' } }]
		];
		const hers = asks.filter(({ player, method }) => player === officer && method === 'POST');
		const first = new Map(hers.toReversed().map((ask) => [ask.route, ask]));
		const wrong = await sideBySide([...first.values()], async ({ path, entry, cell }) => {
			const form = { ...entry.form?.(cast), ...cell.form, signIn: officer.signIn };
			const tries = await Promise.all(
				forged.map(async ([how, change]) => {
					const { status } = await send(agent, app.address, { ...wanted(officer, path, form), ...change });
					return status === 403 ? [] : [`${path} as ${how}: ${status}`];
				})
			);
			const disguised = `${path}${path.includes('?') ? '&' : '?'}_method=POST`;
			const { status } = await send(agent, app.address, { method: 'GET', path: disguised, cookie: officer.cookie });
			return [...tries.flat(), ...(status === 403 ? [] : [`${disguised}: ${status}`])];
		});
		expect(first.size).toBe(routes.filter(({ methods }) => methods.includes('POST')).length);
		expect(wrong.flat()).toEqual([]);
		expect(await traceOf(owner.db)).toEqual(before);
	}
);

/** A form as a page of ours would send it. */
function wanted({ cookie, signIn }: Player, path: string, form: Record<string, string> = {}): Wanted {
	return { method: 'POST', path, cookie, form: { signIn, ...form } };
}

async function faultsIn(some: readonly Ask[]): Promise<string[]> {
	const scenes = [cast.own, ...Object.values(cast.elsewhere)];
	const faults = await sideBySide(some, async (ask) =>
		faultIn(ask, await send(agent, app.address, wantedBy(ask, cast)), scenes)
	);
	return faults.filter((fault) => fault !== null);
}

async function sideBySide<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
	const results: R[] = [];
	let next = 0;
	const worker = async () => {
		for (let n = next++; n < items.length; n = next++) results[n] = await work(items[n] as T);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	return results;
}
