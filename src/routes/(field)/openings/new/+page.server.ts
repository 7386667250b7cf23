import { redirect } from '@sveltejs/kit';
import { openingInput } from '#lib/openings/server/input.ts';
import { listPointsToOpen, openEvening } from '#lib/openings/server/opening.ts';
import { writeTime } from '#lib/shared/dates.ts';
import { forbidden } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { act } from '../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

const HOURS = [2, 3, 4, 8];

export const load: PageServerLoad = async ({ locals }) => {
	const { db, actor, now } = locals;
	const points = await listPointsToOpen(db, actor, now);
	if (points.length === 0) throw forbidden();
	return {
		openingId: newId(now),
		points: points.map(({ id, name, address }) => ({ id, name, address })),
		hours: HOURS.map((hours) => ({ hours, until: writeTime(new Date(now.getTime() + hours * 3_600_000)) }))
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, openingInput, async (input) => {
			const { db, actor, now } = event.locals;
			await openEvening(db, actor, input, now);
			redirect(303, `/openings/${input.openingId}`);
		})
};
