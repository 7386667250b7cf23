import { migrate } from '#lib/server/db/migrate.ts';
import { userOf } from '#lib/server/db/open.ts';
import type { Command } from './command.ts';

export const migrateNow: Command = {
	summary:
		'Brings the database up to this version, as every start does: for installations where the server itself may not. ' +
		'Make a backup first.',
	usage: '',
	options: {},

	async run(database) {
		await migrate(database.ownerUrl, userOf(database.url));
		console.log('The database is of this version.');
	}
};
