import type { Audience } from '#lib/curriculum/content.ts';
import { m } from '#lib/messages/compiled/messages.js';

/** Where the modules of one kind of learners are listed, and how that list is called. */
export function listOf(audience: Audience): { href: string; title: string } {
	if (audience === 'officials') return { href: '/learn/officials', title: m.public_learn_officials_title() };
	if (audience === 'trainers') return { href: '/learn/trainers', title: m.public_learn_trainers_title() };
	return { href: '/learn', title: m.public_learn_title() };
}
