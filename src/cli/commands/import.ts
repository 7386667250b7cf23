import { existsSync } from 'node:fs';
import { connect } from '#lib/server/db/connect.ts';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { carryOutRoster, officerFor, tryRoster, type Imported } from '../tenant/import.ts';
import type { Command } from './command.ts';

export const importRoster: Command = {
	summary:
		'Reads a file with residents of a ward (CSV, XLSX) in the name of one of its officers, and says what each row would do: ' +
		'nobody is registered by that. With --carry-out and the number that was printed it is done; the officer finds the file ' +
		'under "Danh sách cư dân", where it can be taken back for seven days. Numbers of papers and phones are never kept.',
	usage: '--ward <code> --by <officer> (--file <file> [--group <id>] | --carry-out <number of the file>)',
	options: {
		ward: { type: 'string' },
		by: { type: 'string' },
		file: { type: 'string' },
		group: { type: 'string' },
		'carry-out': { type: 'string' }
	},

	async run(database, values, now) {
		const [wardCode, file, rosterId] = ['ward', 'file', 'carry-out'].map((name) => String(values[name] ?? ''));
		if (!wardCode || (!file && !rosterId))
			throw new StartFailure(
				'Say of which ward, and which file: npm run admin -- import --ward 00082 --file residents.csv'
			);
		if (file && !existsSync(file)) throw new StartFailure(`There is no file ${file}.`);
		const { db, close } = connect(database.url, { max: 2, statementTimeout: 0 });
		try {
			const officer = await officerFor(db, wardCode, String(values['by'] ?? ''), now);
			if (rosterId) {
				print(await carryOutRoster(db, officer, rosterId, now));
			} else {
				const groupId = typeof values['group'] === 'string' ? values['group'] : null;
				const tried = await tryRoster(db, officer, { file: file ?? '', wardCode, groupId }, now);
				print(tried);
				console.log(
					`To do it: npm run admin -- import --ward ${wardCode} --by ${officer.id} --carry-out ${tried.rosterId}`
				);
			}
		} catch (error) {
			if (error instanceof DomainError)
				throw new StartFailure(`Refused: ${error.code}. Nothing was registered.`, error);
			throw error;
		} finally {
			await close();
		}
	}
};

function print({ counts, refused }: Imported): void {
	const { all, new: fresh, changed, same, doubtful, wrong, done } = counts;
	console.log(
		`rows ${all}: new ${fresh}, changed ${changed}, same ${same}, doubtful ${doubtful}, wrong ${wrong}; done ${done}`
	);
	for (const { line, state, reasons } of refused) console.log(`  line ${line} ${state}: ${reasons.join(', ')}`);
}
