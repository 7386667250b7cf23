import type { Agent } from 'node:http';
import { request } from 'node:http';
import type { Told, Visit } from './arrivals.ts';

const QUESTIONS = 10;

/** Somebody with a session, and what she was told is handed in. */
export interface Visitor {
	personId: string;
	cookie: string;
	confirmed: string[];
}

interface Answer {
	status: number;
	location: string;
}

type Tell = (told: Told) => void;
type Ask = (kind: string, path: string, form?: Record<string, string>) => Promise<Answer>;

/** Reads lessons as people do who look around; signed in where there is a visitor. */
export function looksAround(agent: Agent, address: string, paths: readonly string[], visitor?: Visitor): Visit {
	return async (tell) => {
		const ask = asker(agent, address, tell, visitor);
		for (const path of paths) await ask('page', path);
	};
}

/** Reads a lesson, says that it is learned, and takes the module's test one question a page. */
export function learns(agent: Agent, address: string, lesson: string, visitor: Visitor): Visit {
	return async (tell) => {
		const ask = asker(agent, address, tell, visitor);
		await ask('page', '/learn');
		await ask('page', lesson);
		await ask('save', `${lesson}/completion`, {});
		await ask('page', '/me');
		const first = await ask('start', '/learn/vneid/test', { where: 'home' });
		const attempt = first.location.split('/').slice(0, 3).join('/');
		if (first.status !== 303) return;
		for (let n = 1; n <= QUESTIONS; n += 1) {
			const { status } = await ask('save', `${attempt}/${n}`, { choice: 'unknown', page: '1' });
			if (status !== 303) return;
		}
		await handIn(ask, `${attempt}/submission`, { helped: 'none' }, visitor);
	};
}

/** The test of an official: the whole form on a page, saved now and then, and handed in. */
export function sitsExam(agent: Agent, address: string, module: string, saves: number, visitor: Visitor): Visit {
	const answers = Object.fromEntries(Array.from({ length: QUESTIONS }, (_, n) => [`q${n + 1}`, 'unknown']));
	return async (tell) => {
		const ask = asker(agent, address, tell, visitor);
		const { status, location } = await ask('start', `/learn/${module}/test`, { where: 'home' });
		if (status !== 303) return;
		await ask('page', location);
		for (let n = 0; n < saves; n += 1) await ask('save', location, { ...answers, do: 'save' });
		await handIn(ask, location, { ...answers, do: 'submit', anyway: 'yes', helped: 'none' }, visitor);
	};
}

async function handIn(ask: Ask, path: string, form: Record<string, string>, visitor: Visitor): Promise<void> {
	const { status, location } = await ask('submit', path, form);
	if (status !== 303) return;
	visitor.confirmed.push(location.split('/')[2] ?? '');
	await ask('page', location);
}

/** Asks one thing after the other; each is due when the one before was answered. */
function asker(agent: Agent, address: string, tell: Tell, visitor?: Visitor): Ask {
	const signIn = visitor?.cookie.slice('session='.length).split('.')[0] ?? '';
	return async (kind, path, form) => {
		const due = performance.now();
		const body = form && new URLSearchParams({ signIn, ...form }).toString();
		const answer = await new Promise<Answer & { retryAfter: boolean; bytes: number }>((resolve, reject) => {
			const sent = request(
				address + path,
				{
					agent,
					method: body === undefined ? 'GET' : 'POST',
					headers: {
						...{ accept: 'text/html', 'accept-encoding': 'gzip', ...(visitor && { cookie: visitor.cookie }) },
						...(body !== undefined && {
							...{ 'content-type': 'application/x-www-form-urlencoded', origin: address },
							'content-length': Buffer.byteLength(body)
						})
					}
				},
				(response) => {
					let bytes = 0;
					response.on('data', (chunk: Buffer) => (bytes += chunk.length));
					response.on('error', reject);
					response.on('end', () => {
						const { location = '', 'retry-after': retryAfter } = response.headers;
						resolve({ status: response.statusCode ?? 0, location, retryAfter: retryAfter !== undefined, bytes });
					});
				}
			);
			sent.on('error', reject);
			sent.end(body);
		});
		const { status, retryAfter, bytes } = answer;
		tell({ kind, status, took: performance.now() - due, retryAfter, bytes });
		return answer;
	};
}
