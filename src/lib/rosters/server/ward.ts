import { sql } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { notFound } from '#lib/shared/errors.ts';

/** A ward as permissions ask for it. Throws 404 for an unknown one. */
export async function wardOf(db: Db, wardCode: string): Promise<{ wardCode: string; provinceCode: string }> {
	const [ward] = await db.execute<{ wardCode: string; provinceCode: string }>(
		sql`select code "wardCode", province_code "provinceCode" from wards where code = ${wardCode}`
	);
	if (!ward) throw notFound();
	return { ...ward };
}
