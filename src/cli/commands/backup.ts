import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import { sayCounts } from '../backup/erasures.ts';
import { archiveName, backUp, ERASURES } from '../backup/keep.ts';
import { requireSettings } from '../settings.ts';
import type { Command } from './command.ts';

export const backup: Command = {
	summary:
		'Writes everything into one archive, as it is at one moment, while people go on working: the database and the recordings, ' +
		'with checksums. It holds names and secrets: keep it where only operators come. Beside it stands erasures.ndjson, ' +
		'which says who was erased and what was taken back, by number: copy the newest one along with every archive.',
	usage: '[--to <file or folder>]   (HOC_SO_BACKUPS when not said)',
	options: { to: { type: 'string' } },

	async run(database, values, now) {
		const { HOC_SO_BACKUPS, HOC_SO_MEDIA } = requireSettings();
		const to = String(values['to'] ?? HOC_SO_BACKUPS ?? '');
		if (to === '') throw new StartFailure('Say where: npm run admin -- backup --to /a/folder/');
		const isFolder = values['to'] === undefined || /[/\\]$/.test(to) || (existsSync(to) && statSync(to).isDirectory());
		const file = isFolder ? join(to, archiveName(now)) : to;
		if (existsSync(file)) throw new StartFailure(`${file} exists already: say another name.`);
		const { rows, taken } = await backUp(database, file, HOC_SO_MEDIA, now);
		console.log(`archive: ${file} (${rows} rows, ${Math.ceil(statSync(file).size / 1024)} KB)`);
		console.log(`so far: ${sayCounts(taken)}, in ${join(dirname(file), ERASURES)}`);
	}
};
