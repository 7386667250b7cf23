import { redirect } from '@sveltejs/kit';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { writeSpan } from '#lib/territory/opening-times.ts';
import { endInput } from '#lib/territory/server/input.ts';
import { endHours, listTimetables } from '#lib/territory/server/point-times.ts';
import { act } from '../../../../../../form.ts';
import { weekdaysWord } from '../../../../../../point-words.ts';
import { readOwnPoint } from '../../../../own-point.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const point = await readOwnPoint(locals, params.id);
	const today = dayOf(locals.now);
	const timetable = (await listTimetables(locals.db, [point], today)).get(point.id);
	const hours = timetable?.hours.find(({ id }) => id === params.hours);
	if (!hours) throw notFound();
	return { point, today, text: `${weekdaysWord(hours.weekdays)}: ${writeSpan(hours)}` };
};

export const actions: Actions = {
	default: (event) =>
		act(event, endInput, async ({ on }) => {
			const { db, actor, now } = event.locals;
			const { id } = await readOwnPoint(event.locals, event.params.id);
			await endHours(db, actor, { pointId: id, hoursId: event.params.hours, on }, now);
			redirect(303, `/points/${id}?done`);
		})
};
