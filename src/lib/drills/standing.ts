import { addDays, dayOf, type Day } from '#lib/shared/dates.ts';
import type { LogEvent } from '#lib/shared/log.ts';
import type { DrillEnded } from '#lib/drills/events.ts';
import type { DrillScore } from '#lib/drills/score.ts';

/** How somebody stands with drills: the last one, and when to do the next. */
export interface DrillStanding extends DrillScore {
	drills: number;
	/** how many in a row were passed, up to the last one */
	passedInRow: number;
	lastOn: Day;
	dueOn: Day;
}

const SOON_DAYS = 30;
const LATER_DAYS = 90;

/** What her events, oldest first, say; null before the first drill. Due again after 30 days, after two passed in a row after 90. */
export function drillStandingOf(events: readonly LogEvent[]): DrillStanding | null {
	return events.filter(isDrillEnded).reduce<DrillStanding | null>((before, { body, occurredAt }) => {
		const { fakes, misses, genuines, falseAlarms, passed } = body;
		const passedInRow = passed ? (before?.passedInRow ?? 0) + 1 : 0;
		const lastOn = dayOf(occurredAt);
		return {
			drills: (before?.drills ?? 0) + 1,
			passedInRow,
			lastOn,
			dueOn: addDays(lastOn, passedInRow > 1 ? LATER_DAYS : SOON_DAYS),
			...{ fakes, misses, genuines, falseAlarms }
		};
	}, null);
}

function isDrillEnded(event: LogEvent): event is DrillEnded {
	return event.kind === 'drill.ended';
}
