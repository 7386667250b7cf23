import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import type { Library, StoredStandard } from '#lib/curriculum/content.ts';
import { residentsStandard } from '#lib/curriculum/library.ts';
import { rebuild } from '#lib/ledger/server/rebuild.ts';
import { connect, type Db } from '#lib/server/db/connect.ts';
import { writeSetting } from '#lib/server/installation.ts';
import { openEmbedded } from '#lib/server/db/embedded.ts';
import { startSession } from '#lib/sign-in/server/sessions.ts';
import { readContent } from '../../src/cli/preparation.ts';
import { readyDatabase } from '../../src/cli/ready-database.ts';
import { ask, perSecond } from './load.ts';
import { megabytes, printMemory, tellHeap } from './memory.ts';
import { measureClassBoard } from './class-board.ts';
import { makeAgency, measureCompletion } from './completion.ts';
import { measureMixes } from './mixes.ts';
import { fillWard } from './people.ts';
import { COUNTING, countStatements, tellStatements, WATCHED } from './profile.ts';
import { measureRoster } from './rosters.ts';
import { signInByCard } from './signing-in.ts';
import { measureOfficialTests, takeTestOverHttp } from './taking.ts';

// `npm run bench`: requests a second of the pages that matter, as ratios to a bare page of the same size served in the
// same run, because the machine's own speed drifts. Talks to 127.0.0.1 only and stops by itself after about two minutes.
const WARD = '00082';
const GROUPS = 50;
const PEOPLE_EACH = 1000;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 6);
/** A ward of learners who all come in the same evening. */
const LEARNERS = 5000;
const OFFICIALS = 10_000;
/** a module for officials */
const EXAM = 'chia-se-du-lieu';
const CONNECTIONS = 16;

const folder = mkdtempSync(join(tmpdir(), 'hoc-so-bench-'));
const children: ChildProcess[] = [];
const database = await openEmbedded(folder, COUNTING);
const { db, close } = connect(database.ownerUrl, { max: 4, statementTimeout: 0, genericPlans: true });
try {
	await readyDatabase({ ...database, isEmbedded: false });
	const library = measureContent();
	const standard = residentsStandard(library);
	const now = new Date();
	const only = process.argv[2];
	if (only !== 'board') await measureServer(library, standard, now, only);
	if (only === undefined || only === 'board')
		for (const line of await measureClassBoard(db, library, WARD, now)) console.log(line);
} finally {
	for (const child of children) child.kill('SIGTERM');
	await close();
	await database.close();
	rmSync(folder, { recursive: true, force: true });
}

/**
 * The application over HTTP, in a ward of its own. `-- board` leaves it out; `-- rosters`, `-- mixes`, `-- pages`,
 * `-- tests` and `-- completion` are one thing alone. `BENCH_PROFILE=<folder>` has Node write a profile of the application there,
 * and tells which statements took the database longest.
 */
async function measureServer(library: Library, standard: StoredStandard, now: Date, only?: string): Promise<void> {
	const groups = only === undefined || only === 'rosters' ? GROUPS : 4;
	console.log(
		`A ward of ${groups * PEOPLE_EACH} people in ${groups} groups, ${CONNECTIONS} connections, ${SECONDS} s a measure.\n`
	);
	// Behind invented people there is nothing to protect: an officer of them needs no second factor.
	await writeSetting(db, 'sample', true);
	const people = await fillWard(db, WARD, standard, groups, PEOPLE_EACH, now);
	await measureRebuild(db);
	if (only === 'rosters') return measureImport(db, await startApplication(), people, now);
	if (only === undefined) await measureSignIns(db, people, now);
	const completion = await makeAgency(db, library, WARD, OFFICIALS, now);
	const server = await startApplication();
	printMemory('idle', server);
	if (only === 'mixes') return measureLoads(db, server, people, now);
	if (only === 'tests') return measureTests(db, server, people, now);
	if (only !== 'completion') {
		await measurePages(server, await cookieOf(db, people[0] as string, now));
		if (only === 'pages') return;
		await measureTests(db, server, people, now);
	}
	await countStatements(db);
	const cookie = await cookieOf(db, completion.officerId, now);
	const { agent, address } = server;
	const report = { ...completion, officials: OFFICIALS };
	print(`completion report of ${OFFICIALS} people as CSV`, await measureCompletion(agent, address, report, cookie));
	await tellStatements(db, 'statements of these files');
	if (only === 'completion') return;
	await measureLoads(db, server, people, now);
	await measureFigures(server);
	await measureImport(db, server, people, now);
	printMemory('after all this', server);
	await tellHeap(server);
}

/** Reads what is taught, once cold and then as a running server would; the first is what a start waits for. */
function measureContent(): Library {
	const times = Array.from({ length: 3 }, () => {
		const begin = performance.now();
		readContent();
		return `${Math.round(performance.now() - begin)} ms`;
	});
	const library = readContent();
	const questions = library.modules.reduce((sum, { practice, test }) => sum + practice.length + test.length, 0);
	print(`reading ${library.modules.length} modules, ${questions} questions`, times.join(', '));
	return library;
}

async function measureRebuild(db: Db): Promise<void> {
	const begin = performance.now();
	const subjects = await rebuild(db);
	const seconds = (performance.now() - begin) / 1000;
	await db.execute(sql`analyze`);
	print('rebuild from events', `${Math.round(subjects / seconds)} people a second`);
}

async function measureSignIns(db: Db, people: readonly string[], now: Date): Promise<void> {
	const learners = people.slice(0, LEARNERS);
	const { rate, bare } = await signInByCard(db, WARD, learners, SECONDS * 2, now);
	const minutes = Math.round(LEARNERS / rate / 60);
	print(
		'sign-ins by card and pictures, 40 tablets of one ward',
		`${rate.toFixed(1)} a second, ${LEARNERS} learners in ${minutes} min; ratio to bare hash checks ${(rate / bare).toFixed(2)} (target: over 400)`
	);
}

interface Served {
	address: string;
	agent: Agent;
	pid: number;
}

async function startApplication(): Promise<Served> {
	const port = await freePort();
	const env = { ...process.env, PORT: String(port), HOC_SO_DATA: folder, DATABASE_URL: '', HOST: '127.0.0.1' };
	const child = spawn('node', [...WATCHED, 'src/cli/start.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
	children.push(child);
	await said(child, 'address:');
	const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
	return { address: `http://127.0.0.1:${port}`, agent, pid: child.pid ?? 0 };
}

/** The open model: people arrive at their own rate, however those before them fare. */
async function measureLoads(db: Db, server: Served, people: readonly string[], now: Date): Promise<void> {
	const visitors = people.filter((_, n) => n % 5 === 2).slice(0, 1_500);
	const cookies = await Promise.all(
		visitors.map(async (personId) => ({ personId, cookie: await cookieOf(db, personId, now) }))
	);
	const bare = await startBare(8_000);
	const told = { db, address: server.address, bare: bare.address.replace(/\/$/, ''), module: EXAM, people: cookies };
	const lines = await measureMixes({ ...told, seconds: SECONDS * 2, memory: () => megabytes(server) });
	for (const line of lines) console.log(line);
	bare.child.kill('SIGTERM');
	await tellHeap(server);
	const inserts = await rawInserts(db);
	print('raw one-row inserts', `${Math.round(inserts)} a second`);
}

async function measurePages(server: Served, cookie: string): Promise<void> {
	const lesson = '/learn/thanh-toan/doc-ten-nguoi-nhan';
	await comparePage(server, 'lesson page, signed out', lesson);
	await comparePage(server, 'lesson page, signed in', lesson, cookie, ' (target: 0.5, over 1,600 a second)');
}

async function measureFigures(server: Served): Promise<void> {
	await comparePage(server, 'ward page', `/literacy/${WARD}`);
	await comparePage(server, 'ward as JSON', `/api/literacy/${WARD}`);
	await comparePage(server, 'province page', '/literacy/01');
}

/** The page and a bare page of its size, in turn, half the time each way round. */
async function comparePage(server: Served, name: string, path: string, cookie?: string, target = ''): Promise<void> {
	const first = await ask(server.agent, server.address + path, cookie === undefined ? {} : { cookie });
	if (first.status !== 200) throw new Error(`${path} answered ${first.status}`);
	const bare = await startBare(Buffer.byteLength(first.body));
	const page = () => once(server, server.address + path, cookie);
	const empty = () => once(server, bare.address);
	await perSecond(1, CONNECTIONS, page);
	const rates = { page: 0, bare: 0 };
	for (const round of ['page', 'bare', 'bare', 'page'] as const) {
		rates[round] += (await perSecond(SECONDS / 2, CONNECTIONS, round === 'page' ? page : empty)) / 2;
	}
	bare.child.kill('SIGTERM');
	const ratio = (rates.page / rates.bare).toFixed(3);
	print(
		name,
		`${Math.round(rates.page)} a second; bare page of ${first.body.length} characters ${Math.round(rates.bare)}; ratio ${ratio}${target}`
	);
}

async function once(server: Served, url: string, cookie?: string): Promise<void> {
	const { status } = await ask(server.agent, url, cookie === undefined ? {} : { cookie });
	if (status !== 200) throw new Error(`${url} answered ${status}`);
}

async function measureTests(db: Db, server: Served, people: readonly string[], now: Date): Promise<void> {
	const learners = people.filter((_, n) => n % 5 === 4).slice(0, 1200);
	const cookies = await Promise.all(learners.map(async (id) => ({ id, cookie: await cookieOf(db, id, now) })));
	let next = 0;
	let requests = 0;
	const takeOne = async () => {
		const learner = cookies[next++ % cookies.length];
		if (learner) requests += await takeTestOverHttp(server.agent, server.address, learner.cookie);
	};
	await perSecond(1, CONNECTIONS, takeOne);
	// What a server does by itself within a minute: until then it goes by plans that it made while the tables were empty.
	await db.execute(sql`analyze`);
	requests = 0;
	await countStatements(db);
	const rate = await perSecond(SECONDS * 2, CONNECTIONS, takeOne);
	await tellStatements(db, 'statements of these tests');
	const inserts = await rawInserts(db);
	print(
		'ten-question tests, one question a page, start to result',
		`${rate.toFixed(1)} a second (${requests} requests; target: over 75)`
	);
	const { agent, address } = server;
	const official = { module: EXAM, seconds: SECONDS, workers: CONNECTIONS };
	await countStatements(db);
	print('ten-question tests, as officials take them', await measureOfficialTests(agent, address, cookies, official));
	await tellStatements(db, 'statements of these tests');
	print('raw one-row inserts', `${Math.round(inserts)} a second; a test is ${(rate / inserts).toFixed(4)} of one`);
}

async function measureImport(db: Db, server: Served, people: readonly string[], now: Date): Promise<void> {
	const learners = people.filter((_, n) => n % 5 === 3).slice(0, 1200);
	const cookies = await Promise.all(learners.map((id) => cookieOf(db, id, now)));
	let next = 0;
	const takeTest = async () => {
		await takeTestOverHttp(server.agent, server.address, cookies[next++ % cookies.length] ?? '');
	};
	const rounds = { seconds: SECONDS, connections: CONNECTIONS };
	for (const line of await measureRoster(db, WARD, GROUPS, rounds, takeTest)) console.log(line);
}

async function rawInserts(db: Db): Promise<number> {
	await db.execute(sql`create table if not exists bench_rows (id bigserial primary key, body text)`);
	return perSecond(SECONDS / 2, CONNECTIONS, async () => {
		await db.execute(sql`insert into bench_rows (body) values ('a row of a few dozen bytes, as raw as can be')`);
	});
}

async function cookieOf(db: Db, personId: string, now: Date): Promise<string> {
	return `session=${(await startSession(db, personId, 'link', now)).token}`;
}

async function startBare(size: number): Promise<{ child: ChildProcess; address: string }> {
	const child = spawn('node', ['tests/bench/bare.ts', String(size)], { stdio: ['ignore', 'pipe', 'inherit'] });
	children.push(child);
	const port = (await said(child, '\n')).trim();
	return { child, address: `http://127.0.0.1:${port}/` };
}

function said(child: ChildProcess, text: string): Promise<string> {
	let all = '';
	return new Promise((resolve, reject) => {
		child.stdout?.on('data', (chunk: Buffer) => {
			all += chunk.toString();
			if (all.includes(text)) resolve(all);
		});
		child.once('exit', (code) => reject(new Error(`stopped with ${code}: ${all}`)));
	});
}

async function freePort(): Promise<number> {
	const probe = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => probe.once('listening', resolve));
	const address = probe.address();
	await new Promise((resolve) => probe.close(resolve));
	return typeof address === 'object' && address !== null ? address.port : 0;
}

function print(name: string, figure: string): void {
	console.log(`${name.padEnd(58)} ${figure}`);
}
