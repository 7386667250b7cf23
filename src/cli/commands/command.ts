import type { ParseArgsOptionsConfig } from 'node:util';
import type { OpenDatabase } from '#lib/server/db/open.ts';

/** One command of the administrator's command line. */
export interface Command {
	summary: string;
	/** its options as they are typed */
	usage: string;
	options: ParseArgsOptionsConfig;
	run(database: OpenDatabase, values: Record<string, string | boolean | undefined>, now: Date): Promise<void>;
}
