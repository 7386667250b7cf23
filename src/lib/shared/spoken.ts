/**
 * The languages in which something can be recorded, by ISO 639-3 code, as their speakers call them in Vietnamese.
 * What is written is always Vietnamese; a recording in another language says the same.
 */
export const SPOKEN_LANGUAGES = {
	vie: 'tiếng Việt',
	jra: 'tiếng Jrai',
	tyz: 'tiếng Tày',
	hmv: 'tiếng Mông',
	bdq: 'tiếng Ba Na',
	rad: 'tiếng Ê Đê',
	mtq: 'tiếng Mường',
	tai: 'tiếng Thái',
	nut: 'tiếng Nùng',
	khm: 'tiếng Khmer',
	cjm: 'tiếng Chăm'
} as const;
export type SpokenLanguage = keyof typeof SPOKEN_LANGUAGES;

/** A recording of a text, and where it is served. */
export interface Recording {
	language: SpokenLanguage;
	address: string;
}

/** Slow readers take no longer than this for a word. */
const SECONDS_A_WORD = 1;

/** How long a recording of a text plays at most, in seconds, without looking into the file. */
export function longestPlay(text: string): number {
	return text.split(/\s+/u).length * SECONDS_A_WORD;
}

/** A question as it is said aloud before its options, which are shown in an order of their own and so said apart. */
export function questionScript(question: {
	situation: string | null;
	message: { from: string; text: string } | null;
	ask: string;
}): string {
	const { situation, message, ask } = question;
	const came = message && `Tin nhắn, từ ${message.from}: ${message.text}`;
	return [situation, came, ask].filter((part) => part !== null).join('\n');
}
