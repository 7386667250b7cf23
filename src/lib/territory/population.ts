import { dayOf } from '#lib/shared/dates.ts';
import type { LogEvent } from '#lib/shared/log.ts';
import type {
	FallReason,
	GroupEvent,
	PopulationCount,
	PopulationDeclaration,
	PopulationNumbers,
	Succession
} from '#lib/territory/events.ts';

/** What the log says of a residential group: what was declared of it, and which groups it took the place of. */
export interface GroupHistory {
	counts: PopulationCount[];
	declarations: PopulationDeclaration[];
	successions: Succession[];
}

/** The denominator: adults who really live there, registered as residents or lodging. */
export function adultsOf({ resident, lodging }: Pick<PopulationNumbers, 'resident' | 'lodging'>): number {
	return resident + lodging;
}

/**
 * Folds a group's events, in order. Of two declarations for one day by one kind of source, the later one stands. A fall
 * counts once it is accepted; another declaration takes the place of one that still waits.
 */
export function groupHistoryOf(events: readonly LogEvent[]): GroupHistory {
	const declarations: PopulationDeclaration[] = [];
	const successions = new Map<string, Succession>();
	const declare = (event: LogEvent, numbers: Numbers, source: PopulationCount['source'], fall: FallReason | null) => {
		const { ageFrom, resident, lodging, away, asOf } = numbers;
		const declared = { declaredBy: event.actorId, declaredOn: dayOf(event.occurredAt) };
		const state = fall === null ? ('counts' as const) : ('waiting' as const);
		for (const one of declarations) if (one.state === 'waiting') one.state = 'replaced';
		const undecided = { fall, state, decidedBy: null, decidedOn: null };
		declarations.push({ ageFrom, resident, lodging, away, asOf, source, ...declared, eventId: event.id, ...undecided });
	};

	for (const event of events as readonly GroupEvent[]) {
		if (event.kind === 'population.declared') {
			declare(event, event.body, 'head', event.body.fall ?? null);
		} else if (event.kind === 'population.decided') {
			const one = declarations.find(({ eventId }) => eventId === event.body.declaration);
			if (one?.state !== 'waiting') continue;
			one.state = event.body.accepted ? 'counts' : 'refused';
			Object.assign(one, { decidedBy: event.actorId, decidedOn: dayOf(event.occurredAt) });
		} else if (event.kind === 'group.succeeded') {
			const { from, on, kind, population } = event.body;
			for (const fromId of from) successions.set(fromId, { fromId, on, kind });
			if (population) declare(event, population, 'merged', null);
		}
	}
	return { counts: standing(declarations), declarations, successions: [...successions.values()] };
}

type Numbers = PopulationNumbers & { asOf: string };

function standing(declarations: readonly PopulationDeclaration[]): PopulationCount[] {
	const counts = new Map<string, PopulationCount>();
	for (const one of declarations) {
		if (one.state !== 'counts') continue;
		const { ageFrom, resident, lodging, away, asOf, source, declaredBy, declaredOn } = one;
		counts.set(`${asOf} ${source}`, { ageFrom, resident, lodging, away, asOf, source, declaredBy, declaredOn });
	}
	return [...counts.values()];
}
