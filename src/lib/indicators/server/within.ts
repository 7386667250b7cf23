import { sql, type SQL } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { COUNTRY, placeLevel } from '#lib/territory/place.ts';

/** Whether a ward `w` is a place or lies in it. */
export function inPlace(place: string): SQL {
	if (place === COUNTRY) return sql`true`;
	return placeLevel(place) === 'province' ? sql`w.province_code = ${place}` : sql`w.code = ${place}`;
}

/** The codes of all wards of a place; of a ward its own. */
export async function wardsOf(db: Db, place: string): Promise<string[]> {
	const rows = await db.execute<{ code: string }>(sql`select w.code from wards w where ${inPlace(place)} order by 1`);
	return rows.map(({ code }) => code);
}
