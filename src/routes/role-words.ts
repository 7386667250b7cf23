import { m } from '#lib/messages/compiled/messages.js';

type Texts = Record<string, (() => string) | undefined>;

/** What a role is called; a dash for whoever acted without one. */
export function roleWord(role: string | null): string {
	return role === null ? '–' : ((m as unknown as Texts)[`office_role_${role}`]?.() ?? role);
}

/** What somebody did, in words; a verb that has none is shown as it is written. */
export function verbWord(verb: string): string {
	return (m as unknown as Texts)[`privacy_verb_${verb.replaceAll('.', '_')}`]?.() ?? verb;
}
