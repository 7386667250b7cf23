import { redirect } from '@sveltejs/kit';
import { addAgency } from '#lib/compliance/server/agencies.ts';
import { agencyInput } from '#lib/compliance/server/input.ts';
import { forbidden } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { act } from '../../../form.ts';
import { listOffices } from '../../../offices.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const places = await listOffices(locals, 'agency.keep');
	if (places.length === 0) throw forbidden();
	return { agencyId: newId(locals.now), places };
};

export const actions: Actions = {
	default: (event) =>
		act(event, agencyInput, async (agency) => {
			const { db, actor, now } = event.locals;
			await addAgency(db, actor, agency, now);
			redirect(303, `/agencies/${agency.id}`);
		})
};
