import { randomInt } from 'node:crypto';
import { request, type Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

export interface Sent {
	status: number;
	location: string;
	body: string;
}

export interface Wanted {
	method: string;
	path: string;
	cookie: string;
	form?: Record<string, string>;
	headers?: Record<string, string>;
}

/** A busy machine is told so and asks again; what is tried here is another thing. */
const TRIES = 40;
const PAUSE = 250;

/** One request as one of our own pages would send it, unless its headers say otherwise; each from another address. */
export async function send(agent: Agent, address: string, wanted: Wanted): Promise<Sent> {
	for (let tries = 1; ; tries += 1) {
		const sent = await sendOnce(agent, address, wanted);
		if (sent.status !== 503 || tries === TRIES) return sent;
		await wait(PAUSE);
	}
}

function sendOnce(agent: Agent, address: string, { method, path, cookie, form, headers }: Wanted): Promise<Sent> {
	const body = form && new URLSearchParams(form).toString();
	const all: Record<string, string | number> = {
		accept: 'text/html',
		// So that wrong tries in one cell do not slow down another.
		'x-forwarded-for': `10.${[0, 0, 0].map(() => randomInt(256)).join('.')}`,
		...(cookie && { cookie }),
		...(body !== undefined && {
			origin: address,
			'content-type': 'application/x-www-form-urlencoded',
			'content-length': Buffer.byteLength(body)
		}),
		...headers
	};
	// An empty value leaves the header out.
	const wanted = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
	return new Promise((resolve, reject) => {
		const asked = request(address + path, { agent, method, headers: wanted }, (answer) => {
			const chunks: Buffer[] = [];
			answer.on('data', (chunk: Buffer) => chunks.push(chunk));
			answer.on('end', () =>
				resolve({
					status: answer.statusCode ?? 0,
					location: answer.headers.location ?? '',
					body: Buffer.concat(chunks).toString()
				})
			);
			answer.on('error', reject);
		});
		asked.on('error', reject);
		asked.end(body);
	});
}
