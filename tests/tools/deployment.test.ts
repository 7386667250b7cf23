import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { SETTINGS } from '#lib/server/settings.ts';

const CHECKOUT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(CHECKOUT, path), 'utf8');

interface Service {
	image: string;
	environment?: Record<string, string>;
	healthcheck?: unknown;
	privileged?: boolean;
	stop_grace_period?: string;
}

const dockerfile = read('Dockerfile');
const { services } = parse(read('compose.yaml'), { merge: true }) as { services: Record<string, Service> };
const servers = Object.values(services).filter(({ image }) => image.startsWith('hoc-so:'));
const unit = read('deploy/hoc-so.service');
const known = Object.keys(SETTINGS);
/** What others than the application read. */
const OTHERS = ['NODE_ENV'];

test('a linter finds nothing wrong with the recipe of the image, and finds what is', () => {
	const found = (recipe: string) => validate(recipe).map(({ message }) => message);
	expect(found(dockerfile)).toEqual([]);
	expect(found(dockerfile.replace('EXPOSE', 'EXPSE'))).toEqual(['Unknown instruction: EXPSE']);
});

test('every image is pinned to a version, and nothing is the latest', () => {
	const foreign = Object.values(services).flatMap((one) => (servers.includes(one) ? [] : [one.image]));
	const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image ?? '');
	expect(bases).toHaveLength(2);
	for (const image of [...foreign, ...bases]) expect(image).toMatch(/^[a-z/]+:\d+\.\d+(\.\d+)?-[a-z-]+$/);
});

test('the image runs as nobody who owns anything in it, and says whether it can serve', () => {
	const [, last = ''] = dockerfile.split(/^FROM .*\n(?=ENV)/m);
	expect(last).toMatch(/^USER (?!root)/m);
	expect(last.indexOf('USER ')).toBeGreaterThan(last.indexOf('COPY --from=build'));
	expect(last).toContain('/readyz');
	expect(services['database']?.healthcheck).toBeDefined();
	for (const service of Object.values(services)) expect(service.privileged).toBeUndefined();
});

test('every setting that is named is one that the application has', () => {
	expect(servers).toHaveLength(2);
	const given = servers.flatMap(({ environment = {} }) => Object.keys(environment));
	expect(given).toContain('PUBLIC_URL');
	expect(given.filter((name) => !known.includes(name))).toEqual([]);
	const inGuide = [
		...read('docs/operators.md').matchAll(/\b((?:HOC_SO|PUBLIC|DATABASE|TRUSTED|METRICS|LOG)_[A-Z_]+)\b/g)
	];
	expect(inGuide.map(([, name]) => name ?? '').filter((name) => !known.includes(name))).toEqual([]);
	const inUnit = [...unit.matchAll(/^Environment=(\w+)=/gm)].map(([, name]) => name ?? '');
	expect(inUnit.filter((name) => ![...known, ...OTHERS].includes(name))).toEqual([]);
});

test('every file that the guide and the recipes name is there', () => {
	const named = [
		...dockerfile.matchAll(/\b(src\/[\w/.-]+\.ts)\b/g),
		...unit.matchAll(/\b(src\/[\w/.-]+\.ts)\b/g),
		...read('compose.yaml').matchAll(/\b(deploy\/[\w.-]+\w)/g),
		...read('docs/operators.md').matchAll(/\b(deploy\/[\w.-]+\w)/g)
	].map(([, path]) => path ?? '');
	expect(named.length).toBeGreaterThan(5);
	expect(named.filter((path) => !existsSync(join(CHECKOUT, path)))).toEqual([]);
});

test('what stops the application gives it longer than it gives the requests under way', () => {
	for (const { environment, stop_grace_period } of servers) {
		const own = Number(environment?.['SHUTDOWN_TIMEOUT']);
		expect(own).toBeGreaterThan(0);
		expect(Number.parseInt(stop_grace_period ?? '')).toBeGreaterThan(own);
		const [, ofUnit] = /^TimeoutStopSec=(\d+)$/m.exec(unit) ?? [];
		expect(Number(ofUnit)).toBeGreaterThan(own);
	}
});
