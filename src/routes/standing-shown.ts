import type { CycleState } from '#lib/compliance/server/standing.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { XLSX_TYPE, writeXlsx } from '#lib/server/xlsx.ts';
import { writeDay } from '#lib/shared/dates.ts';
import { blockerText, cycleStateWord, moduleTitles } from './compliance-words.ts';

/** A line of the lists that leaders see: what is missing, and no score beyond that. */
export function shownStates(states: readonly CycleState[], { library, language }: App.Locals) {
	const titles = moduleTitles(library, language);
	return states.map(
		({ personId, fullName, post, duty, frame, state, due, graceUntil, doneOn, blockers, evidence }) => ({
			...{ personId, fullName: fullName ?? '–', state, due, graceUntil, doneOn, n: frame.n },
			agency: post?.agencyName ?? '–',
			position: post?.position ?? '',
			duty: { id: duty.id, title: duty.title },
			missing: blockers.map((blocker) => blockerText(blocker, titles)),
			elsewhere: evidence.some(({ kind }) => kind === 'elsewhere')
		})
	);
}

export type ShownState = ReturnType<typeof shownStates>[number];

/** The states as a workbook, one line a person, duty and period. */
export async function statesWorkbook(states: readonly ShownState[], name: string, file: string): Promise<Response> {
	const heads = [
		...[m.duty_person(), m.duty_agency(), m.agency_position(), m.duty_title(), m.duty_period({ n: '' }).trim()],
		...[m.duty_state(), m.duty_due_head(), m.duty_done_head(), m.duty_missing(), m.duty_elsewhere()]
	];
	const rows = states.map((one) => [
		...[one.fullName, one.agency, one.position, one.duty.title, one.n, cycleStateWord(one.state), writeDay(one.due)],
		...[one.doneOn === null ? null : writeDay(one.doneOn), one.missing.join('; '), one.elsewhere ? 'x' : null]
	]);
	const book = await writeXlsx([{ name, rows: [heads, ...rows], widths: [28, 26, 24, 34, 6, 16, 12, 12, 60, 14] }]);
	return new Response(new Uint8Array(book), {
		headers: { 'content-type': XLSX_TYPE, 'content-disposition': `attachment; filename="${file}.xlsx"` }
	});
}
