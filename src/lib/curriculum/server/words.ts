import type { BodyPart } from './body.ts';

/** A paragraph or list item of a lesson as it is read aloud, and the line of the body on which it starts. */
export interface Paragraph {
	line: number;
	text: string;
	listed: boolean;
}

/** How many tiếng (syllables, which Vietnamese writes apart) a text has. */
export function countWords(text: string): number {
	return text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** The sentences of a text. A number such as 500.000 holds no end of a sentence, since no space follows its point. */
export function sentencesOf(text: string): string[] {
	return text
		.split(/(?<=[.!?…]["”)]?)\s+/u)
		.map((sentence) => sentence.trim())
		.filter((sentence) => countWords(sentence) > 0);
}

/** What a lesson says in sentences: everything but its drawn screens. Labels of buttons keep their brackets. */
export function paragraphsOf(parts: readonly BodyPart[]): Paragraph[] {
	return parts.flatMap((part) => (part.kind === 'screen' ? [] : paragraphsIn(part)));
}

function paragraphsIn(part: BodyPart): Paragraph[] {
	const paragraphs: Paragraph[] = [];
	let open: Paragraph | null = null;
	part.text.split('\n').forEach((written, index) => {
		const marker = /^\s*(?:[-*+]|\d+[.)])\s+/.exec(written)?.[0] ?? '';
		const heading = /^#+\s/.test(written);
		const text = written
			.slice(marker.length)
			.replace(/^#+\s|\*\*/gu, '')
			.trim();
		if (text === '') open = null;
		else if (open && !marker && !heading) open.text += ` ${text}`;
		else paragraphs.push((open = { line: part.line + index, text, listed: marker !== '' }));
		if (heading) open = null;
	});
	return paragraphs;
}
