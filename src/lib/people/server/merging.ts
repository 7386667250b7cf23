import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import type { Decision, NewEvent } from '#lib/shared/log.ts';
import type { PersonMerged, PersonUnmerged } from '#lib/people/events.ts';
import { mayStillUndo, UNDO_DAYS } from '#lib/people/merging.ts';
import { readTwo, storeDecision, type TwoRecords } from '#lib/people/server/duplicates.ts';
import { readPerson, type Person } from '#lib/people/server/person.ts';
import { duplicatePairs } from '#lib/people/server/schema.ts';

export interface Merge extends TwoRecords {
	eventId: string;
}

/**
 * The two people that a merge makes one, the least id first. Refuses what could not be merged: records that already are
 * one person (409) and erased ones (410).
 */
export async function readMergeable(db: Db, actor: Actor, two: TwoRecords): Promise<[Person, Person]> {
	const people = await readTwo(db, actor, 'person.merge', two);
	if (people[0].id === people[1].id) throw new DomainError('already_one_person', 409);
	if (people.some((person) => person.erasedOn !== null)) throw new DomainError('person_erased', 410);
	return people;
}

/**
 * Two records are one person; from now on the least id stands for both. Every event, card, picture, session, name and
 * household stays under the record it was made for, so that a wrong merge is undone without loss. The same merge a
 * second time changes nothing, also after it was undone. Who asks for one and who approves it is a question of approvals.
 */
export async function mergeRecords(db: Db, actor: Actor, input: Merge, now: Date): Promise<Decision<void>> {
	await readTwo(db, actor, 'person.merge', input);
	const [done] = await db.select().from(duplicatePairs).where(eq(duplicatePairs.mergeId, input.eventId));
	if (done) return { events: [], outcome: undefined };
	const [one, other] = await readMergeable(db, actor, input);
	const pair = { personId: one.id, otherId: other.id };
	await storeDecision(db, pair, { state: 'merged', decidedBy: actor.id, mergeId: input.eventId, at: now });
	const merged = (subjectId: string, other: string): NewEvent<PersonMerged> => ({
		subjectId,
		id: input.eventId,
		kind: 'person.merged',
		body: { with: other },
		occurredAt: now
	});
	return { events: [merged(one.id, other.id), merged(other.id, one.id)], outcome: undefined };
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
