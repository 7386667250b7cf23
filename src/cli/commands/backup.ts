import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { connect } from '#lib/server/db/connect.ts';
import { writeSetting } from '#lib/server/installation.ts';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import { writeErasures } from '../backup/erasures.ts';
import { makeBackup } from '../backup/make.ts';
import { requireSettings } from '../settings.ts';
import type { Command } from './command.ts';

/** Who was erased, beside the archives; kept apart from them, since it must outlive each. */
export const ERASURES = 'erasures.ndjson';

export const backup: Command = {
	summary:
		'Writes everything into one archive, as it is at one moment, while people go on working: the database and the recordings, ' +
		'with checksums. It holds names and secrets: keep it where only operators come. Beside it stands erasures.ndjson, ' +
		'which says who was erased, by number: copy the newest one along with every archive.',
	usage: '--to <file or folder>',
	options: { to: { type: 'string' } },

	async run(database, values, now) {
		const to = String(values['to'] ?? '');
		if (to === '') throw new StartFailure('Say where: npm run admin -- backup --to /a/folder');
		const isFolder = existsSync(to) && statSync(to).isDirectory();
		const file = isFolder ? join(to, archiveName(now)) : to;
		if (existsSync(file)) throw new StartFailure(`${file} exists already: say another name.`);
		mkdirSync(dirname(file), { recursive: true });
		const { db, close } = connect(database.url, { max: 1, statementTimeout: 0 });
		try {
			const sums = await makeBackup(database.ownerUrl, file, requireSettings().HOC_SO_MEDIA, now);
			const erased = await writeErasures(db, join(dirname(file), ERASURES));
			await writeSetting(db, 'last_backup', now.toISOString());
			const rows = Object.entries(sums).reduce(
				(sum, [name, { lines }]) => sum + (name.startsWith('file ') ? 0 : lines),
				0
			);
			console.log(`archive: ${file} (${rows} rows, ${Math.ceil(statSync(file).size / 1024)} KB)`);
			console.log(`erased so far: ${erased}, in ${join(dirname(file), ERASURES)}`);
		} finally {
			await close();
		}
	}
};

/** Sorted by name they are sorted by time. */
function archiveName(now: Date): string {
	return `hoc-so-${now.toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-')}.hocso`;
}
