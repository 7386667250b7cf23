import { openMailer } from '#lib/server/mail.ts';
import { reasonOf } from '#lib/server/failure-reason.ts';
import type { Settings } from '#lib/server/settings.ts';
import { roomIn } from '../disk.ts';
import { readContent } from '../preparation.ts';
import { bad, type Finding, good, look } from './finding.ts';

const PATIENCE = 5_000;

/** Whether there is room on the disks. */
export function examineDisks(folders: readonly (string | undefined)[]): Finding[] {
	return roomIn(folders).map(({ folder, free, enough }) =>
		enough ? good(`${free} GB are free in ${folder}.`) : bad(`Only ${free} GB are free in ${folder}: make room.`)
	);
}

/** Whether what is taught can be read. */
export function examineContent(): Finding {
	try {
		return good(`What is taught can be read: ${readContent().modules.length} modules.`);
	} catch (error) {
		return bad(error instanceof Error ? error.message : String(error));
	}
}

/** Whether the mail server would take reminders. */
export async function examineMail(settings: Settings): Promise<Finding> {
	const mailer = await openMailer(settings);
	if (mailer === null) return good('No mail server is set: reminders stand in the application only.');
	try {
		await mailer.check();
		return good('The mail server takes letters.');
	} catch (error) {
		return bad(`The mail server does not take letters (${reasonOf(error)}): see SMTP_URL.`);
	} finally {
		mailer.close();
	}
}

/**
 * Whether people reach the application at its address, and can send forms there: posts to itself. A proxy that does not
 * say that a request came over https makes every form be refused.
 */
export async function examineAddress({ PUBLIC_URL, PORT }: Pick<Settings, 'PUBLIC_URL' | 'PORT'>): Promise<Finding[]> {
	const address = PUBLIC_URL ?? `http://localhost:${PORT}`;
	const findings: Finding[] = [];
	if (PUBLIC_URL === undefined)
		findings.push(look('PUBLIC_URL is not set: no cards can be printed but for sample data.'));
	else if (!PUBLIC_URL.startsWith('https:'))
		findings.push(look(`${PUBLIC_URL} is not https: anybody on the way can read along.`));
	try {
		const health = await ask(`${address}/healthz`, {});
		if (health.status !== 200)
			return [...findings, bad(`${address}/healthz answers ${health.status}: something else listens there.`)];
		const origin = new URL(address).origin;
		const body = new URLSearchParams({ language: 'vi', back: '/' });
		const post = await ask(`${address}/language`, { method: 'POST', headers: { origin }, body });
		if (post.status === 303) return [...findings, good(`${address} answers and takes forms.`)];
		if (post.status === 503) return [...findings, bad(`${address} is not ready: ask ${address}/readyz.`)];
		return [
			...findings,
			bad(
				`${address} refuses forms (${post.status}): let the proxy send Host and x-forwarded-proto on, and name its ` +
					'address in TRUSTED_PROXY.'
			)
		];
	} catch (error) {
		return [
			...findings,
			look(`${address} does not answer (${reasonOf(error)}): is the application running, and its name known?`)
		];
	}
}

function ask(address: string, options: RequestInit): Promise<Response> {
	return fetch(address, { ...options, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) });
}
