import { may, placesFor, type Target } from '#lib/access/permissions.ts';
import { findIndicator } from '#lib/indicators/catalogue.ts';
import type { Indicator } from '#lib/indicators/indicator.ts';
import { dayOf, isDay, type Day } from '#lib/shared/dates.ts';
import { forbidden, notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { COUNTRY, placeLevel, placeTitle } from '#lib/territory/place.ts';
import { readPlace } from '#lib/territory/server/places.ts';

export interface AskedPlace {
	code: string;
	title: string;
	provinceCode: string | null;
	level: 'country' | 'province' | 'ward';
	/** where it lies, as permissions ask for it */
	target: Target;
}

/** The ward, province or country asked for, or the reader's own; one that her role does not reach is not found. */
export async function readAskedPlace(locals: App.Locals, asked: string | null): Promise<AskedPlace> {
	const { db, actor, now, language } = locals;
	const own = placesFor(actor, 'figure.explain').filter((place) => !isId(place));
	const code = asked ?? own[0];
	if (code === undefined) throw forbidden();
	const place = await readPlace(db, code, dayOf(now));
	const { provinceCode } = place;
	const level = placeLevel(code) ?? 'ward';
	const target: Target =
		code === COUNTRY ? {} : provinceCode === null ? { provinceCode: code } : { wardCode: code, provinceCode };
	if (!may(actor, 'figure.explain', target)) throw notFound();
	return { code, title: placeTitle(place, language), provinceCode, level, target };
}

/** As of which day an address asks for indicators: a day that is over or today; today unless told. */
export function readAskedDay(asked: string | null, now: Date): Day {
	const today = dayOf(now);
	return asked !== null && isDay(asked) && asked < today ? asked : today;
}

export function readIndicator(id: string): Indicator {
	const indicator = findIndicator(id);
	if (!indicator) throw notFound();
	return indicator;
}
