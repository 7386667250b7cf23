const MINUTE = 60_000;
/** Asia/Ho_Chi_Minh has no summer time. */
const OFFSET = 7 * 60 * MINUTE;
/** Longer than a year: a schedule that comes once a year is found. */
const MOST_DAYS = 367;

/**
 * When a schedule comes next after a moment. Understands what our jobs use: `*`, steps of it and a number, for minute, hour, day,
 * month and weekday in Asia/Ho_Chi_Minh. Null where it never comes.
 */
export function nextRun(schedule: string, after: Date): Date | null {
	const [minute = '*', hour = '*', day = '*', month = '*', weekday = '*'] = schedule.split(' ');
	let at = new Date((Math.floor(after.getTime() / MINUTE) + 1) * MINUTE + OFFSET);
	const end = at.getTime() + MOST_DAYS * 24 * 60 * MINUTE;
	while (at.getTime() < end) {
		const isDay = fits(day, at.getUTCDate()) && fits(month, at.getUTCMonth() + 1) && fits(weekday, at.getUTCDay());
		if (!isDay) at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() + 1));
		else if (!fits(hour, at.getUTCHours())) at = new Date((Math.floor(at.getTime() / MINUTE / 60) + 1) * 60 * MINUTE);
		else if (!fits(minute, at.getUTCMinutes())) at = new Date(at.getTime() + MINUTE);
		else return new Date(at.getTime() - OFFSET);
	}
	return null;
}

function fits(field: string, value: number): boolean {
	if (field === '*') return true;
	const [, step] = /^\*\/(\d+)$/.exec(field) ?? [];
	return step === undefined ? Number(field) === value : value % Number(step) === 0;
}
