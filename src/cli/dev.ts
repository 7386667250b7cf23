import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { join } from 'node:path';
import { createServer, type Plugin } from 'vite';
import type { Library } from '#lib/curriculum/content.ts';
import { ContentError } from '#lib/curriculum/server/problems.ts';
import { connect } from '#lib/server/db/connect.ts';
import { openDatabase, type OpenDatabase } from '#lib/server/db/open.ts';
import type { Settings } from '#lib/server/settings.ts';
import { answerRefused, followContent, takeContent, type Content } from './live-content.ts';
import { keepJobs, type KeptJobs } from './keep-jobs.ts';
import { onStop } from './on-stop.ts';
import { readyDatabase } from './ready-database.ts';
import { serveRecordings } from './recordings.ts';
import { runCommand } from './run-command.ts';
import { listen, refuseTakenPort } from './server.ts';
import { requireSettings } from './settings.ts';

await runCommand(develop);

/** The application as its sources and its content are, on the same database as `npm start`. */
async function develop(): Promise<void> {
	const settings = requireSettings();
	await refuseTakenPort(settings);
	const database = await openDatabase(settings);
	process.env['DATABASE_URL'] = database.url;
	let jobs: KeptJobs | undefined;
	onStop(async () => {
		await jobs?.stop();
		await database.close();
	});
	try {
		const content = followContent(settings.HOC_SO_CONTENT ?? join(process.cwd(), 'content'));
		const library = await waitUntilUsable(content, settings);
		await serve(settings, database, library, content, () => (jobs = keepJobs(database, settings)));
	} catch (error) {
		await database.close();
		throw error;
	}
}

/** Content with an error in it does not end the work on it: the terminal and every page say what to mend. */
async function waitUntilUsable(content: AsyncGenerator<Content, never>, settings: Settings): Promise<Library> {
	let { value } = await content.next();
	if (!(value instanceof ContentError)) return value;
	const server = createHttpServer((_, response) => value instanceof ContentError && answerRefused(response, value));
	console.log(`address: ${await listen(server, settings)}`);
	while (value instanceof ContentError) {
		console.error(value.message);
		({ value } = await content.next());
	}
	server.close();
	server.closeAllConnections();
	await once(server, 'close');
	return value;
}

async function serve(
	settings: Settings,
	database: OpenDatabase,
	library: Library,
	content: AsyncGenerator<Content, never>,
	prepared: () => void
): Promise<void> {
	const announcements = await readyDatabase(database);
	prepared();
	const { db } = connect(database.url, { max: 1 });
	let refused = await takeContent(db, library);
	const server = await createServer({
		plugins: [pages(() => refused)],
		server: { port: settings.PORT, strictPort: true, host: settings.HOST }
	});
	const recordings = serveRecordings(settings.HOC_SO_MEDIA);
	server.middlewares.use('/sound', (request, response) => recordings(request, response));
	await server.listen();
	const address = `http://localhost:${server.config.server.port}`;
	console.log(`address: ${address}`);
	for (const { label, path } of announcements) console.log(`${label}: ${address}${path}`);
	for await (const now of content) {
		refused = await takeContent(db, now);
		if (!refused) console.log('Đã đọc lại nội dung. Hãy tải lại trang để xem.');
	}
}

/** Pages show what is wrong with the content while something is; everything else is answered as ever. */
function pages(refused: () => ContentError | null): Plugin {
	return {
		name: 'what is wrong with the content',
		configureServer: ({ middlewares }) => {
			middlewares.use((request, response, next) => {
				const now = refused();
				if (now && request.headers.accept?.includes('text/html')) answerRefused(response, now);
				else next();
			});
		}
	};
}
