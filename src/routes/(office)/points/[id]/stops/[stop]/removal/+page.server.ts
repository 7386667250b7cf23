import { redirect } from '@sveltejs/kit';
import { nothingInput } from '#lib/learning/server/input.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { callOffStop, listTimetables } from '#lib/territory/server/point-times.ts';
import { act } from '../../../../../../form.ts';
import { stopWord } from '../../../../../../point-words.ts';
import { readOwnPoint } from '../../../../own-point.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const point = await readOwnPoint(locals, params.id);
	const timetable = (await listTimetables(locals.db, [point], dayOf(locals.now))).get(point.id);
	const stop = timetable?.stops.find(({ id }) => id === params.stop);
	if (!stop) throw notFound();
	return { point, text: stopWord(stop, locals.now) };
};

export const actions: Actions = {
	default: (event) =>
		act(event, nothingInput, async () => {
			const { db, actor, now } = event.locals;
			const { id } = await readOwnPoint(event.locals, event.params.id);
			await callOffStop(db, actor, { pointId: id, stopId: event.params.stop }, now);
			redirect(303, `/points/${id}?done`);
		})
};
