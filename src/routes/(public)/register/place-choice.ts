import type { Language } from '#lib/shared/ratio.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { placeLevel, placeTitle } from '#lib/territory/place.ts';
import { listGroups } from '#lib/territory/server/groups.ts';
import { findPlaces, listWards, readPlace } from '#lib/territory/server/places.ts';

/** How far somebody has come in saying where she lives: one question a page, each answer a link. */
export type PlaceChoice =
	| { step: 'ward'; typed: string; found: PlaceLink[]; more: boolean }
	| { step: 'province'; title: string; wards: PlaceLink[] }
	| { step: 'group'; ward: PlaceLink; groups: { id: string; name: string }[] }
	| { step: 'person'; ward: PlaceLink; group: { id: string; name: string } };

export interface PlaceLink {
	code: string;
	title: string;
	/** the province that a ward lies in */
	within: string | null;
	isProvince: boolean;
}

/** More than six are a list to search in, not to choose from. */
const MOST_SHOWN = 6;

/** Reads `q`, `province`, `ward` and `group` of the address. Unknown codes are not found; a group of another ward is asked again. */
export async function readPlaceChoice({ db, now, language }: App.Locals, asked: URLSearchParams): Promise<PlaceChoice> {
	const today = dayOf(now);
	const [ward, province] = [asked.get('ward'), asked.get('province')];
	if (ward !== null && placeLevel(ward) === 'ward') {
		const place = await readPlace(db, ward, today);
		const within = place.provinceCode ? placeTitle(await readPlace(db, place.provinceCode, today), language) : null;
		const link = { code: ward, title: placeTitle(place, language), within, isProvince: false };
		const groups = (await listGroups(db, ward, today)).map(({ id, name }) => ({ id, name }));
		const group = groups.find(({ id }) => id === asked.get('group'));
		return group ? { step: 'person', ward: link, group } : { step: 'group', ward: link, groups };
	}
	if (province !== null && placeLevel(province) === 'province') {
		const place = await readPlace(db, province, today);
		const wards = await listWards(db, province, today);
		const links = wards.map((one) => ({
			code: one.code,
			title: placeTitle(one, language),
			within: null,
			isProvince: false
		}));
		return { step: 'province', title: placeTitle(place, language), wards: links };
	}
	return { step: 'ward', ...(await search(asked.get('q') ?? '', { db, now, language })) };
}

async function search(text: string, { db, now, language }: Pick<App.Locals, 'db' | 'now'> & { language: Language }) {
	const typed = text.normalize('NFC').trim().slice(0, 100);
	const found = await findPlaces(db, typed, dayOf(now));
	const links = found
		.filter((place) => placeLevel(place.code) !== 'country')
		.map((place) => ({
			code: place.code,
			title: placeTitle(place, language),
			within: place.province && placeTitle(place.province, language),
			isProvince: placeLevel(place.code) === 'province'
		}));
	return { typed, found: links.slice(0, MOST_SHOWN), more: links.length > MOST_SHOWN };
}
