import { parseArgs } from 'node:util';
import { openDatabase } from '#lib/server/db/open.ts';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import { backup } from './commands/backup.ts';
import { auditVerify } from './commands/audit-verify.ts';
import { createAdmin } from './commands/create-admin.ts';
import type { Command } from './commands/command.ts';
import { dataMapPage } from './commands/data-map.ts';
import { doctor } from './commands/doctor.ts';
import { endSessions } from './commands/end-sessions.ts';
import { exportPlace } from './commands/export.ts';
import { generateLoadData } from './commands/generate-load-data.ts';
import { importRoster } from './commands/import.ts';
import { migrateNow } from './commands/migrate.ts';
import { restore } from './commands/restore.ts';
import { rebuildRows } from './commands/rebuild.ts';
import { settingsPage } from './commands/settings-page.ts';
import { rotateKeys } from './commands/rotate-keys.ts';
import { seedSample } from './commands/seed-sample.ts';
import { tidyUp } from './commands/tidy.ts';
import { undoLateMerge } from './commands/undo-merge.ts';
import { runCommand } from './run-command.ts';
import { requireSettings } from './settings.ts';

// The administrator's commands: `npm run admin -- <command> [options]`. They work beside the running server.
const COMMANDS: Record<string, Command> = {
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

await runCommand(async () => {
	const [name = '', ...rest] = process.argv.slice(2);
	const command = COMMANDS[name];
	if (!command || rest.includes('--help')) {
		console.log(command ? helpOf(name, command) : overview());
		if (!command && name !== '' && name !== '--help') throw new StartFailure(`There is no command "${name}".`);
		return;
	}
	const values = readOptions(name, command, rest);
	const database = await openDatabase(requireSettings());
	try {
		await command.run(database, values, new Date());
	} finally {
		await database.close();
	}
});

function readOptions(name: string, command: Command, args: string[]): Record<string, string | boolean | undefined> {
	try {
		return parseArgs({ args, options: command.options, strict: true }).values as Record<
			string,
			string | boolean | undefined
		>;
	} catch (error) {
		throw new StartFailure(`${error instanceof Error ? error.message : error}\n\n${helpOf(name, command)}`);
	}
}

function overview(): string {
	const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(20)}${summary}`);
	return ['npm run admin -- <command> [--help]', '', ...lines].join('\n');
}

function helpOf(name: string, { summary, usage }: Command): string {
	return `npm run admin -- ${name} ${usage}\n\n${summary}`;
}
