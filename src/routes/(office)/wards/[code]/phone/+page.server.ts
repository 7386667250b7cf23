import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { placeTitle } from '#lib/territory/place.ts';
import { wardPhoneInput } from '#lib/territory/server/input.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { readWardPhone, setWardPhone } from '#lib/territory/server/ward-phone.ts';
import { act } from '../../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { phone, wardCode } = await readOwnWard(locals, params.code);
	const ward = placeTitle(await readPlace(locals.db, wardCode, dayOf(locals.now)), locals.language);
	return { code: wardCode, ward, phone: phone ?? '' };
};

export const actions: Actions = {
	default: (event) =>
		act(event, wardPhoneInput, async ({ phone }) => {
			const { locals, params } = event;
			const { wardCode } = await readOwnWard(locals, params.code);
			await setWardPhone(locals.db, locals.actor, wardCode, phone, locals.now);
			redirect(303, `/cards?ward=${wardCode}`);
		})
};

/** The ward, to whoever may say its number; to others it is not found. */
async function readOwnWard({ db, actor }: App.Locals, code: string) {
	const { phone, ...ward } = await readWardPhone(db, code);
	if (!may(actor, 'ward_phone.set', ward)) throw notFound();
	return { ...ward, phone };
}
