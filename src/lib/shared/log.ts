/** How much help a result had, from least to most (design.md, invariant 6). */
export const ASSISTANCE = ['none', 'read_aloud', 'prompted', 'done_for'] as const;
export type Assistance = (typeof ASSISTANCE)[number];

/** Later statements about a result can only raise its assistance. */
export function moreAssistance(a: Assistance, b: Assistance): Assistance {
	return ASSISTANCE.indexOf(a) >= ASSISTANCE.indexOf(b) ? a : b;
}

/** One entry of the log: something that happened to a subject, a person or a residential group. */
export interface LogEvent<Kind extends string = string, Body = unknown> {
	subjectId: string;
	/** made where the work started (UUIDv7); an event that concerns two subjects stands under both with one id */
	id: string;
	kind: Kind;
	body: Body;
	assistance: Assistance | null;
	witnessId: string | null;
	helperId: string | null;
	learningPointId: string | null;
	contentHash: string | null;
	actorId: string;
	/** when it happened: server time for forms */
	occurredAt: Date;
	/** when we came to know it */
	recordedAt: Date;
}

/** The one order in which a fold reads events; never the order of arrival. */
export function inOrder<E extends LogEvent>(events: readonly E[]): E[] {
	return [...events].sort(
		(a, b) => a.occurredAt.getTime() - b.occurredAt.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
	);
}

/** What a verb decided: an event that has no `recordedAt` yet. Everything left out is null. */
export type NewEvent<E extends LogEvent = LogEvent> = Pick<E, 'subjectId' | 'id' | 'kind' | 'body' | 'occurredAt'> &
	Partial<Pick<E, 'assistance' | 'witnessId' | 'helperId' | 'learningPointId' | 'contentHash'>>;

/** A verb's decision: what enters the log, and what the caller is told. No events: nothing to record. */
export interface Decision<Outcome> {
	events: NewEvent[];
	outcome: Outcome;
}
