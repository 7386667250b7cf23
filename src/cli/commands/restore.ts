import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { connect } from '#lib/server/db/connect.ts';
import { userOf } from '#lib/server/db/open.ts';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import { eraseAgain, sayCounts } from '../backup/erasures.ts';
import { ERASURES } from '../backup/keep.ts';
import { restoreAnyVersion } from '../backup/restore-older.ts';
import { requireSettings } from '../settings.ts';
import type { Command } from './command.ts';

export const restore: Command = {
	summary:
		'Fills an empty database from an archive of this version or an older one, then erases again whoever was erased since and takes back again consents, ' +
		'cards and roles: erasures.ndjson beside the archive says which; take the newest one. All of the archive or nothing. Everybody must sign in again.',
	usage: '--from <archive> [--erasures <file>]',
	options: { from: { type: 'string' }, erasures: { type: 'string' } },

	async run(database, values, now) {
		const from = String(values['from'] ?? '');
		if (from === '') throw new StartFailure('Say from what: npm run admin -- restore --from /a/folder/archive.hocso');
		const erasures = String(values['erasures'] ?? join(dirname(from), ERASURES));
		if (!existsSync(erasures)) {
			throw new StartFailure(
				`There is no ${erasures}, which says who was erased since: name it with --erasures, or make an empty file there ` +
					'if nobody ever was. Nothing was changed.'
			);
		}
		const { HOC_SO_MEDIA } = requireSettings();
		const user = userOf(database.url);
		const { manifest, rows, files } = await restoreAnyVersion(database.ownerUrl, user, from, HOC_SO_MEDIA);
		const { db, close } = connect(database.url, { max: 1, statementTimeout: 0 });
		try {
			console.log(
				`restored: ${rows} rows and ${files} recordings, as of ${manifest.madeAt} (version ${manifest.version})`
			);
			console.log(`again: ${sayCounts(await eraseAgain(db, erasures, now))}`);
		} finally {
			await close();
		}
	}
};
