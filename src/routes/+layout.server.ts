import { findHelp } from '#lib/openings/server/help.ts';
import { badgeOf } from '#lib/ui/badge.ts';
import type { LayoutServerLoad } from './$types';

/** What every page shows: who is learning on this device, and how the reader wants to read. */
export const load: LayoutServerLoad = async ({ locals, url }) => {
	const { db, now, signIn, actor, tablet, language, textSize, sample, address } = locals;
	return {
		signIn: signIn && { id: signIn.id, name: signIn.name, badge: badgeOf(signIn.personId) },
		tablet: tablet && {
			number: tablet.number,
			help: signIn && (await findHelp(db, signIn.id, now)),
			locks: signIn !== null && url.pathname !== '/lock'
		},
		staff: actor.kind === 'person' && actor.grants.length > 0,
		language,
		textSize,
		sample,
		address
	};
};
