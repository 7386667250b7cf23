import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { COUNTRY, placeLevel, placeTitle, type Place } from '#lib/territory/place.ts';
import { listGroups, placeOfGroup } from '#lib/territory/server/groups.ts';
import { listProvinces, listWards, readPlace } from '#lib/territory/server/places.ts';

/** Residential groups that a form may offer, or the places through which one comes to them. */
export type PlacesToChoose =
	| { step: 'group'; ward: PlaceShown; groups: { id: string; name: string }[]; several: boolean }
	| { step: 'place'; places: PlaceShown[] };

interface PlaceShown {
	code: string;
	title: string;
}

/**
 * What somebody may choose among whose role holds at some places. `wanted` is the province or ward chosen so far;
 * one that none of them reaches is not found. Where only one ward is left, its groups are offered at once; to a role
 * for single groups only those.
 */
export async function readPlacesToChoose(
	{ db, now, language }: App.Locals,
	held: readonly string[],
	wanted: string | null
): Promise<PlacesToChoose> {
	const today = dayOf(now);
	const shown = (place: Place): PlaceShown => ({ code: place.code, title: placeTitle(place, language) });
	const groups = await Promise.all(held.filter(isId).map((id) => placeOfGroup(db, id)));
	const codes = [...new Set([...held.filter((place) => !isId(place)), ...groups.map((group) => group.wardCode)])];
	const only = codes.length === 1 ? codes[0] : undefined;
	const code = wanted ?? only;
	if (code === undefined) {
		return {
			step: 'place',
			places: await Promise.all(codes.map(async (one) => shown(await readPlace(db, one, today))))
		};
	}

	const place = await readPlace(db, code, today);
	const whole = [COUNTRY, place.code, place.provinceCode].some((one) => one !== null && held.includes(one));
	if (!whole && !codes.includes(place.code)) throw notFound();
	const level = placeLevel(place.code);
	if (level === 'country') return { step: 'place', places: (await listProvinces(db, today)).map(shown) };
	if (level === 'province') return { step: 'place', places: (await listWards(db, place.code, today)).map(shown) };
	const offered = (await listGroups(db, place.code, today)).filter(
		({ id }) => whole || groups.some((group) => group.groupId === id)
	);
	return {
		step: 'group',
		ward: shown(place),
		groups: offered.map(({ id, name }) => ({ id, name })),
		several: place.code !== only
	};
}
