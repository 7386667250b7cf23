import type { WrittenLibrary } from './library.ts';
import { findMentions } from './mentions.ts';
import type { Problem } from './problems.ts';

/** marks a place of a template (`npm run content:new`) that is still to be written */
const MARK = 'ĐIỀN';

/** Whether a text is still a template's own. */
export function isUnwritten(text: string): boolean {
	return text.includes(MARK);
}

/** What is left of a template, with what the template says should stand there. */
export function checkUnwritten(written: Pick<WrittenLibrary, 'modules' | 'glossary'>): Problem[] {
	return findMentions(written, MARK).map(({ file, line, text }) => {
		const wanted = text.slice(text.indexOf(MARK) + MARK.length).replace(/^[\s–:]+|[\s.?]+$/gu, '');
		return { file, line, say: `Chưa viết: ${wanted}. Hãy viết nội dung thật thay cho "${MARK} – …".` };
	});
}
