import { redirect } from '@sveltejs/kit';
import { openingChangeInput } from '#lib/openings/server/input.ts';
import { extendOpening, readOpening, renewCode } from '#lib/openings/server/opening.ts';
import { writeTime } from '#lib/shared/dates.ts';
import { act } from '../../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const opening = await readOpening(locals.db, locals.actor, params.id, locals.now);
	if (!opening.live) redirect(303, `/openings/${opening.id}`);
	return { id: opening.id, point: opening.point.name, until: writeTime(opening.endsAt) };
};

export const actions: Actions = {
	default: (event) =>
		act(event, openingChangeInput, async ({ change }) => {
			const { locals, params } = event;
			await { extend: extendOpening, renew_code: renewCode }[change](locals.db, locals.actor, params.id, locals.now);
			redirect(303, `/openings/${params.id}`);
		})
};
