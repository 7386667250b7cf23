import { m } from '#lib/messages/compiled/messages.js';
import type { Relationship } from '#lib/people/consent.ts';

const WORDS: Record<Relationship, () => string> = {
	father: m.privacy_relationship_father,
	mother: m.privacy_relationship_mother,
	grandparent: m.privacy_relationship_grandparent,
	guardian: m.privacy_relationship_guardian
};

/** What a guardian is to the child. */
export function relationshipWord(relationship: Relationship): string {
	return WORDS[relationship]();
}
