import { m } from '#lib/messages/compiled/messages.js';
import { copyRoster } from '#lib/rosters/server/copy.ts';
import { readRoster } from '#lib/rosters/server/roster.ts';
import { listRejected } from '#lib/rosters/server/rows.ts';
import { wardOf } from '#lib/rosters/server/ward.ts';
import { may } from '#lib/access/permissions.ts';
import { notFound } from '#lib/shared/errors.ts';
import { reasonWords } from '../../(office)/rosters/roster-words.ts';
import { titleOfPlace } from '../../place-title.ts';
import type { TableList } from './exported-list.ts';

/** Who lives in a ward, as a file that can be corrected and sent back. */
export const rosterCopy: TableList = {
	verb: 'roster.read',
	async about(locals, subject) {
		const of = await wardOf(locals.db, subject);
		if (!may(locals.actor, 'roster.read', of)) throw notFound();
		const title = m.export_roster_copy({ ward: await titleOfPlace(locals, of.wardCode) });
		return { title, of, page: `/rosters?ward=${of.wardCode}`, count: null };
	},
	rows: ({ reports, actor, now }, subject) => copyRoster(reports, actor, subject, now),
	// The code and the names are wider than numbers.
	widths: [38, 28, 16, 10, 20, 24]
};

/** The rows of a file that were not written, each with its line and why: to be put right and sent again. */
export const rosterRejected: TableList = {
	verb: 'roster.read',
	async about({ db, actor }, subject) {
		const { wardCode, fileName } = await readRoster(db, actor, subject);
		const { rows } = await listRejected(db, actor, subject);
		const title = m.export_roster_rejected({ file: fileName });
		return {
			title,
			of: await wardOf(db, wardCode),
			page: `/rosters/${subject}`,
			count: () => Promise.resolve(rows.length)
		};
	},
	async rows({ db, actor }, subject) {
		const { headings, rows } = await listRejected(db, actor, subject);
		return [
			[m.roster_line_heading(), m.roster_reason_heading(), ...headings],
			...rows.map(({ line, reasons, cells }) => [line, reasonWords(reasons), ...cells])
		];
	}
};
