import type { GlossaryWord, Lesson, Module } from '../content.ts';
import type { WrittenLibrary } from './library.ts';
import type { Path, Place, Placed } from './problems.ts';
import { textsOfScenario } from './scenario-texts.ts';
import type { WrittenScenario } from './take-scenario.ts';
import type { Written, WrittenModule, WrittenQuestion } from './take-module.ts';

/** A place in the content that names a word, and what it is a part of. */
export interface Mention extends Place {
	part: 'phần' | 'bài' | 'điều' | 'câu hỏi' | 'bài tập' | 'từ khó';
	/** such as `vneid/hai-muc-do`, `vneid/hai-muc-do#muc-1` for a fact, or `vneid/kt-mat-khau` */
	of: string;
	text: string;
}

type Searched = Pick<WrittenLibrary, 'modules' | 'glossary'>;

type Text = Omit<Mention, keyof Place> & { place: () => Place };

/**
 * Every lesson, fact, question, scenario and explanation that names a word, such as an application that has changed its
 * buttons. Whole words only, small and capital letters alike, unless the word is written in capitals: "AI" is not "ai".
 */
export function findMentions({ modules, glossary }: Searched, word: string): Mention[] {
	const wanted = word.normalize('NFC').trim();
	const escaped = wanted.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
	const flags = wanted === wanted.toUpperCase() ? 'u' : 'iu';
	const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, flags);
	return [...modules.flatMap(textsOf), ...glossary.flatMap(textsOfWord)]
		.filter(({ text }) => pattern.test(text))
		.map(({ place, ...mention }) => ({ ...mention, ...place() }));
}

function textsOf({ head, lessons, practice, test, scenarios }: WrittenModule): Text[] {
	const { title, summary } = head.value;
	return [
		...textsIn(head, 'phần', head.value.id, [
			[title.vi, 'title'],
			[title.en, 'title_en'],
			[summary, 'summary']
		]),
		...bodyOf(head, 'phần', head.value.id),
		...lessons.flatMap(textsOfLesson),
		...[...practice, ...test].flatMap(textsOfQuestion),
		...scenarios.flatMap(textsOfPractice)
	];
}

function textsOfLesson(lesson: Written<Lesson>): Text[] {
	const { module, id, title, goal, facts } = lesson.value;
	const of = `${module}/${id}`;
	return [
		...textsIn(lesson, 'bài', of, [
			[title.vi, 'title'],
			[title.en, 'title_en'],
			[goal, 'goal']
		]),
		...facts.flatMap(({ id: fact, says, source }, index) =>
			textsIn(lesson, 'điều', `${of}#${fact}`, [
				[says, 'facts', index, 'says'],
				[source, 'facts', index, 'source']
			])
		),
		...bodyOf(lesson, 'bài', of)
	];
}

function textsOfQuestion(question: WrittenQuestion): Text[] {
	const { module, id, situation, message, ask, options, steps, pairs, explain } = question.value;
	return textsIn(question, 'câu hỏi', `${module}/${id}`, [
		[situation ?? '', 'situation'],
		[message ? `${message.from}: ${message.text}` : '', 'message'],
		[ask, 'ask'],
		...options.map(({ text }, index): [string, ...Path] => [text, 'options', index]),
		...steps.map((step, index): [string, ...Path] => [step, 'steps', index]),
		...pairs.map(({ prompt, answer }, index): [string, ...Path] => [`${prompt} – ${answer}`, 'pairs', index]),
		[explain, 'explain']
	]);
}

function textsOfPractice(scenario: WrittenScenario): Text[] {
	const { module, id } = scenario.value;
	const texts = textsOfScenario(scenario).map(({ text, path }): [string, ...Path] => [text, ...path]);
	return textsIn(scenario, 'bài tập', `${module}/${id}`, texts);
}

function textsOfWord(word: Placed<GlossaryWord>): Text[] {
	return textsIn(word, 'từ khó', word.value.word, [
		[word.value.word, 'word'],
		[word.value.means, 'means']
	]);
}

function textsIn(
	{ at }: { at: (...path: Path) => Place },
	part: Mention['part'],
	of: string,
	texts: [text: string, ...path: Path][]
): Text[] {
	return texts.map(([text, ...path]) => ({ part, of, text, place: () => at(...path) }));
}

function bodyOf({ file, bodyLine, drawn }: Written<Lesson | Module>, part: Mention['part'], of: string): Text[] {
	return drawn.parts.flatMap(({ title, text, line }) =>
		[title, ...text.split('\n')].map((written, index) => ({
			part,
			of,
			text: written.trim(),
			place: () => ({ file, line: bodyLine + line - 2 + index })
		}))
	);
}
