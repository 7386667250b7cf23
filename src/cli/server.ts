import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Settings } from '#lib/server/settings.ts';
import { isHost, securityText } from './public-address.ts';
import { serveRecordings } from './recordings.ts';
import { answerNotReady, answerProbe } from './not-ready.ts';
import { isFromProxy, ORIGIN_HEADERS, stateOrigin } from './proxy.ts';
import { applicationVersion } from './version.ts';
import { mayReadMetrics, type MetricsSettings } from './watch/metrics.ts';
import type { Watch } from './watch/watch.ts';

/** SvelteKit's built application. */
export type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** What the server answers with: the application, or why there is none yet. */
export type Readiness =
	| {
			handler: Handler;
			check: () => Promise<unknown>;
			/** what the figures of /metrics are read from */
			probe?: Db;
			/** what is amiss although pages are answered */
			remarks?: () => string[];
	  }
	| { reason: string };

const VERSION = applicationVersion();

type Listening = Pick<Settings, 'PORT' | 'HOST'>;

/** Loads the build. Over plain http it takes a form only if it is told how the request came. */
export async function loadHandler(build: URL): Promise<Handler> {
	Object.assign(process.env, ORIGIN_HEADERS, { BODY_SIZE_LIMIT: '11M' });
	const { handler } = (await import(build.href)) as { handler: Handler };
	return handler;
}

type Serving = Pick<Settings, 'TRUSTED_PROXY'> &
	Partial<Pick<Settings, 'HOC_SO_MEDIA' | 'PUBLIC_URL' | 'SECURITY_CONTACT'>> &
	MetricsSettings;

/** An HTTP server that answers /healthz, /readyz, /version and /metrics itself and leaves the rest to what `readiness` holds at that moment. */
export function createAppServer(readiness: () => Readiness, settings: Serving, watch?: Watch): Server {
	const { TRUSTED_PROXY, HOC_SO_MEDIA } = settings;
	const recordings = serveRecordings(HOC_SO_MEDIA);
	const server = createServer((request, response) => {
		const now = readiness();
		const [path] = (request.url ?? '/').split('?');
		if (path === '/healthz') answerProbe(response, 200, 'ok');
		else if (path === '/version') answerProbe(response, 200, `hoc-so ${VERSION}`);
		else if (path === '/readyz') void answerReadiness(now, response);
		else if (path === '/metrics' && watch && mayReadMetrics(request, settings))
			void answerMetrics(watch, now, response);
		else if (path === '/metrics') answerProbe(response, 404, 'not found');
		else if (!isHost(request, settings.PUBLIC_URL))
			answerProbe(response, 421, `This server is ${settings.PUBLIC_URL}.`);
		else if (path === '/.well-known/security.txt' && settings.SECURITY_CONTACT)
			answerProbe(response, 200, securityText(settings, new Date()));
		else if (path?.startsWith('/sound/')) recordings(request, response);
		else if (isTooLarge(request, path)) answerProbe(response, 413, 'too large');
		else if ('reason' in now) answerNotReady(response);
		else {
			watch?.begin(request, response, isFromProxy(request, TRUSTED_PROXY));
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

/** Only where files with residents are sent may more than a page of answers come in. */
function isTooLarge({ method, headers }: IncomingMessage, path: string | undefined): boolean {
	if (method === 'GET' || method === 'HEAD' || path === '/rosters/new') return false;
	return Number(headers['content-length'] ?? 0) > 524_288 || headers['transfer-encoding'] !== undefined;
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

async function answerMetrics(watch: Watch, readiness: Readiness, response: ServerResponse): Promise<void> {
	const text = await watch.write('reason' in readiness ? null : (readiness.probe ?? null));
	response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' });
	response.end(text);
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
