import type { PlaceKind } from '#lib/territory/place.ts';
import { tidyName } from '#lib/shared/names.ts';
import type { Change } from '#lib/territory/source/overrides.ts';

/** The package's tables, as far as they are read here. */
export interface SourceTables {
	provinces: { province_code: string; name: string; place_type: string }[];
	wards: { ward_code: string; name: string; province_code: string }[];
}

/** What places.json holds. Rows are arrays: one short line each, so that a change of the country reads as a diff. */
export interface PlacesFile {
	source: string;
	/** the first day of every name that is not under `changes` */
	from: string;
	/** code, kind, name */
	provinces: [string, PlaceKind, string][];
	/** code, province's code, kind, name */
	wards: [string, string, PlaceKind, string][];
	/** code, kind, name, first day; the name before it ends there */
	changes: [string, PlaceKind, string, string][];
}

/** Since this day there are two tiers: provinces and communes. */
const TWO_TIERS_FROM = '2025-07-01';

const WARD_KINDS: readonly [string, PlaceKind][] = [
	['Phường ', 'phuong'],
	['Xã ', 'xa'],
	['Đặc khu ', 'dac_khu']
];

/** Throws, naming the place, where the package says something that we do not understand. */
export function composePlaces(tables: SourceTables, changes: readonly Change[], source: string): PlacesFile {
	const provinces = tables.provinces.map(provinceRow).sort(byCode);
	const wards = tables.wards.map(wardRow).sort(byCode);
	const codes = new Set([...provinces, ...wards].map(([code]) => code));

	if (codes.size !== provinces.length + wards.length) throw new Error('a code stands twice');
	for (const [code, province] of wards) {
		if (!codes.has(province)) throw new Error(`ward ${code} names an unknown province ${province}`);
	}
	for (const { code } of changes) {
		if (!codes.has(code)) throw new Error(`overrides.ts names an unknown place ${code}`);
	}
	return {
		source,
		from: TWO_TIERS_FROM,
		provinces,
		wards,
		changes: changes.map(({ code, kind, name, from }) => [code, kind, name, from])
	};
}

function provinceRow(row: SourceTables['provinces'][number]): [string, PlaceKind, string] {
	const kind = row.place_type === 'Thành phố Trung Ương' ? 'thanh_pho' : row.place_type === 'Tỉnh' ? 'tinh' : null;
	if (!kind || !/^\d{2}$/.test(row.province_code)) throw new Error(`what is province ${JSON.stringify(row)}?`);
	return [row.province_code, kind, properName(row.name.normalize('NFC').replace(/^(Thành phố|Tỉnh) /u, ''))];
}

function wardRow(row: SourceTables['wards'][number]): [string, string, PlaceKind, string] {
	const title = tidyName(row.name);
	const [prefix, kind] = WARD_KINDS.find(([word]) => title.startsWith(word)) ?? [];
	if (!prefix || !kind || !/^\d{5}$/.test(row.ward_code)) throw new Error(`what is ward ${JSON.stringify(row)}?`);
	return [row.ward_code, row.province_code, kind, properName(title.slice(prefix.length))];
}

/** The package writes the apostrophe of Ê Đê and Mnông names in two ways; we write ’. */
function properName(name: string): string {
	const tidy = tidyName(name).replaceAll("'", '’');
	if (!/^[\p{Lu}\d]/u.test(tidy)) throw new Error(`"${tidy}" does not begin with a capital letter`);
	return tidy;
}

function byCode([a]: readonly [string, ...unknown[]], [b]: readonly [string, ...unknown[]]): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
