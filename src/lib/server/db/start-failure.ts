/**
 * Something outside the program keeps it from starting, and somebody can put it right. The message is one or two
 * sentences for the terminal and the log: what happened, and what to do. It is printed without a stack trace.
 */
export class StartFailure extends Error {
	constructor(message: string, cause?: unknown) {
		super(message, cause === undefined ? undefined : { cause });
		this.name = 'StartFailure';
	}
}
