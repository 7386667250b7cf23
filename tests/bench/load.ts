import type { Agent } from 'node:http';
import { request } from 'node:http';

export interface Answer {
	status: number;
	body: string;
	location: string | undefined;
}

/** One request over kept connections. */
export function ask(
	agent: Agent,
	url: string,
	options: { cookie?: string; form?: Record<string, string> } = {}
): Promise<Answer> {
	const { cookie, form } = options;
	const body = form === undefined ? undefined : new URLSearchParams(form).toString();
	const origin = new URL(url).origin;
	return new Promise((resolve, reject) => {
		const sent = request(
			url,
			{
				agent,
				method: body === undefined ? 'GET' : 'POST',
				headers: {
					accept: 'text/html',
					...(cookie !== undefined && { cookie }),
					...(body !== undefined && {
						'content-type': 'application/x-www-form-urlencoded',
						origin,
						'content-length': Buffer.byteLength(body)
					})
				}
			},
			(response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('end', () =>
					resolve({
						status: response.statusCode ?? 0,
						body: Buffer.concat(chunks).toString(),
						location: response.headers.location
					})
				);
				response.on('error', reject);
			}
		);
		sent.on('error', reject);
		sent.end(body);
	});
}

/** How often a second some work is done by so many workers side by side; bounded in time. */
export async function perSecond(
	seconds: number,
	workers: number,
	work: (worker: number, turn: number) => Promise<void>
): Promise<number> {
	const begin = performance.now();
	const end = begin + seconds * 1000;
	let done = 0;
	await Promise.all(
		Array.from({ length: workers }, async (_, worker) => {
			for (let turn = 0; performance.now() < end; turn += 1) {
				await work(worker, turn);
				done += 1;
			}
		})
	);
	return done / ((performance.now() - begin) / 1000);
}
