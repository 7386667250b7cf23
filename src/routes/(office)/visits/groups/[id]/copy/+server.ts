import { m } from '#lib/messages/compiled/messages.js';
import { takeVisitList } from '#lib/outreach/server/visit-list.ts';
import { VISIT_MEANS } from '#lib/outreach/visit.ts';
import { writeCsv } from '#lib/server/csv.ts';
import { dayOf, writeDay } from '#lib/shared/dates.ts';
import { markWord, meansWord, reasonWord, stateWord } from '../../../../../visit-words.ts';
import type { RequestHandler } from './$types';

/** The people of a group house by house, to plan the teaching. Taking it away is itself an entry in the audit. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { db, actor, now } = locals;
	const people = await takeVisitList(db, actor, params.id, now);
	const heads = [
		...[m.visits_list_house(), m.visits_list_landmark(), m.visits_list_name(), m.visits_list_called()],
		...[m.visits_list_born(), m.visits_list_met(), m.visits_list_mark(), m.visits_list_reason()],
		...VISIT_MEANS.map(meansWord)
	];
	const rows = people.map((one) => [
		...[one.house, one.landmark, one.fullName, one.everydayName, one.birthYear],
		...[one.metOn && writeDay(one.metOn), one.mark && markWord(one.mark, null)],
		one.cannotReason && reasonWord(one.cannotReason),
		...VISIT_MEANS.map((kind) => stateWord(one.means[kind] ?? 'unknown'))
	]);
	return new Response(writeCsv([heads, ...rows]), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="visits-${dayOf(now)}.csv"`
		}
	});
};
