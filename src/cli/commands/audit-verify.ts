import { chainAudit } from '#lib/server/audit-chain.ts';
import { verifyAudit, type KnownLink, type Verdict } from '#lib/server/audit-verify.ts';
import { connect } from '#lib/server/db/connect.ts';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import type { Command } from './command.ts';

const WHY: Record<Extract<Verdict, { intact: false }>['why'], string> = {
	changed: 'was changed after it was written',
	deleted: 'was deleted before its time',
	added: 'was added where none was',
	chain_changed: 'has a link that does not follow the one before',
	known_link_missing: 'no longer has the link that was written down'
};

export const auditVerify: Command = {
	summary:
		'Chains the newest entries of the audit, then says whether it is intact or names the first entry that is not. ' +
		'Write the last link down somewhere else: with --known it shows even a chain that was written anew.',
	usage: '[--known <entry>:<hash>]',
	options: { known: { type: 'string' } },

	async run(database, values, now) {
		const known = readKnown(values['known']);
		const { db, close } = connect(database.url, { max: 1, statementTimeout: 0 });
		try {
			await chainAudit(db, now);
			const verdict = await verifyAudit(db, now, known);
			if (!verdict.intact) throw new StartFailure(`broken: entry ${verdict.entryId} ${WHY[verdict.why]}.`);
			const { entries, expired, head } = verdict;
			console.log(`intact: ${entries} entries, and ${expired} deleted after their time.`);
			if (head) console.log(`last link: ${head.entryId}:${head.hash}`);
		} finally {
			await close();
		}
	}
};

function readKnown(text: string | boolean | undefined): KnownLink | null {
	if (text === undefined) return null;
	const [, entry = '', hash = ''] = /^(\d+):([0-9a-f]{64})$/.exec(String(text)) ?? [];
	if (entry === '') throw new StartFailure('--known is what an earlier run printed as "last link".');
	return { entryId: Number(entry), hash };
}
