import { listOpenNow } from '#lib/openings/server/opening.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { compareNames, placeTitle } from '#lib/territory/place.ts';
import { minuteOf, nextTime, writeSpan } from '#lib/territory/opening-times.ts';
import { listTimetables } from '#lib/territory/server/point-times.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import type { LearningPoint } from '#lib/territory/server/points.ts';
import { kindWord, stopWord, weekdaysWord, whenWord } from './point-words.ts';

/** A learning point as somebody reads it who wants to go there. */
export interface PointShown {
	id: string;
	name: string;
	address: string;
	kind: string;
	ward: string;
	/** somebody is there now */
	open: boolean;
	/** "Đang mở, đến 21:00"; null where nothing says when */
	when: string | null;
	/** where, if not at its address */
	where: string | null;
	/** its hours, line by line, and where it stops in the next weeks */
	hours: string[];
	stops: string[];
}

/** Learning points with when they are open, those of now first, then by who opens next. */
export async function showPoints(locals: App.Locals, points: readonly LearningPoint[]): Promise<PointShown[]> {
	const { db, now, language } = locals;
	const today = dayOf(now);
	const [timetables, live] = await Promise.all([
		listTimetables(db, points, today),
		listOpenNow(
			db,
			points.map(({ id }) => id),
			now
		)
	]);
	const codes = [...new Set(points.map(({ wardCode }) => wardCode))];
	const wards = new Map(
		await Promise.all(
			codes.map(async (code) => [code, placeTitle(await readPlace(db, code, today), language)] as const)
		)
	);
	return points
		.map(({ id, name, address, kind, wardCode, validTo }) => {
			const { hours, stops } = timetables.get(id) ?? { hours: [], stops: [] };
			const next = nextTime({ hours, stops, validTo }, now);
			const until = live.get(id);
			const open = until !== undefined || (next?.now ?? false);
			const shown: PointShown = {
				...{ id, name, address, kind: kindWord(kind), ward: wards.get(wardCode) ?? '', open },
				when: until ? openUntil(until, now) : next && whenWord(next, now),
				where: until ? null : (next?.place ?? null),
				hours: hours
					.filter(({ validFrom, validTo: to }) => to === null || to > validFrom)
					.map((one) => `${weekdaysWord(one.weekdays)}: ${writeSpan(one)}`),
				stops: stops.map((stop) => stopWord(stop, now))
			};
			return { shown, rank: open ? '' : next ? `${next.on} ${String(next.fromMinute).padStart(4, '0')}` : '~' };
		})
		.sort((a, b) => compareText(a.rank, b.rank) || compareNames(a.shown.name, b.shown.name))
		.map(({ shown }) => shown);
}

/** Somebody opened it, whatever its hours say. */
function openUntil(until: Date, now: Date): string {
	return whenWord({ fromMinute: 0, toMinute: minuteOf(until), on: dayOf(now), place: null, now: true }, now);
}

function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
