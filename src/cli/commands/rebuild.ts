import { availableParallelism } from 'node:os';
import { rebuild } from '#lib/ledger/server/rebuild.ts';
import { connect } from '#lib/server/db/connect.ts';
import type { Command } from './command.ts';

export const rebuildRows: Command = {
	summary:
		'Folds the whole log anew and mends every row that is not what it says. Nothing that people did is lost; writes wait meanwhile.',
	usage: '',
	options: {},

	async run(database) {
		const { db, close } = connect(database.url, { max: 1, statementTimeout: 0, lockTimeout: 0, genericPlans: true });
		try {
			console.log(
				`${await rebuild(db, { lanes: { url: database.url, most: availableParallelism() } })} people and groups folded anew.`
			);
		} finally {
			await close();
		}
	}
};
