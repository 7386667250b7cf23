import { redirect } from '@sveltejs/kit';
import { mayGrant } from '#lib/access/permissions.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { endInput } from '#lib/sign-in/server/input.ts';
import { endRole, readRole, targetOfPlace } from '#lib/sign-in/server/roles.ts';
import { act } from '../../../../form.ts';
import { titleOfPlace } from '../../../../place-title.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { role, name, back } = await readHeld(locals, params.id);
	const { place } = role;
	return { role: role.role, name, back, title: await titleOfPlace(locals, place), today: dayOf(locals.now) };
};

export const actions: Actions = {
	default: (event) =>
		act(event, endInput, async ({ on }) => {
			const { locals, params } = event;
			const { role, back } = await readHeld(locals, params.id);
			await endRole(locals.db, locals.actor, role.id, on, locals.now);
			redirect(303, `/roles?place=${back}&ended`);
		})
};

/** A role that this reader may end; another one is not found. */
async function readHeld({ db, actor, now }: App.Locals, id: string) {
	const role = await readRole(db, id);
	const target = await targetOfPlace(db, role.place, dayOf(now));
	if (!mayGrant(actor, role.role, target)) throw notFound();
	const names = await namesOf(db, [role.personId]);
	return { role, name: names.get(role.personId) ?? null, back: target.wardCode ?? role.place };
}
