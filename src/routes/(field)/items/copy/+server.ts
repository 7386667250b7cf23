import { fillAddress, DEFAULT_ADDRESS } from '#lib/curriculum/address.ts';
import { findModule } from '#lib/curriculum/library.ts';
import { listItems } from '#lib/learning/server/items.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { writeCsv } from '#lib/server/csv.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { itemFlagWord } from '../../../item-words.ts';
import { itemNoteWord } from '../../../look-words.ts';
import type { RequestHandler } from './$types';

/** The figures of the questions that the page shows, as a CSV file: those to look at, or all of one module. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { db, actor, library, language, now } = locals;
	const { items } = await listItems(db, actor, url.searchParams.get('module'));
	const heads = [
		...[m.items_head_code(), m.items_head_part(), m.items_head_question(), m.items_head_asked(), m.items_head_right()],
		...[m.items_head_recent_asked(), m.items_head_recent_right(), m.items_head_discrimination()],
		...[m.items_head_seconds(), m.items_head_whole_seconds(), m.items_flagged()],
		...[m.looks_head_note(), m.looks_head_on(), m.looks_head_by()]
	];
	const rows = items.map(({ question, flags, look, ...item }) => [
		...[`${question.module}/${question.id}`, findModule(library, item.module)?.title[language] ?? item.module],
		...[fillAddress(question.ask, DEFAULT_ADDRESS), item.asked, item.right, item.recentAsked, item.recentRight],
		item.discrimination === null ? null : Math.round(item.discrimination * 100) / 100,
		...[item.medianSeconds, item.wholeSeconds, flags.map(itemFlagWord).join('; ')],
		...(look ? [itemNoteWord(look.note), dayOf(look.at), look.byName] : [null, null, null])
	]);
	return new Response(writeCsv([heads, ...rows]), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="cau-hoi-${dayOf(now)}.csv"`
		}
	});
};
