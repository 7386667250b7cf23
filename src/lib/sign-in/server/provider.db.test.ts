import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PersonActor } from '#lib/access/actor.ts';
import { personNames } from '#lib/people/server/schema.ts';
import { rateLimits } from '#lib/server/schema.ts';
import { linkAccount, readPersonOf, unlinkAccount } from '#lib/sign-in/server/provider-accounts.ts';
import { startProvider, type TestProvider } from '#lib/sign-in/server/provider.fixture.ts';
import { departToProvider, returnFromProvider } from '#lib/sign-in/server/provider-trips.ts';
import { Provider } from '#lib/sign-in/server/provider.ts';
import { providerAccounts, providerTrips } from '#lib/sign-in/server/schema.ts';
import { findSession, startSession } from '#lib/sign-in/server/sessions.ts';
import { setPassword } from '#lib/sign-in/server/staff.ts';
import { minutesAfter, NOW, settlePerson, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

const ADDRESS = '203.0.113.11';

let database: TestDatabase;
let there: TestProvider;
let provider: Provider;
let groupId: string;

beforeAll(async () => {
	database = await testDatabase();
	groupId = (await settleTwoWards(database.db)).here.groupId;
	there = await startProvider();
});
afterAll(async () => {
	await there.stop();
	await database.close();
});
beforeEach(() => {
	provider = new Provider(there.settings);
	there.says = { account: 'canbo-1', claims: {} };
});
afterEach(async () => {
	there.tamper = null;
	await database.db.delete(rateLimits);
	await database.db.delete(providerAccounts);
});

/** Leaves, signs in there, and is back with a query and the browser's cookie. */
async function trip(now = NOW): Promise<{ query: string; kept: string }> {
	const { address, state } = await departToProvider(database.db, provider, {}, now);
	return { query: await there.visit(address), kept: state };
}

function back({ query, kept }: { query: string; kept: string | undefined }, now = NOW) {
	return returnFromProvider(database.db, provider, query, kept, ADDRESS, now);
}

async function someone(name = 'Chị Mẫu Nối'): Promise<PersonActor> {
	const id = await settlePerson(database.db, groupId, name);
	const session = await startSession(database.db, id, 'password', NOW);
	return { kind: 'person', id, signInId: session.id, grants: [] };
}

interface Claims extends Record<string, unknown> {
	iss: string;
	aud: string;
	nonce?: string;
	sub: string;
	exp: number;
}

/** The provider's id token with other claims, and a signature of somebody's. */
function forge(change: (claims: Claims) => void, signature: (input: string) => string, header = {}) {
	return (tokens: Record<string, unknown>) => {
		const [head = '', body = ''] = String(tokens['id_token']).split('.');
		const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims;
		change(claims);
		const written = { ...(JSON.parse(Buffer.from(head, 'base64url').toString()) as object), ...header };
		const input = [written, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
		tokens['id_token'] = `${input}.${signature(input)}`;
	};
}

const nothing = () => undefined;
const unsigned = () => '';
const byProvider = (input: string) => there.signature(input);
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const bySomebodyElse = (input: string) => sign('sha256', Buffer.from(input), privateKey).toString('base64url');
const byClientSecret = (input: string) =>
	createHmac('sha256', there.settings.clientSecret).update(input).digest('base64url');

describe('somebody who comes back from the provider', () => {
	test('has shown her account there; nothing but issuer and subject is kept', async () => {
		there.says.claims = { email: 'ai@example.vn', phone_number: '0912345678' };
		const { account } = await back(await trip());
		expect(account).toEqual({ issuer: there.settings.issuer, subject: 'canbo-1', byTwoFactors: false });
	});

	test('was sent there with PKCE, state and nonce, to the one address of ours', async () => {
		const { address, state } = await departToProvider(database.db, provider, {}, NOW);
		const asked = Object.fromEntries(new URL(address).searchParams);
		expect(asked).toMatchObject({
			response_type: 'code',
			scope: 'openid',
			client_id: 'hoc-so',
			redirect_uri: there.settings.callback,
			code_challenge_method: 'S256',
			state
		});
		expect(asked['code_challenge']).toMatch(/^[\w-]{43}$/);
		expect(asked['nonce']).toMatch(/^[\w-]{43}$/);
		const rows = JSON.stringify(await database.db.select().from(providerTrips));
		expect(rows).not.toContain(state);
	});

	test('counts as having shown two factors where the provider says so', async () => {
		there.says.claims = { amr: ['pwd', 'otp', 'mfa'] };
		expect((await back(await trip())).account.byTwoFactors).toBe(true);
	});

	test('is taken back once, within ten minutes, in the browser that left', async () => {
		const late = await trip();
		await expect(back(late, minutesAfter(NOW, 10))).rejects.toMatchObject({ code: 'provider_refused', status: 401 });
		const elsewhere = await trip();
		for (const kept of [undefined, '', 'x'.repeat(43), late.kept]) {
			await expect(back({ ...elsewhere, kept })).rejects.toMatchObject({ code: 'provider_refused' });
		}
		await back(elsewhere);
		await expect(back(elsewhere)).rejects.toMatchObject({ code: 'provider_refused' });
	});

	test('with a code that was used before is refused by the provider itself', async () => {
		const first = await trip();
		await back(first);
		const second = await trip();
		const code = new URLSearchParams(first.query).get('code') ?? '';
		const query = new URLSearchParams(second.query);
		query.set('code', code);
		await expect(back({ ...second, query: `?${query}` })).rejects.toMatchObject({ code: 'provider_refused' });
	});

	test("with the code of another trip is refused: it was made for the other one's verifier", async () => {
		const [mine, hers] = [await trip(), await trip()];
		const query = new URLSearchParams(mine.query);
		query.set('code', new URLSearchParams(hers.query).get('code') ?? '');
		await expect(back({ ...mine, query: `?${query}` })).rejects.toMatchObject({ code: 'provider_refused' });
	});

	test('with an issuer in the answer that is not ours is refused', async () => {
		const { query, kept } = await trip();
		const other = new URLSearchParams(query);
		other.set('iss', 'https://elsewhere.example');
		await expect(back({ query: `?${other}`, kept })).rejects.toMatchObject({ code: 'provider_refused' });
	});

	test('having stopped there is told so', async () => {
		const { state } = await departToProvider(database.db, provider, {}, NOW);
		const query = `?error=access_denied&state=${state}&iss=${encodeURIComponent(there.settings.issuer)}`;
		await expect(back({ query, kept: state })).rejects.toMatchObject({ code: 'provider_cancelled', status: 401 });
	});

	test.each(['', '?', '?code=a', '?state=', '?state=a&code=b', `?${'x'.repeat(8000)}`])(
		'with %j is refused',
		async (query) => {
			await expect(back({ query, kept: 'a' })).rejects.toMatchObject({ code: 'provider_refused', status: 401 });
		}
	);
});

describe('an id token', () => {
	test.each<[string, () => TestProvider['tamper']]>([
		['without a nonce', () => forge((claims) => delete claims.nonce, byProvider)],
		['with an old nonce', () => forge((claims) => (claims.nonce = 'A'.repeat(43)), byProvider)],
		['for another audience', () => forge((claims) => (claims.aud = 'another'), byProvider)],
		['of another issuer', () => forge((claims) => (claims.iss = 'https://elsewhere.example'), byProvider)],
		['that has expired', () => forge((claims) => (claims.exp = 1), byProvider)],
		[
			'changed after it was signed',
			() =>
				forge(
					(claims) => (claims.sub = 'canbo-2'),
					() => there.signature('other')
				)
		],
		['signed by somebody else', () => forge(nothing, bySomebodyElse)],
		['signed with the client secret', () => forge(nothing, byClientSecret, { alg: 'HS256' })],
		['with its signature cut off', () => forge(nothing, unsigned)],
		['that says it needs no signature', () => forge(nothing, unsigned, { alg: 'none' })],
		['that is missing', () => (tokens) => delete tokens['id_token']],
		['that is none', () => (tokens) => (tokens['id_token'] = 'none')]
	])('%s signs nobody in', async (_, tamper) => {
		there.tamper = tamper();
		await expect(back(await trip())).rejects.toMatchObject({ code: 'provider_refused', status: 401 });
	});

	test('that the provider signed anew is taken: the others were refused for what is wrong with them', async () => {
		there.tamper = forge(nothing, byProvider);
		expect((await back(await trip())).account.subject).toBe('canbo-1');
	});

	test('asked for with another nonce, or with none, signs nobody in', async () => {
		for (const change of [
			(asked: URLSearchParams) => asked.set('nonce', 'old'),
			(asked: URLSearchParams) => asked.delete('nonce')
		]) {
			const { address, state } = await departToProvider(database.db, provider, {}, NOW);
			const changed = new URL(address);
			change(changed.searchParams);
			await expect(back({ query: await there.visit(changed.href), kept: state })).rejects.toMatchObject({
				code: 'provider_refused'
			});
		}
	});
});

describe('a provider that is down', () => {
	test('is told from a refusal, before leaving and on coming back, and costs no tries', async () => {
		const down = await startProvider();
		const gone = new Provider(down.settings);
		const { address, state } = await departToProvider(database.db, gone, {}, NOW);
		const query = await down.visit(address);
		await down.stop();
		await expect(returnFromProvider(database.db, gone, query, state, ADDRESS, NOW)).rejects.toMatchObject({
			code: 'provider_down',
			status: 503
		});
		await expect(departToProvider(database.db, new Provider(down.settings), {}, NOW)).rejects.toMatchObject({
			code: 'provider_down',
			status: 503
		});
	});

	test('is asked again the next time', async () => {
		const settings = { ...there.settings, issuer: 'http://127.0.0.1:9' };
		const unreachable = new Provider(settings);
		for (let n = 0; n < 2; n += 1) {
			await expect(unreachable.depart('state')).rejects.toMatchObject({ code: 'provider_down' });
		}
	});
});

describe('an account at the provider', () => {
	const account = () => ({ issuer: there.settings.issuer, subject: there.says.account });

	test('signs in whoever linked it, and nobody before that', async () => {
		const actor = await someone();
		await expect(readPersonOf(database.db, account())).rejects.toMatchObject({
			code: 'provider_not_linked',
			status: 403
		});
		await linkAccount(database.db, actor, (await back(await trip())).account, NOW);
		expect(await readPersonOf(database.db, (await back(await trip())).account)).toBe(actor.id);
	});

	test('with another subject is another one, though phone and e-mail are the same', async () => {
		const actor = await someone();
		await database.db.update(personNames).set({ phone: '0912345678' });
		there.says.claims = { email: 'ai@example.vn', email_verified: true, phone_number: '0912345678' };
		await linkAccount(database.db, actor, (await back(await trip())).account, NOW);
		there.says.account = 'canbo-1-moi';
		const { account: changed } = await back(await trip());
		await expect(readPersonOf(database.db, changed)).rejects.toMatchObject({ code: 'provider_not_linked' });
		expect(await database.db.select().from(providerAccounts)).toHaveLength(1);
	});

	test('is linked just after signing in, by more than a card, and not to two people', async () => {
		const [actor, other] = [await someone(), await someone('Anh Mẫu Nối')];
		await expect(linkAccount(database.db, actor, account(), minutesAfter(NOW, 30))).rejects.toMatchObject({
			code: 'sign_in_again'
		});
		const byCard = await startSession(database.db, actor.id, 'pictures', NOW);
		await expect(linkAccount(database.db, { ...actor, signInId: byCard.id }, account(), NOW)).rejects.toMatchObject({
			code: 'sign_in_again'
		});
		await linkAccount(database.db, actor, account(), NOW);
		await linkAccount(database.db, actor, account(), NOW);
		await expect(linkAccount(database.db, other, account(), NOW)).rejects.toMatchObject({
			code: 'provider_account_taken',
			status: 409
		});
		await expect(linkAccount(database.db, actor, { ...account(), subject: 'canbo-2' }, NOW)).rejects.toMatchObject({
			code: 'provider_already_linked'
		});
		expect(await readPersonOf(database.db, account())).toBe(actor.id);
	});

	test('is unlinked unless it is her only way in, and what was begun by it elsewhere ends', async () => {
		const actor = await someone();
		await linkAccount(database.db, actor, account(), NOW);
		await expect(unlinkAccount(database.db, actor, NOW)).rejects.toMatchObject({ code: 'provider_only_way' });
		await setPassword(database.db, actor, actor.id, 'noi.1', 'gặt lúa vụ chiêm xuân', NOW, actor.signInId);
		const elsewhere = await startSession(database.db, actor.id, 'provider', NOW);
		await unlinkAccount(database.db, actor, NOW);
		await unlinkAccount(database.db, actor, NOW);
		expect(await findSession(database.db, elsewhere.token, NOW)).toBeNull();
		await expect(readPersonOf(database.db, account())).rejects.toMatchObject({ code: 'provider_not_linked' });
	});

	test('of the same subject at another issuer is not hers', async () => {
		const actor = await someone();
		await linkAccount(database.db, actor, account(), NOW);
		const elsewhere = { ...account(), issuer: 'https://elsewhere.example' };
		await expect(readPersonOf(database.db, elsewhere)).rejects.toMatchObject({ code: 'provider_not_linked' });
	});
});
