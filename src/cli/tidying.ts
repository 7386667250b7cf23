import { tidyAttempts } from '#lib/learning/server/tidy.ts';
import { tidyEvenings } from '#lib/openings/server/tidy.ts';
import { tidyHelpRequests } from '#lib/outreach/server/help-request-tidy.ts';
import { tidyRequests } from '#lib/people/server/tidy.ts';
import { tidyRuns } from '#lib/practice/server/tidy.ts';
import { chainAudit } from '#lib/server/audit-chain.ts';
import { connect } from '#lib/server/db/connect.ts';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { tidyAudit, tidyRateLimits } from '#lib/server/tidy.ts';
import { tidySignIn } from '#lib/sign-in/server/tidy.ts';

const CHAIN_EVERY = 5 * 60_000;
const TIDY_EVERY = 24 * 3_600_000;

/** How many rows went, by what they were. */
export type Tidied = Record<
	'signIns' | 'links' | 'attempts' | 'runs' | 'evenings' | 'helpRequests' | 'requests' | 'rateLimits' | 'auditEntries',
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
			attempts: await tidyAttempts(db, now),
			runs: await tidyRuns(db, now),
			evenings: await tidyEvenings(db, now),
			helpRequests: await tidyHelpRequests(db, now),
			requests: await tidyRequests(db, now),
			rateLimits: await tidyRateLimits(db, now),
			auditEntries: await tidyAudit(owner.db, now)
		};
	} finally {
		await application.close();
		await owner.close();
	}
}

/**
 * While the server runs: chains the audit every few minutes and tidies once a day, both beginning at once. Any number of
 * servers may do it. Returns how to stop.
 */
export function keepTidy(database: Pick<OpenDatabase, 'url' | 'ownerUrl'>): () => Promise<void> {
	let running: Promise<unknown> = Promise.resolve();
	const then = (work: () => Promise<unknown>) => {
		running = running.then(work).catch((error: unknown) => {
			process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), tidying: String(error) })}\n`);
		});
	};
	const chain = () => then(() => chained(database.url));
	const all = () => then(() => tidy(database, new Date()));
	const timers = [setInterval(chain, CHAIN_EVERY), setInterval(all, TIDY_EVERY)];
	for (const timer of timers) timer.unref();
	all();
	chain();
	return async () => {
		for (const timer of timers) clearInterval(timer);
		await running;
	};
}

async function chained(url: string): Promise<void> {
	const { db, close } = connect(url, { max: 1, statementTimeout: 0 });
	try {
		await chainAudit(db, new Date());
	} finally {
		await close();
	}
}
