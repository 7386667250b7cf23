import { fillAddress } from '../address.ts';
import type { Address, Lesson, Module, Question } from '../content.ts';
import { questionScript } from '#lib/shared/spoken.ts';
import { cutBody, type BodyPart } from './body.ts';

/** A text that is said aloud, and what it is, for the list of those who record. */
export interface Script {
	what: string;
	text: string;
}

const SAID_BEFORE: Partial<Record<BodyPart['kind'], string>> = {
	tip: 'Mẹo.',
	warning: 'Không bao giờ làm.',
	try: 'Tự làm thử.',
	fallback: 'Nếu không được thì.',
	helpers: 'Ai giúp.'
};

type Said = Pick<Lesson, 'title' | 'goal' | 'body'>;

/** What is taught does not change while the server runs, and each look at a lesson asks for its words. */
const scripts = new WeakMap<Said, WeakMap<Address, string>>();

/** A lesson as it is said aloud: its title, its goal, and everything written, drawn screens too, in their order. */
export function lessonScript(lesson: Said, address: Address): string {
	const ofLesson = scripts.get(lesson) ?? new WeakMap<Address, string>();
	const script = ofLesson.get(address) ?? writeScript(lesson, address);
	scripts.set(lesson, ofLesson.set(address, script));
	return script;
}

function writeScript(lesson: Said, address: Address): string {
	const body = cutBody(lesson.body.normalize('NFC'), []).map(sayPart);
	return fillAddress([lesson.title.vi, lesson.goal, ...body].join('\n'), address);
}

/** Everything of a module that can be recorded, in the order of the course. The same text is listed once. */
export function listScripts(module: Module, address: Address): Script[] {
	const name = (id: string): string => `${module.id}/${id}`;
	const scripts = [
		...[...module.lessons, ...module.supplements].map((lesson) => ({
			what: name(lesson.id),
			text: lessonScript(lesson, address)
		})),
		...[...module.practice, ...module.test].flatMap((question) => scriptsOf(question, name(question.id), address))
	];
	return [...new Map(scripts.map((script) => [script.text, script])).values()];
}

function scriptsOf(question: Question, name: string, address: Address): Script[] {
	const answers = [
		...question.options.map((option) => option.text),
		...question.steps,
		...question.pairs.flatMap((pair) => [pair.prompt, pair.answer])
	];
	const say = (what: string, text: string): Script => ({ what: `${name}, ${what}`, text: fillAddress(text, address) });
	return [
		say('câu hỏi', questionScript(question)),
		...answers.map((answer) => say('câu trả lời', answer)),
		say('giải thích', question.explain)
	];
}

function sayPart(part: BodyPart): string {
	if (part.kind === 'screen') return `Trên màn hình. ${part.title}. ${sayScreen(part.text)}`;
	const said = SAID_BEFORE[part.kind];
	const text = plain(part.text.replace(/^\s*(\d+)[.)]\s+/gmu, (_, n: string) => `Bước ${n}. `));
	return said === undefined ? text : `${said} ${text}`;
}

/** The words of a drawn screen, each on its own; the one to touch is said to be. */
function sayScreen(text: string): string {
	return text
		.split('\n')
		.flatMap((line) => {
			const [, kind = '', star = '', words = ''] = /^\s*([^:*]+?)\s*(\*?)\s*:\s*(.*)$/u.exec(line) ?? [];
			if (words === '') return [];
			const said = plain(kind === 'phím' ? 'Bàn phím số' : words.replaceAll(/[=|]/gu, ','));
			return [star ? `Chạm vào: ${ended(said)}` : ended(said)];
		})
		.join(' ');
}

/** With a point at its end, where the voice falls. */
function ended(text: string): string {
	return /[.!?:…]$/u.test(text) ? text : `${text}.`;
}

function plain(text: string): string {
	return text
		.replace(/^#+\s+(.*)$/gmu, (_, heading: string) => ended(heading))
		.replace(/\[\[([^\]]*)\]\]/gu, '$1')
		.replace(/\[([^\]]*)\]\([^)]*\)/gu, '$1')
		.replace(/\*\*|^\s*[-*+]\s/gmu, '')
		.replace(/<([^<>]*)>/gu, '$1')
		.replace(/\s+/gu, ' ')
		.trim();
}
