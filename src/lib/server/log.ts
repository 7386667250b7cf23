import pino, { type Logger } from 'pino';

export type LogLevel = 'error' | 'warn' | 'info';

/**
 * The log: lines of JSON on the standard error output. Whoever writes to it gives codes, places in the program, ids of
 * requests and routes; never an error's message, an address, a path or anything that somebody typed.
 */
export function openLog(level: LogLevel = 'warn'): Logger {
	const options = {
		level,
		base: null,
		timestamp: pino.stdTimeFunctions.isoTime,
		formatters: { level: (label: string) => ({ level: label }) }
	};
	return pino(options, { write: (line: string) => process.stderr.write(line) });
}
