import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { GlossaryWord } from '../content.ts';
import type { Placed, Problem } from './problems.ts';
import { take } from './say-issue.ts';
import { parseYaml, readText } from './source.ts';
import { countWords, sentencesOf } from './words.ts';

const LONGEST_SENTENCE = 25;
const MOST_SENTENCES = 3;

const text = z
	.string()
	.transform((value) => value.replace(/\s+/gu, ' ').trim())
	.pipe(z.string().min(1));
const glossaryInput = z.array(z.strictObject({ word: text, forms: z.array(text).min(1), means: text }));

/** The words that stop a reader, explained. A library may have none; a word or form that stands twice is a problem. */
export function takeGlossary(root: string, file: string, problems: Problem[]): Placed<GlossaryWord>[] {
	if (!existsSync(join(root, file))) return [];
	const written = readText(root, file, problems);
	const yaml = written === null ? null : parseYaml(written, file, 1, problems);
	const words = yaml && take(glossaryInput, yaml, [], yaml.value, problems);
	if (!yaml || !words) return [];
	const seen = new Map<string, string>();
	words.forEach(({ word, forms }, index) => {
		forms.forEach((form, f) => {
			const other = seen.get(form);
			if (other !== undefined) {
				const say = `Cách viết "${form}" đã có ở từ "${other}". Hãy xóa một.`;
				problems.push({ ...yaml.at(index, 'forms', f), say });
			}
			seen.set(form, word);
		});
		if (words.findIndex((one) => one.word === word) < index) {
			problems.push({ ...yaml.at(index, 'word'), say: `Từ "${word}" có hai lần. Hãy gộp lại làm một.` });
		}
	});
	return words.map((value, index) => ({ value, at: (...path) => yaml.at(index, ...path) }));
}

/** What makes an explanation itself hard to read; each with its place. */
export function measureGlossary(glossary: readonly Placed<GlossaryWord>[]): Problem[] {
	return glossary.flatMap(({ value, at }) => {
		const sentences = sentencesOf(value.means);
		const long = sentences.find((sentence) => countWords(sentence) > LONGEST_SENTENCE);
		const problems: Problem[] = [];
		if (sentences.length > MOST_SENTENCES) {
			const say = `Lời giải thích có ${sentences.length} câu. Hãy để nhiều nhất ${MOST_SENTENCES} câu.`;
			problems.push({ ...at('means'), say });
		}
		if (long !== undefined) {
			const say = `Câu "${long.slice(0, 40)}…" dài ${countWords(long)} tiếng. Hãy viết ngắn lại, nhiều nhất ${LONGEST_SENTENCE}.`;
			problems.push({ ...at('means'), say });
		}
		return problems;
	});
}
