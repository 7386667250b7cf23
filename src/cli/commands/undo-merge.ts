import { atConsole } from '#lib/access/actor.ts';
import { record } from '#lib/ledger/server/record.ts';
import { undoMerge } from '#lib/people/server/merging.ts';
import { connect } from '#lib/server/db/connect.ts';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import { isId, newId } from '#lib/shared/ids.ts';
import type { Command } from './command.ts';

export const undoLateMerge: Command = {
	summary:
		'Takes two records apart that were merged by mistake, also after the thirty days in which officers may. Look first ' +
		'at what has been built on the merge since: reports and certificates stay as they were issued.',
	usage: '--person <id> --merge <id>',
	options: { person: { type: 'string' }, merge: { type: 'string' } },

	async run(database, { person, merge }, now) {
		const [personId, mergeId] = [String(person ?? ''), String(merge ?? '')];
		if (!isId(personId) || !isId(mergeId)) {
			throw new StartFailure(
				'Say which: --person and --merge, as her page says: the end of its address, and the code beside the merge.'
			);
		}
		const { db, close } = connect(database.url, { max: 1 });
		try {
			await record(db, atConsole, undoMerge, { eventId: newId(now), personId, mergeId }, now);
			console.log('The two records stand for themselves again.');
		} finally {
			await close();
		}
	}
};
