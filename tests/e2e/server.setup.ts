import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '#lib/server/db/embedded.ts';
import { clearAway, endKilledRuns } from '#tests/killed-runs.ts';
import { plantCanaries } from './canaries.ts';
import { ANY_PLANTED } from './planted.ts';
import { recordFirstModule } from './recordings.ts';
import { plantSupplement } from './supplement.ts';

const PREFIX = 'hoc-so-e2e-';
const SERVER = ['server.pid', 'SIGTERM'] as const;
const DATABASE = [join('cluster', 'postmaster.pid'), 'SIGINT'] as const;
const CHECKOUT = join(import.meta.dirname, '../..');

/** Long enough for a production build on a busy machine. */
const STARTS_WITHIN = 240_000;

/**
 * Starts the production server once for the whole run, as `npm start` does: on sample data of its own, and on a copy
 * of what is taught with a canary in every explanation. Stops it afterwards, and fails if it complained meanwhile.
 */
export default async function startServer(): Promise<() => Promise<void>> {
	// First the server, then its database, which it leaves behind where it is stopped while it prepares the sample.
	await endKilledRuns(`${PREFIX}taught-`, ...SERVER);
	await endKilledRuns(`${PREFIX}data-`, ...DATABASE);
	const data = mkdtempSync(join(tmpdir(), `${PREFIX}data-${process.pid}-`));
	const taught = mkdtempSync(join(tmpdir(), `${PREFIX}taught-${process.pid}-`));
	const content = join(taught, 'content');
	const canaries = join(taught, 'canaries.json');
	writeFileSync(canaries, JSON.stringify(plantCanaries(join(CHECKOUT, 'content'), content)));
	const supplement = plantSupplement(content);

	const media = join(taught, 'media');
	recordFirstModule(content, media);
	const server = run(data, content, media);
	writeFileSync(join(taught, 'server.pid'), String(server.process.pid));
	const end = async () => {
		await clearAway(taught, ...SERVER);
		await clearAway(data, ...DATABASE);
	};
	try {
		const address = await announced(server);
		const database = await openEmbedded(data);
		Object.assign(process.env, {
			E2E_ADDRESS: address,
			E2E_DATABASE: database.url,
			E2E_CONTENT: content,
			E2E_CANARIES: canaries,
			E2E_SUPPLEMENT: supplement
		});
	} catch (error) {
		await end();
		throw error;
	}
	return async () => {
		await end();
		if (new RegExp(ANY_PLANTED, 'm').test(server.said()))
			throw new Error('the server wrote down what was typed on a drawn phone');
		if (server.complained() !== '') throw new Error(`the server complained:\n${server.complained()}`);
	};
}

interface Server {
	process: ChildProcess;
	said(): string;
	complained(): string;
}

function run(data: string, content: string, media: string): Server {
	// As from a terminal, and not as a part of the tests.
	const { NODE_ENV: _, ...env } = process.env;
	const app = spawn(process.execPath, [join(CHECKOUT, 'src/cli/start.ts')], {
		env: {
			...env,
			PORT: '0',
			DATABASE_URL: '',
			HOC_SO_DATA: data,
			HOC_SO_CONTENT: content,
			HOC_SO_MEDIA: media,
			// Each test comes from an address of its own, so that wrong tries in one do not slow down another.
			TRUSTED_PROXY: '127.0.0.1,::1'
		}
	});
	let [said, complained] = ['', ''];
	app.stdout.on('data', (text: Buffer) => (said += text.toString()));
	app.stderr.on('data', (text: Buffer) => (complained += text.toString()));
	return { process: app, said: () => said, complained: () => complained };
}

/** Waits for the last line that a start prints, and returns the address in the first. */
async function announced({ process: app, said, complained }: Server): Promise<string> {
	const late = setTimeout(() => app.kill('SIGTERM'), STARTS_WITHIN);
	const isOver = once(app, 'close').then(() => true);
	while (!/^officer: /m.test(said())) {
		const spoke = app.stdout ? once(app.stdout, 'data').then(() => false) : true;
		if (await Promise.race([spoke, isOver])) throw new Error(`the server did not start:\n${said()}${complained()}`);
	}
	clearTimeout(late);
	return /^address: (\S+)$/m.exec(said())?.[1] ?? '';
}
