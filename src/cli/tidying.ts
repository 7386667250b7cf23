import { tidyDrills } from '#lib/drills/server/tidy.ts';
import { tidyExports } from '#lib/exports/server/tidy.ts';
import { tidyAttempts, tidyErased } from '#lib/learning/server/tidy.ts';
import { tidyEvenings } from '#lib/openings/server/tidy.ts';
import { tidyHelpRequests } from '#lib/outreach/server/help-request-tidy.ts';
import { tidyRequests } from '#lib/people/server/tidy.ts';
import { tidyRuns } from '#lib/practice/server/tidy.ts';
import { tidyRosters } from '#lib/rosters/server/tidy.ts';
import { connect } from '#lib/server/db/connect.ts';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { tidyAudit, tidyRateLimits } from '#lib/server/tidy.ts';
import { tidySignIn } from '#lib/sign-in/server/tidy.ts';

/** How many rows went, by what they were. */
export type Tidied = Record<
	| 'signIns'
	| 'links'
	| 'exports'
	| 'attempts'
	| 'accommodations'
	| 'runs'
	| 'drills'
	| 'evenings'
	| 'helpRequests'
	| 'requests'
	| 'rosters'
	| 'rateLimits'
	| 'auditEntries',
	number
>;

/** Deletes whatever is kept no longer (docs/data-map.md). Nothing of the log; repeating it changes nothing. */
export async function tidy({ url, ownerUrl }: Pick<OpenDatabase, 'url' | 'ownerUrl'>, now: Date): Promise<Tidied> {
	const application = connect(url, { max: 1, statementTimeout: 0 });
	const owner = connect(ownerUrl, { max: 1, statementTimeout: 0 });
	try {
		const { db } = application;
		return {
			...(await tidySignIn(db, now)),
			exports: await tidyExports(db, now),
			attempts: await tidyAttempts(db, now),
			accommodations: await tidyErased(db),
			runs: await tidyRuns(db, now),
			drills: await tidyDrills(db, now),
			evenings: await tidyEvenings(db, now),
			helpRequests: await tidyHelpRequests(db, now),
			requests: await tidyRequests(db, now),
			rosters: await tidyRosters(db, now),
			rateLimits: await tidyRateLimits(db, now),
			auditEntries: await tidyAudit(owner.db, now)
		};
	} finally {
		await application.close();
		await owner.close();
	}
}
