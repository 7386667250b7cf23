import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { COMMANDS, helpOf, overview } from './all.ts';

const ADMIN = fileURLToPath(new URL('../admin.ts', import.meta.url));
const admin = (...args: string[]) => {
	const env = { ...process.env, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nowhere' };
	const { status, stdout, stderr } = spawnSync(process.execPath, [ADMIN, ...args], { env, encoding: 'utf8' });
	return { status, stdout, stderr };
};

test('the help of every command names each of its options, and no other', () => {
	for (const [name, command] of Object.entries(COMMANDS)) {
		const help = helpOf(name, command);
		const named = [...command.usage.matchAll(/--([a-z-]+)/g)].map(([, option]) => option);
		expect([...new Set(named)].sort(), name).toEqual(Object.keys(command.options).sort());
		expect(help.startsWith(`npm run admin -- ${name}`), name).toBe(true);
		expect(command.summary, name).toMatch(/^[A-Z].{20,}\.$/s);
		expect(overview()).toContain(command.summary);
	}
});

test('what the guides tell an operator to type is there', () => {
	const guides = ['README.md', 'docs/operators.md', 'CONTRIBUTING.md']
		.map((path) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'))
		.join('\n');
	const typed = [...guides.matchAll(/(?:admin --|hoc-so-admin|src\/cli\/admin\.ts) ([a-z][a-z-]+)((?: --[a-z-]+)?)/g)];
	expect(typed.length).toBeGreaterThan(10);
	for (const [line, name, option] of typed) {
		const command = COMMANDS[String(name)];
		expect(command, line).toBeDefined();
		if (option && option !== ' --help') expect(Object.keys(command?.options ?? {}), line).toContain(option.slice(3));
	}
});

test('help asks for no database; a command or an option that is not there is said, with what is', () => {
	const help = admin('end-sessions', '--help');
	expect([help.status, help.stdout]).toEqual([0, `${helpOf('end-sessions', COMMANDS['end-sessions'] as never)}\n`]);
	const unknown = admin('end-session');
	expect([unknown.status, unknown.stdout]).toEqual([1, `${overview()}\n`]);
	expect(unknown.stderr).toContain('"end-session"');
	const misspelt = admin('backup', '--into', '/tmp');
	expect(misspelt.status).toBe(1);
	expect(misspelt.stderr).toContain('--into');
	expect(misspelt.stderr).toContain('npm run admin -- backup [--to');
});
