import { m } from '#lib/messages/compiled/messages.js';

/** What a kind of user should do, first things first. */
export interface Guide {
	title: string;
	about: string;
	lead: string;
	sections: { heading: string; steps: string[] }[];
	helps: string;
}

/** Addresses under /help, in the order in which they are offered. */
export const GUIDES = ['residents', 'helpers', 'heads', 'officers', 'civil-servants', 'operators'] as const;
export type GuideId = (typeof GUIDES)[number];

export function isGuide(text: string): text is GuideId {
	return (GUIDES as readonly string[]).includes(text);
}

type Texts = Record<string, ((address: Record<string, string>) => string) | undefined>;

/**
 * A guide in the reader's language. Its messages are numbered: `public_help_heads_2` is the second heading,
 * `public_help_heads_2_1` the first step under it; the numbers end where the messages do.
 */
export function readGuide(id: GuideId, address: { lower: string; upper: string }): Guide {
	const say = (key: string): string | undefined =>
		(m as unknown as Texts)[`public_help_${id.replace('-', '_')}_${key}`]?.({
			address: address.lower,
			Address: address.upper
		});
	return {
		title: say('title') ?? '',
		about: say('about') ?? '',
		lead: say('lead') ?? '',
		sections: numbered(say).map((heading, index) => ({
			heading,
			steps: numbered((number) => say(`${index + 1}_${number}`))
		})),
		helps: say('helps') ?? ''
	};
}

function numbered(say: (number: string) => string | undefined): string[] {
	const texts: string[] = [];
	for (let number = 1; ; number++) {
		const text = say(String(number));
		if (text === undefined) return texts;
		texts.push(text);
	}
}
