import { sql } from 'drizzle-orm';
import { connect, type Db } from '#lib/server/db/connect.ts';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import { readSetting } from '#lib/server/installation.ts';
import { readyDatabase } from '../ready-database.ts';
import type { Command } from './command.ts';

/** What is the same for every installation and stays when the sample is made afresh. */
const KEPT = ['provinces', 'wards', 'place_names', 'content_versions'];

export const seedSample: Command = {
	summary:
		'Makes two sample communes with invented people in an empty database. --reset throws an earlier sample away first.',
	usage: '[--reset]',
	options: { reset: { type: 'boolean' } },

	async run(database, values) {
		const owner = connect(database.ownerUrl, { max: 1, statementTimeout: 0 });
		try {
			if (values['reset']) await throwSampleAway(owner.db);
			const announcements = await readyDatabase({ ...database, isEmbedded: true });
			if (announcements.length === 0) {
				throw new StartFailure('This database holds data that are not sample data: nothing was changed.');
			}
			for (const { label, path } of announcements) console.log(`${label}: ${path}`);
		} finally {
			await owner.close();
		}
	}
};

/** Only ever of a database that says of itself that its data are invented. */
async function throwSampleAway(owner: Db): Promise<void> {
	const [table] = await owner.execute<{ there: boolean }>(sql`select to_regclass('installation') is not null there`);
	if (!table?.there || (await readSetting<boolean>(owner, 'sample')) !== true) return;
	const tables = await owner.execute<{ name: string }>(
		sql`select tablename name from pg_tables where schemaname = 'public' and tablename not in ${KEPT}`
	);
	const names = sql.join(
		tables.map(({ name }) => sql.identifier(name)),
		sql`, `
	);
	await owner.execute(sql`truncate table ${names}`);
}
