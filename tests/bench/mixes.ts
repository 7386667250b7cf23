import { Agent } from 'node:http';
import type { Db } from '#lib/server/db/connect.ts';
import { arrive, within, type Load, type Told, type Visit } from './arrivals.ts';
import { countMissing } from './confirmed.ts';
import { learns, looksAround, sitsExam, type Visitor } from './visits.ts';

const LESSON = '/learn/thanh-toan/doc-ten-nguoi-nhan';
const PAGES = ['/learn', LESSON, '/literacy', '/literacy/01'];

/** Visits that begin so many times a second. */
interface Stream {
	perSecond: number;
	visit: (agent: Agent, address: string, visitor: Visitor) => Visit;
}

const looking = (perSecond: number): Stream => {
	return { perSecond, visit: (agent, address, visitor) => looksAround(agent, address, PAGES, visitor) };
};
const learning = (perSecond: number): Stream => {
	return { perSecond, visit: (agent, address, visitor) => learns(agent, address, LESSON, visitor) };
};
const sitting = (perSecond: number, module: string): Stream => {
	// Twenty savings of single answers for each three starts of the facts: seven of the whole form.
	return { perSecond, visit: (agent, address, visitor) => sitsExam(agent, address, module, 7, visitor) };
};

/** The loads of the facts: what each asks at its height, in requests a second. */
function mixesOf(module: string): { name: string; streams: Stream[] }[] {
	return [
		{ name: "a ward's evening (20 requests a second)", streams: [looking(1), learning(1)] },
		{ name: "a campaign's peak in a province (160 requests a second)", streams: [looking(10), learning(7.2)] },
		{ name: 'an exam morning at 1:100, in slots (5 starts a second)', streams: [sitting(5, module)] },
		{ name: 'an exam morning at 1:100, all at eight (33 starts a second)', streams: [sitting(33, module)] }
	];
}

export interface Measured {
	db: Db;
	address: string;
	/** a bare page of the size of a lesson, in the same run */
	bare: string;
	/** of a module for officials */
	module: string;
	people: { personId: string; cookie: string }[];
	seconds: number;
	/** megabytes that the application holds */
	memory: () => number;
}

/** Each mix as an open model, beside a bare page that is asked as often. Returns the lines to be printed. */
export async function measureMixes({
	db,
	address,
	bare,
	module,
	people,
	seconds,
	memory
}: Measured): Promise<string[]> {
	const lines: string[] = [];
	let next = 0;
	for (const { name, streams } of mixesOf(module)) {
		const agent = new Agent({ keepAlive: true });
		const visitors: Visitor[] = [];
		const comes = () => {
			const one = people[next++ % people.length] ?? { personId: '', cookie: '' };
			const visitor: Visitor = { ...one, confirmed: [] };
			visitors.push(visitor);
			return visitor;
		};
		const loads = await Promise.all(
			streams.map(({ perSecond, visit }) => arrive(perSecond, seconds, () => visit(agent, address, comes())))
		);
		const told = loads.flatMap((load) => load.told);
		const rate = told.length / Math.max(...loads.map((load) => load.seconds));
		const empty = await arrive(rate, Math.min(seconds, 4), () => looksAround(agent, bare, ['/']));
		agent.destroy();
		const { confirmed, missing } = await countMissing(db, visitors);
		lines.push(`${name}: ${rate.toFixed(0)} requests a second, ${troublesOf(loads)}`);
		for (const [kind, some] of Map.groupBy(told, (one) => one.kind)) lines.push(`  ${timesOf(kind, some, empty.told)}`);
		lines.push(
			`  confirmed and later missing: ${missing} of ${confirmed} (must be 0); memory ${memory()} MB (target: under 512)`
		);
	}
	return lines;
}

function troublesOf(loads: readonly Load[]): string {
	const told = loads.flatMap((load) => load.told);
	const turnedAway = told.filter(({ status }) => status === 503).length;
	const errors = told.filter(({ status }) => ![200, 303, 503].includes(status)).length;
	const broken = loads.reduce((sum, load) => sum + load.broken.length, 0);
	return `turned away ${turnedAway}, errors ${errors + broken}`;
}

function timesOf(kind: string, told: readonly Told[], bare: readonly Told[]): string {
	const ms = (share: number) => within(told, share).toFixed(1);
	const ratio = (share: number) => (within(told, share) / Math.max(within(bare, share), 0.1)).toFixed(1);
	return `${kind.padEnd(7)} ${told.length}: p50 ${ms(0.5)} ms (${ratio(0.5)} × a bare page's), p95 ${ms(0.95)} ms (${ratio(0.95)} ×), p99 ${ms(0.99)} ms`;
}
