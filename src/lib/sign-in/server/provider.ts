import {
	allowInsecureRequests,
	authorizationCodeGrant,
	AuthorizationResponseError,
	buildAuthorizationUrl,
	calculatePKCECodeChallenge,
	type Configuration,
	discovery,
	enableNonRepudiationChecks,
	randomNonce,
	randomPKCECodeVerifier,
	ResponseBodyError
} from 'openid-client';
import { DomainError } from '#lib/shared/errors.ts';

/** Where staff may sign in with an account that they have elsewhere (OpenID Connect). */
export interface ProviderSettings {
	issuer: string;
	clientId: string;
	clientSecret: string;
	/** what the button says */
	label: string;
	/** the fixed address at which people come back */
	callback: string;
}

/** What is kept while somebody is at the provider. */
export interface Departure {
	address: string;
	nonce: string;
	verifier: string;
}

/** Whose account it is, in the provider's own words. Nothing else that it says is read: no e-mail, no phone. */
export interface ProviderAccount {
	issuer: string;
	subject: string;
	/** the provider says that it asked for more than one proof (RFC 8176) */
	byTwoFactors: boolean;
}

/** Seconds until a provider that does not answer counts as down. */
const PATIENCE = 5;

/**
 * The one provider of an installation: authorization code flow with PKCE, state and nonce. What it says of itself is
 * asked once and kept; while it is down, it is asked again each time.
 */
export class Provider {
	readonly label: string;
	readonly #settings: ProviderSettings;
	#configuration: Promise<Configuration> | null = null;

	constructor(settings: ProviderSettings) {
		this.label = settings.label;
		this.#settings = settings;
	}

	/** Where to send somebody. Refuses with `provider_down` (503). */
	async depart(state: string): Promise<Departure> {
		const [nonce, verifier] = [randomNonce(), randomPKCECodeVerifier()];
		const address = buildAuthorizationUrl(await this.#discover(), {
			redirect_uri: this.#settings.callback,
			scope: 'openid',
			code_challenge: await calculatePKCECodeChallenge(verifier),
			code_challenge_method: 'S256',
			state,
			nonce
		});
		return { address: address.href, nonce, verifier };
	}

	/**
	 * Exchanges what somebody came back with. Signature, issuer, audience, nonce, state and times are all looked at.
	 * Refuses with `provider_cancelled` or `provider_refused` (401), or `provider_down` (503).
	 */
	async exchange(
		query: string,
		{ state, nonce, verifier }: { state: string; nonce: string; verifier: string }
	): Promise<ProviderAccount> {
		const configuration = await this.#discover();
		// The address that the provider was given, not the one that a header names.
		const cameBackTo = new URL(`${this.#settings.callback}${query}`);
		try {
			const tokens = await authorizationCodeGrant(configuration, cameBackTo, {
				pkceCodeVerifier: verifier,
				expectedState: state,
				expectedNonce: nonce,
				idTokenExpected: true
			});
			const claims = tokens.claims();
			if (!claims) throw new DomainError('provider_refused', 401);
			const { iss, sub, amr } = claims;
			return { issuer: iss, subject: sub, byTwoFactors: Array.isArray(amr) && amr.includes('mfa') };
		} catch (error) {
			throw refusalOf(error);
		}
	}

	async #discover(): Promise<Configuration> {
		const { issuer, clientId, clientSecret } = this.#settings;
		const isPlain = new URL(issuer).protocol === 'http:';
		this.#configuration ??= discovery(new URL(issuer), clientId, clientSecret, undefined, {
			timeout: PATIENCE,
			// Only on this machine: the settings take no other issuer without TLS.
			execute: [enableNonRepudiationChecks, ...(isPlain ? [allowInsecureRequests] : [])]
		});
		try {
			return await this.#configuration;
		} catch {
			this.#configuration = null;
			throw new DomainError('provider_down', 503);
		}
	}
}

function refusalOf(error: unknown): DomainError {
	if (error instanceof DomainError) return error;
	if (error instanceof AuthorizationResponseError) {
		if (error.error === 'access_denied') return new DomainError('provider_cancelled', 401);
		return isDown(error.error) ? new DomainError('provider_down', 503) : new DomainError('provider_refused', 401);
	}
	if (error instanceof ResponseBodyError) {
		return error.status >= 500 ? new DomainError('provider_down', 503) : new DomainError('provider_refused', 401);
	}
	return isUnreachable(error) ? new DomainError('provider_down', 503) : new DomainError('provider_refused', 401);
}

function isDown(code: string): boolean {
	return code === 'temporarily_unavailable' || code === 'server_error';
}

/** No answer, one after our patience, or one of a gateway before it. */
function isUnreachable(error: unknown): boolean {
	for (let reason = error; reason instanceof Error; reason = reason.cause) {
		if (reason.name === 'TimeoutError' || (reason.name === 'TypeError' && reason.message === 'fetch failed'))
			return true;
		if (reason.cause instanceof Response && reason.cause.status >= 500) return true;
	}
	return false;
}
