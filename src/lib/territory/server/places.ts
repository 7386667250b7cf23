import { and, eq, gt, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { searchText } from '#lib/shared/names.ts';
import { bestPlaces, squash, wantedBy, type FoundPlace, type Wanted } from '#lib/territory/find.ts';
import { compareNames, COUNTRY, placeLevel, type Place, type PlaceKind } from '#lib/territory/place.ts';
import { placeNames, provinces, wards } from '#lib/territory/server/schema.ts';
import type { PlacesFile } from '#lib/territory/source/compose.ts';
import placesFile from '#lib/territory/source/places.json' with { type: 'json' };

const ofProvince = alias(placeNames, 'of_province');

type Names = typeof placeNames | typeof ofProvince;

const place = {
	code: placeNames.placeCode,
	name: placeNames.name,
	kind: sql<PlaceKind>`${placeNames.kind}`,
	provinceCode: wards.provinceCode
};

/**
 * Brings provinces, wards and their dated names to what places.json says. Every start may call it: where nothing
 * changed, nothing is written. A place is never deleted, since groups stand in it; a name that was dated wrongly is.
 */
export async function storePlaces(db: Db, file = placesFile as PlacesFile): Promise<void> {
	const given = {
		wards: file.wards.map(([code, provinceCode]) => ({ code, provinceCode })),
		names: namesIn(file)
	};
	const kept = {
		wards: await db.select({ code: wards.code, provinceCode: wards.provinceCode }).from(wards),
		names: await db.select().from(placeNames)
	};
	const changed = { wards: without(given.wards, kept.wards), names: without(given.names, kept.names) };
	const wrong = without(kept.names, given.names);
	if (changed.wards.length + changed.names.length + wrong.length === 0) return;

	await db.transaction(async (tx) => {
		await tx
			.insert(provinces)
			.values(file.provinces.map(([code]) => ({ code })))
			.onConflictDoNothing();
		if (changed.wards.length > 0) {
			const provinceCode = sql`excluded.province_code`;
			await tx.insert(wards).values(changed.wards).onConflictDoUpdate({ target: wards.code, set: { provinceCode } });
		}
		for (const name of wrong) {
			await tx.delete(placeNames).where(and(eq(placeNames.placeCode, name.placeCode), eq(placeNames.from, name.from)));
		}
		if (changed.names.length > 0) await tx.insert(placeNames).values(changed.names).onConflictDoNothing();
	});
}

/** `vn`, a province or a ward as it was called on a day; not found before its first name and for any other code. */
export async function readPlace(db: Db, code: string, on: Day): Promise<Place> {
	const level = placeLevel(code);
	if (level === null) throw notFound();
	if (level === 'country') return { code: COUNTRY, name: 'Việt Nam', kind: 'quoc_gia', provinceCode: null };

	const [found] = await db
		.select(place)
		.from(placeNames)
		.leftJoin(wards, eq(wards.code, placeNames.placeCode))
		.where(and(eq(placeNames.placeCode, code), calledSo(placeNames, on)));
	if (!found) throw notFound();
	return found;
}

/** By name. */
export async function listProvinces(db: Db, on: Day): Promise<Place[]> {
	const provinces = await db
		.select({ ...place, provinceCode: sql<null>`null` })
		.from(placeNames)
		.where(and(sql`length(${placeNames.placeCode}) = 2`, calledSo(placeNames, on)));
	return byName(provinces);
}

/** The communes of a province, by name; none for an unknown province. */
export async function listWards(db: Db, provinceCode: string, on: Day): Promise<Place[]> {
	const communes = await db
		.select(place)
		.from(placeNames)
		.innerJoin(wards, eq(wards.code, placeNames.placeCode))
		.where(and(eq(wards.provinceCode, provinceCode), calledSo(placeNames, on)));
	return byName(communes);
}

/**
 * Provinces and communes by what somebody types, with or without diacritics, kinds and province, in any order, also
 * half a word or all in one: at most twenty, best first. A former kind ("xã Trảng Bom") finds the place as well, and so
 * does an old address with its district ("Cửa Nam, quận Hoàn Kiếm").
 */
export async function findPlaces(db: Db, text: string, on: Day): Promise<FoundPlace[]> {
	const wanted = wantedBy(text);
	if (!wanted) return [];
	const candidates = await db
		.select({
			place,
			search: placeNames.search,
			province: { name: ofProvince.name, kind: sql<PlaceKind>`${ofProvince.kind}` },
			provinceSearch: ofProvince.search
		})
		.from(placeNames)
		.leftJoin(wards, eq(wards.code, placeNames.placeCode))
		.leftJoin(ofProvince, and(eq(ofProvince.placeCode, wards.provinceCode), calledSo(ofProvince, on)))
		.where(and(calledSo(placeNames, on), holds(wanted)));

	return bestPlaces(candidates, wanted);
}

/** A name lasts until the next one of its place begins. */
function namesIn({ from, provinces, wards, changes }: PlacesFile): (typeof placeNames.$inferSelect)[] {
	const first = [...provinces, ...wards.map(([code, , kind, name]) => [code, kind, name] as const)];
	const dated = [...first.map((row) => [...row, from] as const), ...changes];
	return dated.map(([placeCode, kind, name, from]) => {
		const later = changes.filter((change) => change[0] === placeCode && change[3] > from).map((change) => change[3]);
		return { placeCode, name, kind, from, to: later.sort()[0] ?? null, search: searchText(name) };
	});
}

/** The rows that another list has not, or has otherwise; both with the table's columns in its order. */
function without<Row extends object>(list: readonly Row[], other: readonly Row[]): Row[] {
	const known = new Set(other.map((row) => JSON.stringify(Object.values(row))));
	return list.filter((row) => !known.has(JSON.stringify(Object.values(row))));
}

// A first day belongs to a name, its `to` to the next one.
function calledSo(names: Names, on: Day): SQL | undefined {
	return and(lte(names.from, on), or(isNull(names.to), gt(names.to, on)));
}

/** Every word begins a word of kind, name or province; or they begin it in one; or they mention the name. */
function holds({ asTyped, bare }: Wanted): SQL | undefined {
	const title = (names: Names) => sql`replace(${names.kind}, '_', ' ') || ' ' || ${names.search}`;
	const whole = sql`' ' || ${title(placeNames)} || ' ' || coalesce(${title(ofProvince)}, '')`;
	const inOne = sql`replace(${placeNames.search} || coalesce(${ofProvince.search}, ''), ' ', '')`;
	const words = (text: string) => and(...text.split(' ').map((word) => sql`${whole} like ${`% ${word}%`}`));
	return or(
		words(asTyped),
		words(bare),
		sql`${inOne} like ${`${squash(bare)}%`}`,
		sql`${` ${asTyped} `}::text like '% ' || ${placeNames.search} || ' %'`
	);
}

function byName(places: Place[]): Place[] {
	return places.sort((a, b) => compareNames(a.name, b.name) || compareNames(a.code, b.code));
}
