// Stands for the application in the tests of its database: opens and migrates it like `npm start`, says so in one line
// of JSON, and closes it when it is told to stop.
import { openEmbedded } from '#lib/server/db/embedded.ts';
import { dataFolder } from '#lib/server/db/folder.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { connect } from '#lib/server/db/connect.ts';
import { StartFailure } from '#lib/server/db/start-failure.ts';

try {
	const database = await openEmbedded(dataFolder());
	await migrate(database.ownerUrl);
	const pool = connect(database.url, { max: 1 });
	await pool.db.execute('select 1');
	process.on('SIGTERM', () => {
		void pool
			.close()
			.then(database.close)
			.then(() => process.exit(0));
	});
	process.stdout.write(`${JSON.stringify({ ...database, folder: dataFolder() })}\n`);
} catch (error) {
	process.stderr.write(error instanceof StartFailure ? error.message : `unexpected: ${String(error)}`);
	process.exit(1);
}
