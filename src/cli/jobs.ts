import { join } from 'node:path';
import { clock } from '#lib/access/actor.ts';
import { carryOutDue } from '#lib/approvals/server/carry-out.ts';
import { issueDue } from '#lib/certificates/server/issue.ts';
import { remindOfDuties } from '#lib/compliance/server/reminders-duties.ts';
import { tellHeads } from '#lib/compliance/server/reminders-heads.ts';
import { openCycles } from '#lib/compliance/server/sweep.ts';
import { closeExpired } from '#lib/ledger/server/close-expired.ts';
import { computeItemStatistics } from '#lib/ledger/server/item-statistics.ts';
import { chainAudit } from '#lib/server/audit-chain.ts';
import { connect, type Db } from '#lib/server/db/connect.ts';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import type { Job } from '#lib/server/jobs.ts';
import { openMailer } from '#lib/server/mail.ts';
import type { Settings } from '#lib/server/settings.ts';
import { writeErasures } from './backup/erasures.ts';
import { backUpDaily, ERASURES } from './backup/keep.ts';
import { readContent } from './preparation.ts';
import { tidy } from './tidying.ts';

type Addresses = Pick<OpenDatabase, 'url' | 'ownerUrl'>;
export type JobSettings = Pick<Settings, 'SMTP_URL' | 'MAIL_FROM' | 'PUBLIC_URL' | 'HOC_SO_BACKUPS' | 'HOC_SO_MEDIA'>;

/** Everything that is done by the clock: its name, when, what. The page of jobs says each in words (job-words.ts). */
export function jobsOf(database: Addresses, settings: JobSettings): Job[] {
	const over = (work: (db: Db, now: Date) => Promise<unknown>) => (now: Date) => withDatabase(database, work, now);
	const { HOC_SO_BACKUPS: folder, HOC_SO_MEDIA: media } = settings;
	return [
		{ name: 'approvals', schedule: '* * * * *', work: over((db, now) => carryOutDue(db, clock, now)) },
		{ name: 'audit-chain', schedule: '*/5 * * * *', work: over(chainAudit) },
		{ name: 'certificates', schedule: '20 4 * * *', work: over((db, now) => issueDue(db, readContent(), now)) },
		{ name: 'cycles', schedule: '0 6 * * *', work: over((db, now) => openCycles(db, now)) },
		{ name: 'expired-tests', schedule: '*/5 * * * *', work: over(closeExpired) },
		{ name: 'item-statistics', schedule: '40 3 * * *', work: over(computeItemStatistics) },
		{ name: 'reminders', schedule: '30 7 * * *', work: over((db, now) => remind(db, settings, now)) },
		{ name: 'tidying', schedule: '10 3 * * *', work: (now) => tidy(database, now) },
		...(folder === undefined
			? []
			: [
					{ name: 'backup', schedule: '10 2 * * *', work: (now: Date) => backUpDaily(database, folder, media, now) },
					{ name: 'erasures', schedule: '*/5 * * * *', work: over((db) => writeErasures(db, join(folder, ERASURES))) }
				])
	];
}

/** Everything that people are reminded of, in the application and, where a mail server is set, as letters. */
async function remind(db: Db, settings: JobSettings, now: Date): Promise<void> {
	const mailer = await openMailer(settings);
	try {
		const post = { mailer, address: settings.PUBLIC_URL ?? null };
		await remindOfDuties(db, post, now);
		await tellHeads(db, post, now);
	} finally {
		mailer?.close();
	}
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
