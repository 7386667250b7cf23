import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Oidc, { type KoaContextWithOIDC } from 'oidc-provider';
import type { ProviderSettings } from '#lib/sign-in/server/provider.ts';

/** The real provider of the package oidc-provider, on this machine, in which everybody is signed in as `account`. */
export interface TestProvider {
	settings: ProviderSettings;
	/** who signs in there next, and what the provider says about her */
	says: { account: string; claims: Record<string, unknown> };
	/** what is done to its answer for tokens, to play a provider that is not honest */
	tamper: ((tokens: Record<string, unknown>) => void) | null;
	/** signs as the provider does */
	signature(input: string): string;
	/** Goes there as a browser does, and returns the query with which the provider sends people back. */
	visit(address: string): Promise<string>;
	/** Answers everything with 503 for a while, as a gateway does. */
	pause(isDown: boolean): void;
	stop(): Promise<void>;
}

export const CALLBACK = 'https://hocso.example.vn/sign-in/provider/return';

/** Starts a provider for one client on a free port of 127.0.0.1. */
export async function startProvider(callback = CALLBACK): Promise<TestProvider> {
	const server = createServer();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const client = { clientId: 'hoc-so', clientSecret: 'a secret of at least thirty-two letters' };
	const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	let paused = false;
	const test: TestProvider = {
		settings: { issuer, ...client, label: 'Cổng mẫu', callback },
		says: { account: 'someone', claims: {} },
		tamper: null,
		signature: (input) => sign('sha256', Buffer.from(input), privateKey).toString('base64url'),
		visit: (address) => visit(address, callback),
		pause: (isDown) => (paused = isDown),
		stop: () => close(server)
	};
	const provider = new Oidc(issuer, {
		clients: [{ client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [callback] }],
		pkce: { required: () => true },
		features: { devInteractions: { enabled: false } },
		jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kty: 'RSA', kid: 'test', alg: 'RS256', use: 'sig' }] },
		cookies: { keys: ['only for tests'] },
		claims: { openid: ['sub', 'amr'], email: ['email'], phone: ['phone_number'] },
		conformIdTokenClaims: false,
		findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId, ...test.says.claims }) }),
		interactions: { url: (_, { uid }) => `/interaction/${uid}` },
		ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Interaction: 60, Session: 60, Grant: 60 },
		loadExistingGrant: async ({ oidc }) => {
			const grant = new oidc.provider.Grant({
				...(oidc.client && { clientId: oidc.client.clientId }),
				...(oidc.session?.accountId && { accountId: oidc.session.accountId })
			});
			grant.addOIDCScope('openid email phone');
			await grant.save();
			return grant;
		}
	});
	provider.use(async (context: KoaContextWithOIDC, next: () => Promise<void>) => {
		if (context.path.startsWith('/interaction/')) {
			const { account, claims } = test.says;
			const login = { accountId: account, ...(Array.isArray(claims['amr']) && { amr: claims['amr'] as string[] }) };
			await provider.interactionFinished(context.req, context.res, { login });
			context.respond = false;
			return;
		}
		await next();
		if (context.path === '/token' && context.status === 200) test.tamper?.(context.body as Record<string, unknown>);
	});
	const answer = provider.callback();
	server.on('request', (request, response) => {
		if (paused) response.writeHead(503).end();
		else void answer(request, response);
	});
	return test;
}

/** Follows redirects with the cookies that were set on the way, until one leads away from the provider. */
async function visit(address: string, callback: string): Promise<string> {
	const cookies = new Map<string, string>();
	let at = address;
	for (let steps = 0; steps < 10; steps += 1) {
		const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
		const response = await fetch(at, { redirect: 'manual', headers: { cookie } });
		for (const set of response.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
			cookies.set(name, value);
		}
		const location = response.headers.get('location');
		if (location === null) throw new Error(`The provider answered ${response.status}: ${await response.text()}`);
		at = new URL(location, at).href;
		if (at.startsWith(callback)) return new URL(at).search;
	}
	throw new Error('The provider leads in a circle.');
}

async function close(server: Server): Promise<void> {
	server.closeAllConnections();
	server.close();
	await once(server, 'close');
}
