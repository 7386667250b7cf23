import { spawn } from 'node:child_process';
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

/** What reads the sources as they are. */
const READING: Step[] = [
	{ name: 'format', what: 'every file is formatted', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
	{ name: 'lint', what: 'rules of the house', command: ['eslint', '.'] },
	{ name: 'imports', what: 'who may import whom', command: ['depcruise', '--config', '.dependency-cruiser.js', 'src'] },
	{ name: 'content', what: 'lessons and questions', command: ['node', 'src/cli/content-check.ts'] }
];

/** What makes something first, each step what the next one needs. */
const MAKING: Step[] = [
	{ name: 'messages', what: 'texts of the interface compile', command: ['node', 'src/cli/messages.ts'] },
	{ name: 'sync', what: 'types of routes and settings are generated', command: ['svelte-kit', 'sync'] },
	{ name: 'types', what: 'types of code and pages', command: ['svelte-check', '--fail-on-warnings'] },
	{ name: 'dead-code', what: 'nothing is left unused', command: ['knip'] },
	{ name: 'build', what: 'the production build', command: ['node', 'src/cli/build.ts'] }
];

/** What uses both processors by itself. */
const RUNNING: Step[] = [
	{
		name: 'unit',
		what: 'rules, and the real database',
		command: ['vitest', 'run'],
		...(full && { env: { FULL: '1', PROPERTY_RUNS: '5000' } })
	},
	{
		name: 'e2e',
		what: 'the whole product in a browser',
		command: ['playwright', 'test'],
		...(full && { env: { FULL: '1' } })
	}
];

process.exitCode = await runAll();

async function runAll(): Promise<number> {
	const begin = Date.now();
	const results = (await Promise.all([runInOrder(READING, 'told'), runInOrder(MAKING, 'told')])).flat();
	if (!results.includes(false)) results.push(...(await runInOrder(RUNNING, 'shown')));
	const failed = results.filter((passed) => !passed).length;
	if (failed === 0) console.log(`\nEverything holds (${seconds(begin)}).`);
	console.log(`checks: ${results.length - failed} passed, ${failed} failed`);
	return failed === 0 ? 0 : 1;
}

/** Runs steps one after the other until one fails. Its output is shown as it comes, or told at its end as one piece. */
async function runInOrder(steps: readonly Step[], output: 'shown' | 'told'): Promise<boolean[]> {
	const results: boolean[] = [];
	for (const step of steps) {
		if (values.only !== undefined && step.name !== values.only) continue;
		const heading = `\n▶ ${step.name}: ${step.what}`;
		if (output === 'shown') console.log(heading);
		const started = Date.now();
		const { passed, said } = await run(step, output === 'shown');
		if (output === 'told') process.stdout.write(`${heading}\n${said}`);
		results.push(passed);
		if (!passed) {
			console.error(`✗ ${step.name} failed after ${seconds(started)}; once mended: npm test -- --only ${step.name}`);
			break;
		}
		console.log(`✓ ${step.name} (${seconds(started)})`);
	}
	return results;
}

function run({ command, env }: Step, isShown: boolean): Promise<{ passed: boolean; said: string }> {
	const [program = '', ...args] = command;
	const child = spawn(program, args, {
		stdio: isShown ? 'inherit' : ['ignore', 'pipe', 'pipe'],
		shell: process.platform === 'win32',
		env: { ...process.env, ...env }
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr])
		stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
	return new Promise((resolve) => {
		child.on('error', (error) => resolve({ passed: false, said: `${error.message}\n` }));
		child.on('close', (code) => resolve({ passed: code === 0, said }));
	});
}

function seconds(since: number): string {
	return `${((Date.now() - since) / 1000).toFixed(0)} s`;
}
