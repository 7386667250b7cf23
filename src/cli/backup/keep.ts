import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { connect } from '#lib/server/db/connect.ts';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { writeSetting } from '#lib/server/installation.ts';
import { writeErasures } from './erasures.ts';
import { makeBackup } from './make.ts';

type Addresses = Pick<OpenDatabase, 'url' | 'ownerUrl'>;

/** Who was erased and what was taken back, beside the archives; kept apart from them, since it must outlive each. */
export const ERASURES = 'erasures.ndjson';

const ARCHIVE = /^hoc-so-\d{4}-\d{2}-\d{2}-\d{6}\.hocso$/;
/** So many archives of its own the server keeps. */
const KEPT = 14;

/** Writes an archive and, beside it, who was erased and what was taken back; notes that there is a backup. Returns how many of each. */
export async function backUp(database: Addresses, file: string, media: string | undefined, now: Date) {
	await mkdir(dirname(file), { recursive: true });
	const sums = await makeBackup(database.ownerUrl, file, media, now);
	const { db, close } = connect(database.url, { max: 1, statementTimeout: 0 });
	try {
		const taken = await writeErasures(db, join(dirname(file), ERASURES));
		await writeSetting(db, 'last_backup', now.toISOString());
		const tables = Object.entries(sums).filter(([name]) => !name.startsWith('file '));
		return { rows: tables.reduce((sum, [, { lines }]) => sum + lines, 0), taken };
	} finally {
		await close();
	}
}

/** Adds an archive to the folder of backups and takes the oldest of its own away: fourteen stay. */
export async function backUpDaily(database: Addresses, folder: string, media: string | undefined, now: Date) {
	await backUp(database, join(folder, archiveName(now)), media, now);
	const own = (await readdir(folder)).filter((name) => ARCHIVE.test(name)).sort();
	for (const name of own.slice(0, -KEPT)) await rm(join(folder, name));
}

/** Writes an archive before the tables are changed, which stays until somebody takes it away. Without a folder there is none. */
export async function backUpBefore(ownerUrl: string, folder: string | undefined, now: Date): Promise<void> {
	if (folder === undefined) return;
	await mkdir(folder, { recursive: true });
	await makeBackup(ownerUrl, join(folder, archiveName(now).replace('hoc-so-', 'hoc-so-before-')), undefined, now);
}

/** Sorted by name they are sorted by time. */
export function archiveName(now: Date): string {
	return `hoc-so-${now.toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-')}.hocso`;
}
