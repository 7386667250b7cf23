import type { Address } from '#lib/curriculum/content.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { yearOf, type Day } from '#lib/shared/dates.ts';
import type { Language } from '#lib/shared/ratio.ts';

/**
 * What we ask consent for, and nothing else: keeping a phone number, and, of somebody under sixteen, learning here at
 * all. The record of an adult's learning is needed to run the service: that is told (the notice), not asked.
 */
export const PURPOSES = ['phone', 'learning'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Whose consent it is. */
export type Agreeing = 'herself' | 'guardian';

/** Under this age somebody learns here only with a guardian's consent. */
const OF_AGE = 16;
/** From this age a child is asked too (Law 91/2025/QH15, article 24). */
const ASKED_FROM = 7;

export const RELATIONSHIPS = ['father', 'mother', 'grandparent', 'guardian'] as const;
export type Relationship = (typeof RELATIONSHIPS)[number];

/** Whose consent a learner needs, counted by years as everywhere: nobody's from the year in which she becomes sixteen. */
export function consentsNeeded(birthYear: number, today: Day): Agreeing[] {
	const age = yearOf(today) - birthYear;
	if (age >= OF_AGE) return [];
	return age >= ASKED_FROM ? ['guardian', 'herself'] : ['guardian'];
}

export function isPurpose(text: string): text is Purpose {
	return (PURPOSES as readonly string[]).includes(text);
}

/** The words that are shown and read aloud, and to which somebody says yes or no. */
export function consentText(purpose: Purpose, by: Agreeing, address: Address, locale: Language = 'vi'): string {
	const words = { address: address.lower, Address: address.upper };
	if (purpose === 'phone') return m.privacy_consent_phone(words, { locale });
	return by === 'guardian' ? m.privacy_consent_guardian({}, { locale }) : m.privacy_consent_child({}, { locale });
}

/** Every text of consent that can be listened to. */
export function consentScripts(address: Address): string[] {
	return [
		consentText('phone', 'herself', address),
		consentText('learning', 'guardian', address),
		consentText('learning', 'herself', address)
	];
}
