import { connect } from '#lib/server/db/connect.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { type OpenDatabase, userOf } from '#lib/server/db/open.ts';
import { type Announcement, STEPS } from './preparation.ts';

/** Migrates the database and takes every step of the preparation. Throws; may be tried again. */
export async function readyDatabase({ ownerUrl, url, isEmbedded }: OpenDatabase): Promise<Announcement[]> {
	await migrate(ownerUrl, userOf(url));
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
