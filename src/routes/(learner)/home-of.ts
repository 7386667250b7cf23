import type { Audience } from '#lib/curriculum/content.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { listOf } from '../(public)/learn/list-of.ts';

/** Where somebody goes on when nothing follows: a resident to her own page, colleagues to the list of their modules. */
export function homeOf(audience: Audience): { href: string; title: string } {
	return audience === 'residents' ? { href: '/me', title: m.learner_to_home() } : listOf(audience);
}
