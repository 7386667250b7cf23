import { v7 } from 'uuid';

// Ids of one millisecond still sort in the order in which this process made them.
let made = 0;

/**
 * A new time-ordered id (UUIDv7), made where the work starts. The same id always stands for the same work,
 * so whatever carries it may be sent twice (design.md, invariant 2).
 */
export function newId(now: Date): string {
	made = (made + 1) % 0x7fffffff;
	return v7({ msecs: now.getTime(), seq: made });
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text from outside has the shape of an id; anything else is "not found" before it meets the database. */
export function isId(text: string): boolean {
	return UUID.test(text);
}
