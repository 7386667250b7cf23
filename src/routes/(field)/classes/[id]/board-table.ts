import { readBoard } from '#lib/classes/server/board.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { boardWords, stateWord } from '../words.ts';

/** The board as a table: one row a person, one column a module. Taking it away is in the audit. */
export async function readBoardTable({ db, actor, library, now, language }: App.Locals, classId: string) {
	const { on, course, board } = await readBoard(db, actor, library, classId, 'copy', now);
	const words = boardWords(course, language);
	const headings = [
		...[m.class_board_person(), m.class_board_state(), m.class_board_stuck_on(), m.class_board_next()],
		...[m.class_board_came(), ...course.modules.map(({ title }) => title[language])]
	];
	const rows = board.people.map(({ name, state, stuck, next, came, modules }) => [
		...[name, stateWord[state](), stuck.map(words.stuck).join('; '), next && words.step(next), came],
		...modules.map((module) => stateWord[module]())
	]);
	return { rows: [headings, ...rows], name: `class-${on}` };
}
