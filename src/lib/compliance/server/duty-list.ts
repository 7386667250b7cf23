import { inArray } from 'drizzle-orm';
import { asDuty, type Duty } from '#lib/compliance/server/duty-rows.ts';
import { duties } from '#lib/compliance/server/schema.ts';
import type { Db } from '#lib/server/db/connect.ts';

/** Some duties by id. The caller asks for permission. */
export async function listDutiesById(db: Db, ids: readonly string[]): Promise<Map<string, Duty>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.select()
		.from(duties)
		.where(inArray(duties.id, [...ids]));
	return new Map(rows.map((row) => [row.id, asDuty(row)]));
}
