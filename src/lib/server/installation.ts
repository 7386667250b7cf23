import { eq } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { installation } from '#lib/server/schema.ts';

/** What is set once for the whole installation: `sample` (its data are invented), `sample_cast` (whom the
 * terminal offers to sign in as), `fold_version` (which folds wrote the rows), `origin_key` (with which the audit
 * hashes network addresses), `last_backup` (when the last archive was written). */
export type SettingKey = 'sample' | 'sample_cast' | 'fold_version' | 'origin_key' | 'last_backup';

export async function readSetting<Value>(db: Db, key: SettingKey): Promise<Value | null> {
	const [row] = await db.select().from(installation).where(eq(installation.key, key));
	return row ? (row.value as Value) : null;
}

export async function writeSetting(db: Db, key: SettingKey, value: string | number | boolean | object): Promise<void> {
	await db.insert(installation).values({ key, value }).onConflictDoUpdate({ target: installation.key, set: { value } });
}

/** Reads a setting, or settles it now for good: of any number of processes at once all get the same one. */
export async function settleSetting(db: Db, key: SettingKey, make: () => string): Promise<string> {
	await db.insert(installation).values({ key, value: make() }).onConflictDoNothing();
	return (await readSetting<string>(db, key)) ?? '';
}
