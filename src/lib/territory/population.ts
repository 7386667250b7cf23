import { dayOf } from '#lib/shared/dates.ts';
import type { LogEvent } from '#lib/shared/log.ts';
import type { GroupEvent, PopulationCount, Succession } from '#lib/territory/events.ts';

/** What the log says of a residential group: what was declared of it, and which groups it took the place of. */
export interface GroupHistory {
	counts: PopulationCount[];
	successions: Succession[];
}

/** Folds a group's events, in order. Of two declarations for one day by one kind of source, the later one stands. */
export function groupHistoryOf(events: readonly LogEvent[]): GroupHistory {
	const counts = new Map<string, PopulationCount>();
	const successions = new Map<string, Succession>();
	const declare = (count: PopulationCount) => counts.set(`${count.asOf} ${count.source}`, count);

	for (const event of events as readonly GroupEvent[]) {
		const declared = { declaredBy: event.actorId, declaredOn: dayOf(event.occurredAt) };
		if (event.kind === 'population.declared') {
			declare({ ...event.body, source: 'head', ...declared });
		} else if (event.kind === 'group.succeeded') {
			const { from, on, kind, population } = event.body;
			for (const fromId of from) successions.set(fromId, { fromId, on, kind });
			if (population) declare({ ...population, source: 'merged', ...declared });
		}
	}
	return { counts: [...counts.values()], successions: [...successions.values()] };
}
