import { existsSync, statfsSync } from 'node:fs';
import type { Room } from '#lib/server/watched.ts';

/** Below so much the database may soon not be able to write. */
const LEAST_BYTES = 1_000_000_000;

/** How much room is left where these folders lie; those that do not exist are left out. */
export function roomIn(folders: readonly (string | undefined)[]): Room[] {
	return folders.flatMap((folder) => {
		if (folder === undefined || !existsSync(folder)) return [];
		const { bavail, bsize } = statfsSync(folder);
		const bytes = bavail * bsize;
		return [{ folder, free: (bytes / 1e9).toFixed(1), enough: bytes >= LEAST_BYTES }];
	});
}

/** A sentence for each folder where room runs out. */
export function diskProblems(folders: readonly (string | undefined)[]): string[] {
	return roomIn(folders)
		.filter(({ enough }) => !enough)
		.map(({ folder, free }) => `Only ${free} GB are left in ${folder}: make room, or nothing can be saved any more.`);
}
