import type { Command } from './command.ts';
import { auditVerify } from './audit-verify.ts';
import { backup } from './backup.ts';
import { createAdmin } from './create-admin.ts';
import { dataMapPage } from './data-map.ts';
import { doctor } from './doctor.ts';
import { endSessions } from './end-sessions.ts';
import { exportPlace } from './export.ts';
import { generateLoadData } from './generate-load-data.ts';
import { importRoster } from './import.ts';
import { migrateNow } from './migrate.ts';
import { rebuildRows } from './rebuild.ts';
import { restore } from './restore.ts';
import { rotateKeys } from './rotate-keys.ts';
import { seedSample } from './seed-sample.ts';
import { settingsPage } from './settings-page.ts';
import { tidyUp } from './tidy.ts';
import { undoLateMerge } from './undo-merge.ts';

/** Every command of the administrator, by what is typed after `npm run admin --`. */
export const COMMANDS: Record<string, Command> = {
	'create-admin': createAdmin,
	'seed-sample': seedSample,
	'generate-load-data': generateLoadData,
	migrate: migrateNow,
	doctor,
	backup,
	restore,
	import: importRoster,
	export: exportPlace,
	'end-sessions': endSessions,
	'rotate-keys': rotateKeys,
	rebuild: rebuildRows,
	tidy: tidyUp,
	'data-map': dataMapPage,
	'settings-page': settingsPage,
	'audit-verify': auditVerify,
	'undo-merge': undoLateMerge
};

export function overview(): string {
	const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(20)}${summary}`);
	return ['npm run admin -- <command> [--help]', '', ...lines].join('\n');
}

export function helpOf(name: string, { summary, usage }: Command): string {
	return `npm run admin -- ${name} ${usage}\n\n${summary}`;
}
