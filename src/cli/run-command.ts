import { StartFailure } from '#lib/server/db/start-failure.ts';

/** Runs a command of the terminal to its end; what a person can put right is told in a sentence, without a stack trace. */
export async function runCommand(command: () => void | Promise<void>): Promise<void> {
	try {
		await command();
	} catch (error) {
		console.error(error instanceof StartFailure ? error.message : error);
		process.exitCode = 1;
	}
}
