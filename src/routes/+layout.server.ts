import { badgeOf } from '#lib/ui/badge.ts';
import type { LayoutServerLoad } from './$types';

/** What every page shows: who is learning on this device, and how the reader wants to read. */
export const load: LayoutServerLoad = ({ locals }) => {
	const { signIn, actor, language, textSize, sample, address } = locals;
	return {
		signIn: signIn && { id: signIn.id, name: signIn.name, badge: badgeOf(signIn.personId) },
		staff: actor.kind === 'person' && actor.grants.length > 0,
		language,
		textSize,
		sample,
		address
	};
};
