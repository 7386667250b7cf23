import { connect } from '#lib/server/db/connect.ts';
import { writeSetting } from '#lib/server/installation.ts';
import { FOLD_VERSION, readContent } from '../preparation.ts';
import { runCommand } from '../run-command.ts';
import { requireSettings } from '../settings.ts';
import { makeSample } from './make.ts';

// A process of its own, because inventing thousands of people takes memory that the server should not keep.
await runCommand(async () => {
	const { DATABASE_URL = '' } = requireSettings();
	const library = readContent();
	const { db, close } = connect(DATABASE_URL, { max: 1, statementTimeout: 0, lockTimeout: 0, genericPlans: true });
	try {
		// Whole or not at all: a start that is broken off leaves an empty database.
		await db.transaction(async (tx) => {
			await makeSample(tx, library, new Date());
			await writeSetting(tx, 'fold_version', FOLD_VERSION);
		});
	} finally {
		await close();
	}
});
