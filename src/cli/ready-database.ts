import { connect } from '#lib/server/db/connect.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { type OpenDatabase, userOf } from '#lib/server/db/open.ts';
import { backUpBefore } from './backup/keep.ts';
import { type Announcement, STEPS } from './preparation.ts';

/**
 * Migrates the database, after an archive of it in the folder of backups where one is set, and takes every step of the
 * preparation. Throws; may be tried again.
 */
export async function readyDatabase(
	{ ownerUrl, url, isEmbedded }: OpenDatabase,
	backups?: string
): Promise<Announcement[]> {
	await migrate(ownerUrl, userOf(url), () => backUpBefore(ownerUrl, backups, new Date()));
	const unlimited = { statementTimeout: 0, lockTimeout: 0 };
	const application = connect(url, { ...unlimited, genericPlans: true });
	const owner = connect(ownerUrl, { ...unlimited, max: 1 });
	try {
		const announcements: Announcement[] = [];
		for (const step of STEPS) {
			announcements.push(...(await step({ db: application.db, owner: owner.db, url, isEmbedded, now: new Date() })));
		}
		return announcements;
	} finally {
		await application.close();
		await owner.close();
	}
}
