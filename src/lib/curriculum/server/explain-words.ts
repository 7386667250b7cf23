import type { GlossaryWord } from '../content.ts';
import { escapeHtml } from './screen.ts';

/** More would crowd a lesson: the rarest are explained, the others stand in the list of words. */
const MOST_WORDS = 4;

/** A tag, or text between tags; HTML from `sanitise` holds nothing else. */
const PIECE = /<(\/?)([a-z][a-z0-9]*)([^>]*)>|[^<]+/g;
/** Labels, links, headings and drawn screens are not read as sentences. */
const SILENT = /^(a|h2|figure|figcaption)$/;
const KEY = /class="key"/;

const BEFORE = String.raw`(?<![\p{L}\p{M}\p{N}_@./-])`;
const AFTER = String.raw`(?![\p{L}\p{M}\p{N}_@]|[-.][\p{L}\p{N}])`;

/** A paragraph, list, note, heading or screen of a drawn lesson, and what is read as sentences in it. */
interface Block {
	html: string;
	texts: string[];
}

/**
 * Explains hard words in drawn lessons: the first few of each lesson, or, where it has more, those that the fewest
 * lessons use, since nobody meets them elsewhere. An explanation stands after the block (paragraph, list, note) in
 * which its word first stands, and opens without script. `lessons` are looked through when the first one is explained.
 */
export function wordExplainer(
	glossary: readonly GlossaryWord[],
	lessons: () => readonly string[]
): (html: string) => string {
	if (glossary.length === 0) return (html) => html;
	const wordsIn = wordFinder(glossary);
	const read = (html: string) => blocksOf(html).map((block) => ({ ...block, words: block.texts.flatMap(wordsIn) }));
	let common: Map<GlossaryWord, number> | null = null;
	const commonness = (word: GlossaryWord): number => {
		common ??= countEach(lessons().map((html) => new Set(read(html).flatMap((block) => block.words))));
		return common.get(word) ?? 0;
	};
	return (html) => {
		const blocks = read(html);
		const found = [...new Set(blocks.flatMap((block) => block.words))];
		const rarest = found.length > MOST_WORDS ? found.sort((a, b) => commonness(a) - commonness(b)) : found;
		const open = new Set(rarest.slice(0, MOST_WORDS));
		// What is explained once is taken out, so that it is not explained again.
		return blocks
			.map((block) => block.html + block.words.map((word) => (open.delete(word) ? explanationOf(word) : '')).join(''))
			.join('');
	};
}

/** The words of a text, each as often as it stands there, by their longest forms. */
function wordFinder(glossary: readonly GlossaryWord[]): (text: string) => GlossaryWord[] {
	const owners = new Map<string, GlossaryWord>();
	for (const word of glossary) {
		for (const form of word.forms.flatMap((one) => [one, capital(one)])) {
			const written = escapeHtml(form.normalize('NFC'));
			if (!owners.has(written)) owners.set(written, word);
		}
	}
	const longestFirst = [...owners.keys()].sort((a, b) => b.length - a.length).map(literally);
	const known = new RegExp(`${BEFORE}(?:${longestFirst.join('|')})${AFTER}`, 'gu');
	return (text) => [...text.matchAll(known)].flatMap(([form]) => owners.get(form) ?? []);
}

function blocksOf(html: string): Block[] {
	const blocks: Block[] = [];
	let block: Block = { html: '', texts: [] };
	let [depth, silentBelow] = [0, 0];
	for (const [piece, closing, tag, rest = ''] of html.matchAll(PIECE)) {
		block.html += piece;
		if (tag === undefined) {
			if (silentBelow === 0) block.texts.push(piece);
		} else if (closing) {
			if (depth === silentBelow) silentBelow = 0;
			depth -= 1;
			if (depth > 0) continue;
			blocks.push(block);
			block = { html: '', texts: [] };
		} else if (tag !== 'br') {
			depth += 1;
			if (silentBelow === 0 && (SILENT.test(tag) || KEY.test(rest))) silentBelow = depth;
		}
	}
	return block.html === '' ? blocks : [...blocks, block];
}

function countEach<T>(sets: readonly Set<T>[]): Map<T, number> {
	const counts = new Map<T, number>();
	for (const one of sets.flatMap((set) => [...set])) counts.set(one, (counts.get(one) ?? 0) + 1);
	return counts;
}

function explanationOf({ word, means }: GlossaryWord): string {
	const summary = `${escapeHtml(capital(word))} là gì?`;
	return `<details class="word"><summary>${summary}</summary><p>${escapeHtml(means)}</p></details>`;
}

/** As at the start of a sentence: "mã OTP" becomes "Mã OTP"; a name such as eTax stays as it is. */
function capital(text: string): string {
	if (/^\p{Ll}\S*\p{Lu}/u.test(text)) return text;
	return text.slice(0, 1).toLocaleUpperCase('vi') + text.slice(1);
}

function literally(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
