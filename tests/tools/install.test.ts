import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const INSTALL = fileURLToPath(new URL('../../scripts/install.js', import.meta.url));
const A = { version: '1.0.0', integrity: 'sha512-a' };
const FOR_ANOTHER_PLATFORM = { version: '2.0.0', integrity: 'sha512-b', optional: true };
const ROOT = { version: '0.1.0' };

let checkout: string;
beforeEach(() => {
	checkout = mkdtempSync(join(tmpdir(), 'hoc-so-install-'));
	for (const folder of ['scripts', 'node_modules/.bin']) mkdirSync(join(checkout, folder), { recursive: true });
	copyFileSync(INSTALL, join(checkout, 'scripts/install.js'));
	writeFileSync(join(checkout, 'node_modules/.bin/node'), '');
	lock('package-lock.json', { '': ROOT, 'node_modules/a': A, 'node_modules/b': FOR_ANOTHER_PLATFORM });
});
afterEach(() => rmSync(checkout, { recursive: true, force: true }));

test('what the lockfile names is not installed again', () => {
	lock('node_modules/.package-lock.json', { 'node_modules/a': A });
	expect(install()).toEqual({ status: 0, told: '' });
});

test('a fresh clone is installed exactly as the lockfile says, with what building needs', () => {
	rmSync(join(checkout, 'node_modules'), { recursive: true });
	expect(install()).toEqual({ status: 0, told: expect.stringMatching(/^ci --include=dev /) });
});

test('a package that is missing, older or another of the same version is installed', () => {
	for (const packages of [
		{},
		{ 'node_modules/a': { ...A, version: '0.9.0' } },
		{ 'node_modules/a': { ...A, integrity: 'sha512-c' } }
	]) {
		lock('node_modules/.package-lock.json', packages);
		expect(install().told).toMatch(/^ci /);
	}
});

test('an installation that was cut short, before npm had written its record, is made again', () => {
	expect(install().told).toMatch(/^ci /);
});

test('an installation that fails ends with what to do', () => {
	expect(install(1)).toMatchObject({
		status: 1,
		complaint: expect.stringMatching(/check the connection .* try again\.$/)
	});
});

function lock(file: string, packages: object): void {
	writeFileSync(join(checkout, file), JSON.stringify({ lockfileVersion: 3, packages }));
}

/** Runs it with an npm that only notes what it is told. */
function install(answer = 0): { status: number | null; told: string; complaint?: string } {
	const [npm, note] = [join(checkout, 'npm.cjs'), join(checkout, 'note')];
	writeFileSync(
		npm,
		`require('fs').writeFileSync(${JSON.stringify(note)}, process.argv.slice(2).join(' ')); process.exit(${answer})`
	);
	rmSync(note, { force: true });
	const { status, stderr } = spawnSync(process.execPath, [join(checkout, 'scripts/install.js')], {
		encoding: 'utf8',
		env: { ...process.env, npm_execpath: npm, npm_node_execpath: process.execPath }
	});
	const told = existsSync(note) ? readFileSync(note, 'utf8') : '';
	return { status, told, ...(stderr && { complaint: stderr.trim() }) };
}
