/** Runs `finish` once when the terminal or the system tells the process to stop, then ends it. */
export function onStop(finish: () => Promise<void>): void {
	let isStopping = false;
	for (const signal of ['SIGTERM', 'SIGINT'] as const) {
		// npm passes on the signals that the terminal has already sent to every process of the group.
		process.on(signal, () => {
			if (isStopping) return;
			isStopping = true;
			void stop(finish);
		});
	}
}

async function stop(finish: () => Promise<void>): Promise<void> {
	try {
		await finish();
		process.exit(0);
	} catch (error) {
		console.error(error);
		process.exit(1);
	}
}
