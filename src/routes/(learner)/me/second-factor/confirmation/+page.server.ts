import { redirect } from '@sveltejs/kit';
import { findLoginName } from '#lib/sign-in/server/account.ts';
import { oneTimeCodeInput } from '#lib/sign-in/server/input.ts';
import { writeKey } from '#lib/sign-in/one-time-code.ts';
import { confirmSecondFactor, findOfferedKey } from '#lib/sign-in/server/second-factor.ts';
import { keyAddress } from '#lib/sign-in/server/totp.ts';
import { qrOf } from '#lib/sign-in/qr.ts';
import { act } from '../../../../form.ts';
import { whoIsHere } from '../../staff.ts';
import type { Actions, PageServerLoad } from './$types';

/** The key that she takes into her phone; it counts once she has typed what the phone then shows. */
export const load: PageServerLoad = async ({ locals, request }) => {
	const { db, signIn, now } = locals;
	const { id } = whoIsHere(locals);
	const key = await findOfferedKey(db, id, now);
	// After the confirming post the key is taken, and the answer shows recovery codes instead.
	if (key === null && request.method === 'GET') redirect(303, '/me/second-factor');
	if (key === null) return { key: null };
	const label = (await findLoginName(db, id)) ?? signIn?.name ?? '';
	const address = keyAddress(key, label);
	return { key: { text: writeKey(key), address, qr: qrOf(address) } };
};

export const actions: Actions = {
	// The recovery codes are shown in the answer itself and never again: only their hashes are kept.
	default: (event) =>
		act(event, oneTimeCodeInput, async ({ oneTimeCode }) => {
			const { db, now } = event.locals;
			return { codes: await confirmSecondFactor(db, whoIsHere(event.locals), oneTimeCode, now) };
		})
};
