import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { atConsole } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { writeAudit } from '#lib/server/audit.ts';
import { connect } from '#lib/server/db/connect.ts';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import { exportWards, wardsOf } from '../tenant/export.ts';
import type { Command } from './command.ts';

export const exportPlace: Command = {
	summary:
		'Writes everything that is kept about a ward or a province into a new folder: a CSV for each table and manifest.json, ' +
		'which says what each holds, since when and how many rows, with checksums. No passwords, cards or other secrets, and ' +
		'nothing of other places. It holds names: hand it to whoever is entitled to it, over a safe way. Leaves an entry in ' +
		'the audit of every ward. Not a backup: nothing is restored from it.',
	usage: '--place <code of a ward or a province>[,<another>] --to <folder>',
	options: { place: { type: 'string' }, to: { type: 'string' } },

	async run(database, values, now) {
		const places = String(values['place'] ?? '')
			.split(',')
			.map((place) => place.trim())
			.filter((place) => place !== '');
		const to = String(values['to'] ?? '');
		if (places.length === 0 || to === '')
			throw new StartFailure('Say of where and where to: npm run admin -- export --place 00082 --to /a/folder');
		const folder = join(to, `hoc-so-${places.join('-').slice(0, 60)}-${now.toISOString().slice(0, 10)}`);
		if (existsSync(folder)) throw new StartFailure(`${folder} exists already: say another place, or take it away.`);
		const { db, close } = connect(database.url, { max: 1 });
		let wards: string[];
		try {
			wards = await wardsOf(db, places);
			// Before the first name is read, so that nothing goes out of which no auditor learns.
			for (const wardCode of wards) {
				allow(atConsole, 'export.make', { wardCode });
				await writeAudit(db, atConsole, 'export.make', { kind: 'ward', id: wardCode, of: { wardCode } }, now);
			}
		} finally {
			await close();
		}
		const { tables } = await exportWards(database.ownerUrl, wards, folder, now);
		console.log(`export: ${folder} (${tables.length} tables, ${tables.reduce((sum, { rows }) => sum + rows, 0)} rows)`);
	}
};
