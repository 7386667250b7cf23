import { parseArgs } from 'node:util';
import { openDatabase } from '#lib/server/db/open.ts';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import { COMMANDS, helpOf, overview } from './commands/all.ts';
import type { Command } from './commands/command.ts';
import { runCommand } from './run-command.ts';
import { requireSettings } from './settings.ts';

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
