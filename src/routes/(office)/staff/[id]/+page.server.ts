import { findLoginName } from '#lib/sign-in/server/account.ts';
import { findLinkedSince } from '#lib/sign-in/server/provider-accounts.ts';
import { countRecoveryCodes, findSecondFactor } from '#lib/sign-in/server/second-factor-state.ts';
import { titleOfPost } from '../../../post-title.ts';
import { readForHelp } from './colleague.ts';
import type { PageServerLoad } from './$types';

/** How a colleague signs in, and what can be done when she cannot. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db } = locals;
	const { id, name, roles } = await readForHelp(locals, params.id, 'sign_in_link.make');
	return {
		id,
		name,
		posts: await Promise.all(roles.map(async ({ role, place }) => ({ role, place: await titleOfPost(locals, place) }))),
		hasPassword: (await findLoginName(db, id)) !== null,
		isLinked: (await findLinkedSince(db, id)) !== null,
		hasFactor: (await findSecondFactor(db, id)) !== null,
		codesLeft: await countRecoveryCodes(db, id),
		done: url.searchParams.has('done')
	};
};
