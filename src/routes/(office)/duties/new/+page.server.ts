import { redirect } from '@sveltejs/kit';
import { isHeld } from '#lib/compliance/agency.ts';
import { listAgenciesUnder, targetOfOffice } from '#lib/compliance/server/agencies.ts';
import { imposeDuty } from '#lib/compliance/server/duties.ts';
import { dutyInput } from '#lib/compliance/server/input.ts';
import { listOfficials } from '#lib/compliance/server/posts.ts';
import { modulesFor } from '#lib/curriculum/library.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { forbidden, notFound } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { act } from '../../../form.ts';
import { listOffices } from '../../../offices.ts';
import type { Actions, PageServerLoad } from './$types';

/** First for which place, where there are several; then the order and whom it binds. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, now, library, language } = locals;
	const places = await listOffices(locals, 'duty.impose');
	if (places.length === 0) throw forbidden();
	const wanted = url.searchParams.get('place') ?? (places.length === 1 ? places[0]?.code : undefined);
	const place = places.find(({ code }) => code === wanted);
	if (wanted !== undefined && !place) throw notFound();
	const today = dayOf(now);
	const agencies = place ? await listAgenciesUnder(db, await targetOfOffice(db, place.code, now)) : [];
	const posts = await listOfficials(
		db,
		agencies.map(({ id }) => id)
	);
	const held = posts.filter((post) => isHeld(post, today));
	const { required, free } = modulesFor(library, 'officials');
	return {
		...{ places, place, today, dutyId: newId(now) },
		modules: [...required, ...free].map(({ id, title }) => ({ id, title: title[language] })),
		agencies: agencies.map(({ id, name }) => ({ id, name })),
		positions: [...new Set(held.map(({ position }) => position))].slice(0, 100),
		// Longer lists are chosen by agency and position.
		people: held
			.slice(0, 300)
			.map(({ personId, fullName, position }) => ({ personId, name: fullName ?? '–', position }))
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, dutyInput, async (duty) => {
			const { db, actor, now, library } = event.locals;
			await imposeDuty(db, actor, library, duty, now);
			redirect(303, `/duties/${duty.id}`);
		})
};
