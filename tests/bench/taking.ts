import type { Agent } from 'node:http';
import { ask } from './load.ts';

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
