import { migrate } from '#lib/server/db/migrate.ts';
import { userOf } from '#lib/server/db/open.ts';
import { backUpBefore } from '../backup/keep.ts';
import { requireSettings } from '../settings.ts';
import type { Command } from './command.ts';

export const migrateNow: Command = {
	summary:
		'Brings the database up to this version, as every start does: for installations where the server itself may not. ' +
		'Where HOC_SO_BACKUPS is set, it makes an archive first; otherwise make one yourself.',
	usage: '',
	options: {},

	async run(database) {
		await migrate(database.ownerUrl, userOf(database.url), () =>
			backUpBefore(database.ownerUrl, requireSettings().HOC_SO_BACKUPS, new Date())
		);
		console.log('The database is of this version.');
	}
};
