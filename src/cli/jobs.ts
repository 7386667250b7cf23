import { clock } from '#lib/access/actor.ts';
import { carryOutDue } from '#lib/approvals/server/carry-out.ts';
import { chainAudit } from '#lib/server/audit-chain.ts';
import { connect, type Db } from '#lib/server/db/connect.ts';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import type { Job } from '#lib/server/jobs.ts';
import { tidy } from './tidying.ts';

type Addresses = Pick<OpenDatabase, 'url' | 'ownerUrl'>;

/** Everything that is done by the clock: its name, when, what. The page of jobs says each in words (job-words.ts). */
export function jobsOf(database: Addresses): Job[] {
	const over = (work: (db: Db, now: Date) => Promise<unknown>) => (now: Date) => withDatabase(database, work, now);
	return [
		{ name: 'approvals', schedule: '* * * * *', work: over((db, now) => carryOutDue(db, clock, now)) },
		{ name: 'audit-chain', schedule: '*/5 * * * *', work: over(chainAudit) },
		{ name: 'tidying', schedule: '10 3 * * *', work: (now) => tidy(database, now) }
	];
}

async function withDatabase(
	{ url }: Addresses,
	work: (db: Db, now: Date) => Promise<unknown>,
	now: Date
): Promise<void> {
	const { db, close } = connect(url, { max: 1, statementTimeout: 0 });
	try {
		await work(db, now);
	} finally {
		await close();
	}
}
