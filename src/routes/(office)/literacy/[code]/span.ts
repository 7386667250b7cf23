import { monthEndsBefore } from '#lib/literacy/server/trend.ts';
import { isDay, type Day } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';

/** From which day to which an address asks for the change: unless told from the last month's end to today. */
export function readSpan(search: URLSearchParams, today: Day): { from: Day; to: Day } {
	const asked = (key: string) => search.get(key) || null;
	const to = asked('to') ?? asked('as_of') ?? today;
	if (!isDay(to)) throw new DomainError('day_malformed', 422);
	const from = asked('from') ?? monthEndsBefore(to).at(-1) ?? to;
	if (!isDay(from)) throw new DomainError('day_malformed', 422);
	if (from > today || to > today) throw new DomainError('day_in_future', 422);
	return from <= to ? { from, to } : { from: to, to: from };
}
