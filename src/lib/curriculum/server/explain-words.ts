import type { GlossaryWord } from '../content.ts';
import { escapeHtml } from './screen.ts';

/** More would crowd a lesson: those that come first are explained, the others stand in the list of words. */
const MOST_WORDS = 4;

/** A tag, or text between tags; HTML from `sanitise` holds nothing else. */
const PIECE = /<(\/?)([a-z][a-z0-9]*)([^>]*)>|[^<]+/g;
/** Labels, links, headings and drawn screens are not read as sentences. */
const SILENT = /^(a|h2|figure|figcaption)$/;
const KEY = /class="key"/;

const BEFORE = String.raw`(?<![\p{L}\p{M}\p{N}_@./-])`;
const AFTER = String.raw`(?![\p{L}\p{M}\p{N}_@]|[-.][\p{L}\p{N}])`;

/** Puts explanations into drawn lessons. The glossary is looked through once, when this is made. */
export function wordExplainer(glossary: readonly GlossaryWord[]): (html: string) => string {
	const owners = new Map<string, GlossaryWord>();
	for (const word of glossary) {
		for (const form of word.forms.flatMap((one) => [one, capital(one)])) {
			const written = escapeHtml(form.normalize('NFC'));
			if (!owners.has(written)) owners.set(written, word);
		}
	}
	if (owners.size === 0) return (html) => html;
	const longestFirst = [...owners.keys()].sort((a, b) => b.length - a.length).map(literally);
	const known = new RegExp(`${BEFORE}(?:${longestFirst.join('|')})${AFTER}`, 'gu');
	return (html) => explain(html, (text) => [...text.matchAll(known)].flatMap(([form]) => owners.get(form) ?? []));
}

/**
 * A lesson's HTML with each of its first few hard words explained after the block (paragraph, list, note) in which it
 * first stands. Opening an explanation needs no script.
 */
function explain(html: string, wordsIn: (text: string) => GlossaryWord[]): string {
	const explained = new Set<GlossaryWord>();
	let [written, waiting, depth, silentBelow] = ['', '', 0, 0];
	for (const [piece, closing, tag, rest = ''] of html.matchAll(PIECE)) {
		written += piece;
		if (tag === undefined) {
			if (silentBelow > 0) continue;
			for (const word of wordsIn(piece)) {
				if (explained.has(word) || explained.size === MOST_WORDS) continue;
				explained.add(word);
				waiting += explanationOf(word);
			}
		} else if (tag === 'br') {
			continue;
		} else if (closing) {
			if (depth === silentBelow) silentBelow = 0;
			depth -= 1;
			if (depth > 0) continue;
			written += waiting;
			waiting = '';
		} else {
			depth += 1;
			if (silentBelow === 0 && (SILENT.test(tag) || KEY.test(rest))) silentBelow = depth;
		}
	}
	return written;
}

function explanationOf({ word, means }: GlossaryWord): string {
	const summary = `${escapeHtml(capital(word))} là gì?`;
	return `<details class="word"><summary>${summary}</summary><p>${escapeHtml(means)}</p></details>`;
}

/** As at the start of a sentence; "mã OTP" becomes "Mã OTP". */
function capital(text: string): string {
	return text.slice(0, 1).toLocaleUpperCase('vi') + text.slice(1);
}

function literally(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
