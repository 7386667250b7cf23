import { findMailAddress } from '#lib/sign-in/server/mail-address.ts';
import { findLinkedSince } from '#lib/sign-in/server/provider-accounts.ts';
import { countRecoveryCodes, findSecondFactor } from '#lib/sign-in/server/second-factor-state.ts';
import { readPasswordState } from '#lib/sign-in/server/staff.ts';
import { whoIsHere } from '../staff.ts';
import type { PageServerLoad } from './$types';

/** How she signs in, all in one place. */
export const load: PageServerLoad = async ({ locals }) => {
	const { db, provider } = locals;
	const actor = whoIsHere(locals);
	const factor = await findSecondFactor(db, actor.id);
	return {
		loginName: (await readPasswordState(db, actor)).loginName,
		hasFactor: factor !== null,
		codesLeft: await countRecoveryCodes(db, actor.id),
		provider: provider && { label: provider.label, linked: (await findLinkedSince(db, actor.id)) !== null },
		mailAddress: await findMailAddress(db, actor.id),
		home: actor.grants.length > 0 ? '/work' : '/me'
	};
};
