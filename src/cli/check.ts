import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

// `npm test`: everything that must hold before a change lands, in the order in which it fails fastest.
// `npm run test:full` is the same with the long runs; `npm test -- --only lint` runs one step.

interface Step {
	name: string;
	what: string;
	command: string[];
	env?: Record<string, string>;
}

const { values } = parseArgs({ options: { full: { type: 'boolean' }, only: { type: 'string' } } });
const full = values.full === true;

const STEPS: Step[] = [
	{ name: 'format', what: 'every file is formatted', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
	{ name: 'lint', what: 'rules of the house', command: ['eslint', '.'] },
	{ name: 'messages', what: 'texts of the interface compile', command: ['node', 'src/cli/messages.ts'] },
	{ name: 'sync', what: 'types of routes and settings are generated', command: ['svelte-kit', 'sync'] },
	{ name: 'types', what: 'types of code and pages', command: ['svelte-check', '--threshold', 'error'] },
	{ name: 'imports', what: 'who may import whom', command: ['depcruise', '--config', '.dependency-cruiser.js', 'src'] },
	{ name: 'dead-code', what: 'nothing is left unused', command: ['knip'] },
	{ name: 'content', what: 'lessons and questions', command: ['node', 'src/cli/content-check.ts'] },
	{
		name: 'unit',
		what: 'rules, and the real database',
		command: ['vitest', 'run'],
		...(full && { env: { FULL: '1', PROPERTY_RUNS: '5000' } })
	},
	{ name: 'build', what: 'the production build', command: ['node', 'src/cli/build.ts'] },
	{
		name: 'e2e',
		what: 'the whole product in a browser',
		command: ['playwright', 'test'],
		...(full && { env: { FULL: '1' } })
	}
];

process.exitCode = runAll();

function runAll(): number {
	const steps = STEPS.filter((step) => values.only === undefined || step.name === values.only);
	const begin = Date.now();
	let passed = 0;
	for (const step of steps) {
		console.log(`\n▶ ${step.name}: ${step.what}`);
		const started = Date.now();
		const [command = '', ...args] = step.command;
		const { status } = spawnSync(command, args, {
			stdio: 'inherit',
			shell: process.platform === 'win32',
			env: { ...process.env, ...step.env }
		});
		if (status !== 0) {
			console.error(`✗ ${step.name} failed after ${seconds(started)}; once mended: npm test -- --only ${step.name}`);
			console.log(`checks: ${passed} passed, 1 failed`);
			return 1;
		}
		passed += 1;
		console.log(`✓ ${step.name} (${seconds(started)})`);
	}
	console.log(`\nEverything holds (${seconds(begin)}).`);
	console.log(`checks: ${passed} passed, 0 failed`);
	return 0;
}

function seconds(since: number): string {
	return `${((Date.now() - since) / 1000).toFixed(0)} s`;
}
