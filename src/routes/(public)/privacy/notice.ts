import type { Address } from '#lib/curriculum/content.ts';
import { m } from '#lib/messages/compiled/messages.js';

type Texts = Record<string, ((address: Record<string, string>) => string) | undefined>;

/**
 * The notice in the reader's language. Its messages are numbered: `privacy_notice_2` is the second heading,
 * `privacy_notice_2_1` the first line under it; the numbers end where the messages do.
 */
export function readNotice({ lower, upper }: Address): { heading: string; lines: string[] }[] {
	const say = (key: string) => (m as unknown as Texts)[`privacy_notice_${key}`]?.({ address: lower, Address: upper });
	return numbered(say).map((heading, index) => ({ heading, lines: numbered((n) => say(`${index + 1}_${n}`)) }));
}

function numbered(say: (number: string) => string | undefined): string[] {
	const texts: string[] = [];
	for (let number = 1; ; number += 1) {
		const text = say(String(number));
		if (text === undefined) return texts;
		texts.push(text);
	}
}
