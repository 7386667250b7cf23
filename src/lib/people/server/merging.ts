import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import type { Decision, NewEvent } from '#lib/shared/log.ts';
import type { PersonMerged, PersonUnmerged } from '#lib/people/events.ts';
import { mayStillUndo, UNDO_DAYS } from '#lib/people/merging.ts';
import { findDecision, isPair, readBoth, type TwoRecords } from '#lib/people/server/duplicates.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { duplicatePairs } from '#lib/people/server/schema.ts';

export interface Merge extends TwoRecords {
	eventId: string;
}

/**
 * What makes two records one person: a second officer who says so too. From now on the least id stands for both. Every
 * event, card, picture, session, name and household stays under the record it was made for, so that a wrong merge is
 * undone without loss. Refuses what nobody has asked for (409, `merge_not_asked`), and whoever asked herself or is one
 * of the two (403, `approve_own_request`). The same form sent twice merges once.
 */
export async function mergeAsked(db: Db, actor: Actor, input: Merge, now: Date): Promise<Decision<void>> {
	const person = await readPerson(db, input.personId);
	allow(actor, 'person.merge', person.place);
	const pair = await findDecision(db, input);
	if (pair?.state === 'merged' && pair.mergeId === input.eventId) return { events: [], outcome: undefined };
	const { personId, otherId } = await readBoth(db, actor, 'person.merge', input);
	if (pair?.state !== 'asked') throw new DomainError('merge_not_asked', 409);
	if ([pair.askedBy, personId, otherId].includes(actor.id)) throw new DomainError('approve_own_request', 403);

	const decided = { state: 'merged', decidedBy: actor.id, at: now, mergeId: input.eventId };
	await db.update(duplicatePairs).set(decided).where(isPair(input));
	const merged = (subjectId: string, other: string): NewEvent<PersonMerged> => ({
		subjectId,
		id: input.eventId,
		kind: 'person.merged',
		body: { with: other },
		occurredAt: now
	});
	return { events: [merged(personId, otherId), merged(otherId, personId)], outcome: undefined };
}

export interface Unmerge {
	eventId: string;
	personId: string;
	/** id of the merge that was wrong */
	mergeId: string;
}

/**
 * A merge was wrong: both records stand for themselves again, each with its own events, and are never proposed as one
 * again. Within thirty days by whoever may merge; later only at the console (409, `merge_too_old`). Undoing twice
 * changes nothing; a merge of somebody else is not found (404).
 */
export const undoMerge = {
	subjects: (_db: Db, input: Unmerge) => ({ people: [input.personId] }),

	async decide(db: Db, actor: Actor, input: Unmerge, now: Date): Promise<Decision<void>> {
		const person = await readPerson(db, input.personId);
		allow(actor, 'merge.undo', person.place);
		const [pair] = await db.select().from(duplicatePairs).where(eq(duplicatePairs.mergeId, input.mergeId));
		const owner = pair && (await readPerson(db, pair.oneId));
		if (!pair || !owner || owner.id !== person.id) throw notFound();
		if (pair.state !== 'merged') return { events: [], outcome: undefined };
		if (actor.kind === 'person' && !mayStillUndo(pair.at, now)) {
			throw new DomainError('merge_too_old', 409, { days: UNDO_DAYS });
		}
		const { oneId, otherId } = pair;
		await db
			.update(duplicatePairs)
			.set({ state: 'dismissed', decidedBy: actor.id, at: now })
			.where(eq(duplicatePairs.mergeId, input.mergeId));
		const unmerged = (subjectId: string, other: string): NewEvent<PersonUnmerged> => ({
			subjectId,
			id: input.eventId,
			kind: 'person.unmerged',
			body: { with: other, merge: input.mergeId },
			occurredAt: now
		});
		return { events: [unmerged(oneId, otherId), unmerged(otherId, oneId)], outcome: undefined };
	}
};
