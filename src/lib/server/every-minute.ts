const A_MINUTE = 60_000;

/**
 * Does some small work again and again, a minute after it was done last, so that it never runs twice at once in one
 * process. Several servers may do it side by side: the work itself must allow that. A failure is told, and the next
 * minute tries again. Returns what stops it.
 */
export function everyMinute(work: (now: Date) => Promise<unknown>, tell: (error: unknown) => void): () => void {
	let timer: NodeJS.Timeout | undefined;
	let stopped = false;
	const next = () => {
		if (stopped) return;
		timer = setTimeout(() => void work(new Date()).catch(failed).then(next), A_MINUTE);
		// What waits for the next minute does not keep a process alive.
		timer.unref();
	};
	// What the end of the server breaks off is no failure.
	const failed = (error: unknown) => {
		if (!stopped) tell(error);
	};
	next();
	return () => {
		stopped = true;
		clearTimeout(timer);
	};
}
