// Stands for the application in the tests of its database: opens and migrates it like `npm start`, says so in one line
// of JSON, and closes it when it is told to stop.
import { openEmbedded } from '#lib/server/db/embedded.ts';
import { dataFolder } from '#lib/server/db/folder.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { StartFailure } from '#lib/server/db/start-failure.ts';

try {
	const database = await openEmbedded(dataFolder());
	process.on('SIGTERM', () => void database.close().then(() => process.exit(0)));
	await migrate(database.ownerUrl);
	process.stdout.write(`${JSON.stringify({ ...database, folder: dataFolder() })}\n`);
	setInterval(() => undefined, 1_000_000);
} catch (error) {
	process.stderr.write(error instanceof StartFailure ? error.message : `unexpected: ${String(error)}`);
	process.exitCode = 1;
}
