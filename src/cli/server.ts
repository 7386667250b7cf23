import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import type { Settings } from '#lib/server/settings.ts';
import { serveRecordings } from './recordings.ts';
import { answerNotReady, answerProbe } from './not-ready.ts';
import { ORIGIN_HEADERS, stateOrigin } from './proxy.ts';
import { applicationVersion } from './version.ts';

/** SvelteKit's built application. */
export type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** What the server answers with: the application, or why there is none yet. */
export type Readiness =
	| {
			handler: Handler;
			check: () => Promise<unknown>;
			/** what is amiss although pages are answered */
			remarks?: () => string[];
	  }
	| { reason: string };

const VERSION = applicationVersion();

type Listening = Pick<Settings, 'PORT' | 'HOST'>;

/** Loads the build. Over plain http it takes a form only if it is told how the request came. */
export async function loadHandler(build: URL): Promise<Handler> {
	Object.assign(process.env, ORIGIN_HEADERS, { BODY_SIZE_LIMIT: '512K' });
	const { handler } = (await import(build.href)) as { handler: Handler };
	return handler;
}

/** An HTTP server that answers /healthz, /readyz and /version itself and leaves the rest to what `readiness` holds at that moment. */
export function createAppServer(
	readiness: () => Readiness,
	{ TRUSTED_PROXY, HOC_SO_MEDIA }: Pick<Settings, 'TRUSTED_PROXY'> & Partial<Pick<Settings, 'HOC_SO_MEDIA'>>
): Server {
	const recordings = serveRecordings(HOC_SO_MEDIA);
	const server = createServer((request, response) => {
		const now = readiness();
		const [path] = (request.url ?? '/').split('?');
		if (path === '/healthz') answerProbe(response, 200, 'ok');
		else if (path === '/version') answerProbe(response, 200, `hoc-so ${VERSION}`);
		else if (path === '/readyz') void answerReadiness(now, response);
		else if (path?.startsWith('/sound/')) recordings(request, response);
		else if ('reason' in now) answerNotReady(response);
		else {
			stateOrigin(request, TRUSTED_PROXY);
			now.handler(request, response, () => answerProbe(response, 503, 'no answer'));
		}
		response.on('close', () => {
			if (!server.listening) server.closeIdleConnections();
		});
	});
	// A phone on a weak network needs time to send an answer; a connection that sends nothing must not hold a place.
	server.headersTimeout = 20_000;
	server.requestTimeout = 60_000;
	// Longer than the proxies' own, so that they never reuse a connection which we are closing.
	server.keepAliveTimeout = 75_000;
	return server;
}

/** Takes the port and returns the address to open in a browser. Throws a StartFailure when the port cannot be had. */
export async function listen(server: Server, { PORT, HOST }: Listening): Promise<string> {
	try {
		server.listen(PORT, HOST);
		await once(server, 'listening');
	} catch (error) {
		throw new StartFailure(refusalToListen(error, PORT, HOST), error);
	}
	const { port } = server.address() as AddressInfo;
	const name = HOST === undefined || /^(0\.0\.0\.0|::)$/.test(HOST) ? 'localhost' : HOST;
	return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** Learns early, before minutes of preparation, that the port cannot be had. */
export async function refuseTakenPort(where: Listening): Promise<void> {
	const trial = createServer();
	await listen(trial, where);
	trial.close();
	await once(trial, 'close');
}

/** Takes no new requests, lets the running ones finish within `timeout` seconds, then cuts them off. */
export async function closeServer(server: Server, timeout: number): Promise<void> {
	if (!server.listening) return;
	const late = setTimeout(() => server.closeAllConnections(), timeout * 1000);
	server.close();
	server.closeIdleConnections();
	await once(server, 'close');
	clearTimeout(late);
}

async function answerReadiness(readiness: Readiness, response: ServerResponse): Promise<void> {
	if ('reason' in readiness) {
		answerProbe(response, 503, readiness.reason);
		return;
	}
	try {
		await readiness.check();
		answerProbe(response, 200, ['ready', ...(readiness.remarks?.() ?? [])].join('\n'));
	} catch {
		answerProbe(response, 503, 'The database does not answer.');
	}
}

function refusalToListen(error: unknown, port: number, host: string | undefined): string {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	if (code === 'EADDRINUSE') {
		return `Port ${port} is in use by another program: stop that program, or choose another port, such as PORT=${port + 1} npm start.`;
	}
	if (code === 'EACCES')
		return `Port ${port} is reserved for the system's administrator: choose one above 1023 with PORT.`;
	return `The application cannot listen on ${host ?? 'this machine'}, port ${port} (${String(code)}): correct HOST and PORT.`;
}
