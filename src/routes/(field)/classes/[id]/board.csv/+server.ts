import { readBoard } from '#lib/classes/server/board.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { writeCsv } from '#lib/server/csv.ts';
import { boardWords, stateWord } from '../../words.ts';
import type { RequestHandler } from './$types';

/** The board as a table for a spreadsheet: one row a person, one column a module. Taking it away is in the audit. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { db, actor, library, now, language } = locals;
	const { on, course, board } = await readBoard(db, actor, library, params.id, 'copy', now);
	const words = boardWords(course, language);
	const headings = [
		...[m.class_board_person(), m.class_board_state(), m.class_board_stuck_on(), m.class_board_next()],
		...[m.class_board_came(), ...course.modules.map(({ title }) => title[language])]
	];
	const rows = board.people.map(({ name, state, stuck, next, came, modules }) => [
		...[name, stateWord[state](), stuck.map(words.stuck).join('; '), next && words.step(next), came],
		...modules.map((module) => stateWord[module]())
	]);
	return new Response(writeCsv([headings, ...rows]), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="class-${on}.csv"`
		}
	});
};
