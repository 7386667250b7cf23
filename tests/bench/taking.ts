import type { Agent } from 'node:http';
import type { Told } from './arrivals.ts';
import { ask, perSecond } from './load.ts';
import { sitsExam } from './visits.ts';

const QUESTIONS = 10;

/** Takes the VNeID test as a browser without script would, answering every question with the same tap. Returns how many requests it took. */
export async function takeTestOverHttp(agent: Agent, address: string, cookie: string): Promise<number> {
	const signIn = cookie.slice('session='.length).split('.')[0] ?? '';
	const post = async (path: string, form: Record<string, string>) => {
		const { status, location } = await ask(agent, address + path, { cookie, form: { signIn, ...form } });
		if (status !== 303 || location === undefined) throw new Error(`${path} answered ${status}`);
		return location;
	};
	const first = await post('/learn/vneid/test', { where: 'home' });
	const attempt = first.split('/').slice(0, 3).join('/');
	for (let n = 1; n <= QUESTIONS; n += 1) await post(`${attempt}/${n}`, { choice: 'unknown', page: '1' });
	const result = await post(`${attempt}/submission`, { helped: 'none' });
	const { status } = await ask(agent, address + result, { cookie });
	if (status !== 200) throw new Error(`${result} answered ${status}`);
	return QUESTIONS + 3;
}

/** As officials take it: the whole form on a page, from start to result. */
export async function measureOfficialTests(
	agent: Agent,
	address: string,
	people: readonly { id: string; cookie: string }[],
	{ module, seconds, workers }: { module: string; seconds: number; workers: number }
): Promise<string> {
	const told: Told[] = [];
	let next = 0;
	const rate = await perSecond(seconds, workers, async () => {
		const { id, cookie } = people[next++ % people.length] ?? { id: '', cookie: '' };
		const visitor = { personId: id, cookie, confirmed: [] as string[] };
		await sitsExam(agent, address, module, 0, visitor)((one) => told.push(one));
		if (visitor.confirmed.length === 0) throw new Error(`a test was not handed in: ${told.at(-1)?.status}`);
	});
	const tests = told.filter(({ kind }) => kind === 'submit').length;
	const kilobytes = told.reduce((sum, one) => sum + one.bytes, 0) / tests / 1024;
	const requests = told.length / tests;
	return `${rate.toFixed(1)} a second (target: over 200); ${requests.toFixed(1)} requests (4), ${kilobytes.toFixed(0)} kB (40)`;
}
