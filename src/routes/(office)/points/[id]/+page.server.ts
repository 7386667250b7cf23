import { dayOf, writeDay } from '#lib/shared/dates.ts';
import { writeSpan } from '#lib/territory/opening-times.ts';
import { listTimetables } from '#lib/territory/server/point-times.ts';
import { kindWord, stopWord, weekdaysWord } from '../../../point-words.ts';
import { readOwnPoint } from '../own-point.ts';
import type { PageServerLoad } from './$types';

/** A learning point with its times, and what may be changed of it. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, now } = locals;
	const point = await readOwnPoint(locals, params.id);
	const today = dayOf(now);
	const { hours, stops } = (await listTimetables(db, [point], today)).get(point.id) ?? { hours: [], stops: [] };
	return {
		point: { ...point, kindWord: kindWord(point.kind), ended: point.validTo !== null && point.validTo <= today },
		endsOn: point.validTo === null ? null : writeDay(point.validTo),
		hours: hours.map((one) => ({
			id: one.id,
			text: `${weekdaysWord(one.weekdays)}: ${writeSpan(one)}`,
			from: one.validFrom > today ? writeDay(one.validFrom) : null,
			to: one.validTo && writeDay(one.validTo)
		})),
		stops: stops.map((stop) => ({ id: stop.id, text: stopWord(stop, now) })),
		done: url.searchParams.has('done')
	};
};
