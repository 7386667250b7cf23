import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { MIGRATIONS, migrate } from '#lib/server/db/migrate.ts';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import { readManifest } from './archive.ts';
import { type Restored, restoreBackup } from './restore.ts';

interface Journal {
	entries: { tag: string }[];
}

/**
 * Fills an empty database from an archive of this version or of an older one: makes the tables as they were then, fills
 * them, and brings them up to this version. An archive of a newer version is refused. Throws a StartFailure.
 */
export async function restoreAnyVersion(
	ownerUrl: string,
	applicationUser: string,
	file: string,
	media: string | undefined,
	migrationsFolder = MIGRATIONS
): Promise<Restored> {
	const { migrations, version } = await readManifest(file);
	const known = readMigrationFiles({ migrationsFolder }).map(({ hash }) => hash);
	if (migrations.some((hash, n) => hash !== known[n])) {
		throw new StartFailure(
			`The archive was made by version ${version}, whose tables this version does not know: restore it with that version ` +
				'or a newer one.'
		);
	}
	const then = firstOf(migrationsFolder, migrations.length);
	try {
		await migrate(ownerUrl, applicationUser, undefined, then);
		const restored = await restoreBackup(ownerUrl, file, media);
		await migrate(ownerUrl, applicationUser, undefined, migrationsFolder);
		return restored;
	} finally {
		rmSync(then, { recursive: true, force: true });
	}
}

/** A copy of a folder of migrations that ends after so many of them. */
function firstOf(folder: string, count: number): string {
	const copy = mkdtempSync(join(tmpdir(), 'hoc-so-migrations-'));
	cpSync(folder, copy, { recursive: true });
	const path = join(copy, 'meta', '_journal.json');
	const journal = JSON.parse(readFileSync(path, 'utf8')) as Journal;
	writeFileSync(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }));
	return copy;
}
