import { createServer } from 'vite';
import { openDatabase, type OpenDatabase } from '#lib/server/db/open.ts';
import type { Settings } from '#lib/server/settings.ts';
import { onStop } from './on-stop.ts';
import { readyDatabase } from './ready-database.ts';
import { serveRecordings } from './recordings.ts';
import { runCommand } from './run-command.ts';
import { refuseTakenPort } from './server.ts';
import { requireSettings } from './settings.ts';

await runCommand(develop);

/** The application as its sources are, on the same database as `npm start`. */
async function develop(): Promise<void> {
	const settings = requireSettings();
	await refuseTakenPort(settings);
	const database = await openDatabase(settings);
	process.env['DATABASE_URL'] = database.url;
	onStop(() => database.close());
	try {
		await serve(settings, database);
	} catch (error) {
		await database.close();
		throw error;
	}
}

async function serve(settings: Settings, database: OpenDatabase): Promise<void> {
	const announcements = await readyDatabase(database);
	const server = await createServer({ server: { port: settings.PORT, strictPort: true, host: settings.HOST } });
	const recordings = serveRecordings(settings.HOC_SO_MEDIA);
	server.middlewares.use('/sound', (request, response) => recordings(request, response));
	await server.listen();
	const address = `http://localhost:${server.config.server.port}`;
	console.log(`address: ${address}`);
	for (const { label, path } of announcements) console.log(`${label}: ${address}${path}`);
}
