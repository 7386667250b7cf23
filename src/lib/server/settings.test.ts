import { expect, test } from 'vitest';
import { readSettings, type Settings } from './settings.ts';

test('with nothing set, the application listens on port 3000 and trusts no proxy', () => {
	const settings = read({});
	expect(settings).toMatchObject({ PORT: 3000, SHUTDOWN_TIMEOUT: 8 });
	expect(settings.DATABASE_URL).toBeUndefined();
	expect(settings.TRUSTED_PROXY.check('127.0.0.1')).toBe(false);
});

test('what is set to nothing is not set', () => {
	const empty = { DATABASE_URL: '', PUBLIC_URL: '', PORT: '', HOST: '', TRUSTED_PROXY: '', HOC_SO_DATA: '' };
	const { TRUSTED_PROXY: _, ...settings } = read(empty);
	expect(settings).toEqual({ LOG_LEVEL: 'warn', PORT: 3000, SHUTDOWN_TIMEOUT: 8 });
});

test('the public address is kept without a slash at its end', () => {
	expect(read({ PUBLIC_URL: 'https://hocso.example.vn/' }).PUBLIC_URL).toBe('https://hocso.example.vn');
});

test('trusted proxies are addresses and subnets of both families', () => {
	const { TRUSTED_PROXY } = read({ TRUSTED_PROXY: '10.0.0.0/24, 192.0.2.7,fd00::/8' });
	expect(['10.0.0.9', '192.0.2.7'].map((address) => TRUSTED_PROXY.check(address))).toEqual([true, true]);
	expect(['10.0.1.9', '192.0.2.8'].map((address) => TRUSTED_PROXY.check(address))).toEqual([false, false]);
	expect(TRUSTED_PROXY.check('fd12::1', 'ipv6')).toBe(true);
});

test('every wrong setting is named in a sentence of its own', () => {
	expect(
		readSettings({
			PORT: 'abc',
			DATABASE_URL: 'mysql://here',
			PUBLIC_URL: 'here',
			TRUSTED_PROXY: '10.0.0.0/40',
			SHUTDOWN_TIMEOUT: '-1'
		})
	).toEqual([
		'DATABASE_URL must be an address such as postgres://user:password@host:5432/database.',
		'PUBLIC_URL must be an address such as https://hocso.example.vn.',
		'PORT must be a whole number from 0 to 65535.',
		'TRUSTED_PROXY must list addresses such as 10.0.0.5 or 10.0.0.0/24, not "10.0.0.0/40".',
		'SHUTDOWN_TIMEOUT must be a whole number from 0 to 3600.'
	]);
});

test('a provider needs its client, and the address to which people come back', () => {
	const provider = { OIDC_ISSUER: 'https://id.example.vn', OIDC_CLIENT_ID: 'hoc-so', OIDC_CLIENT_SECRET: 'secret' };
	expect(read({ ...provider, PUBLIC_URL: 'https://hocso.example.vn' })).toMatchObject(provider);
	expect(readSettings({ OIDC_ISSUER: 'https://id.example.vn' })).toEqual([
		'OIDC_CLIENT_ID must be set too where OIDC_ISSUER is.',
		'OIDC_CLIENT_SECRET must be set too where OIDC_ISSUER is.',
		'PUBLIC_URL must be set too where OIDC_ISSUER is.'
	]);
});

test.each(['id.example.vn', 'http://id.example.vn', 'javascript:alert(1)', 'https://id.example.vn/?a=b'])(
	'%j is no provider',
	(issuer) => {
		expect(readSettings({ OIDC_ISSUER: issuer })).toContain('OIDC_ISSUER must be an https address of a provider.');
	}
);

function read(environment: Record<string, string>): Settings {
	const settings = readSettings(environment);
	if (Array.isArray(settings)) throw new Error(settings.join('\n'));
	return settings;
}
