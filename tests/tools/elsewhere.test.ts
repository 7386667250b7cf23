import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const SOURCES = globSync('src/**/*.{ts,svelte,js}').filter(
	(file) => !/\.(test|fixture)\.ts$|messages\/compiled/.test(file)
);
/** A way out: a request, a connection, a package that makes them. */
const OUT =
	/(?<![\w.#])fetch\(|\brequest\(|(from |import\()'((node:)?(https|net|tls|dgram|dns|http2)|nodemailer|openid-client|undici)'/;

/** Who may: to the mail server, the provider and the address that the operator has set, and to the database. */
const MAY: Record<string, string> = {
	'src/lib/server/mail.ts': 'SMTP_URL',
	'src/lib/sign-in/server/provider.ts': 'OIDC_ISSUER',
	'src/cli/doctor/surroundings.ts': 'PUBLIC_URL'
};
/** Uses of these packages that connect nobody: what an address is, and a free port of this machine. */
const HARMLESS =
	/import (type )?\{ ?((type )?(isIP|isIPv6|BlockList|AddressInfo|createServer),? ?)+\} from 'node:net'/g;

test('the server sends requests nowhere but to what the operator has set', () => {
	const out = SOURCES.filter((file) => OUT.test(readFileSync(file, 'utf8').replace(HARMLESS, '')));
	expect(out.filter((file) => !(file.replaceAll('\\', '/') in MAY))).toEqual([]);
	expect(out.length, 'and the search finds those').toBe(Object.keys(MAY).length);
});

test('no page names another host from which something would be loaded', () => {
	const loads = /(?:src|srcset|poster|action|data)=["']https?:|@import|url\(["']?https?:|<link[^>]+href=["']https?:/;
	const pages = [...globSync('src/**/*.{svelte,html,css}'), ...globSync('static/*')];
	expect(pages.filter((file) => loads.test(readFileSync(file, 'utf8')))).toEqual([]);
});
