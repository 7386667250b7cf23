import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError } from '#lib/shared/errors.ts';
import type { Decision, NewEvent } from '#lib/shared/log.ts';
import type { PersonCorrected, PersonMerged, PersonUnmerged } from '#lib/people/events.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { checkBirthYear } from '#lib/people/server/register.ts';
import { people } from '#lib/people/server/schema.ts';

export interface BirthYearCorrection {
	eventId: string;
	personId: string;
	birthYear: number;
}

/** The year of birth was written down wrong. Figures follow for every day. */
export const correctBirthYear = {
	subjects: (_db: Db, input: BirthYearCorrection) => ({ people: [input.personId] }),

	async decide(db: Db, actor: Actor, input: BirthYearCorrection, now: Date): Promise<Decision<void>> {
		const person = await readPerson(db, input.personId);
		allow(actor, 'person.correct', person.place);
		checkBirthYear(input.birthYear, now);
		const corrected: NewEvent<PersonCorrected> = {
			subjectId: person.id,
			id: input.eventId,
			kind: 'person.corrected',
			body: { birthYear: input.birthYear },
			occurredAt: now
		};
		return { events: [corrected], outcome: undefined };
	}
};

export interface Merge {
	eventId: string;
	/** two records that are one person, in either order */
	personId: string;
	otherId: string;
}

/**
 * Two records are one person; from now on the least id stands for both. Every event stays under the record it was made
 * for, so that a wrong merge can be undone without loss. Refuses records that already are one (409).
 */
export const mergePeople = {
	subjects: (_db: Db, input: Merge) => ({ people: [input.personId, input.otherId] }),

	async decide(db: Db, actor: Actor, input: Merge, now: Date): Promise<Decision<void>> {
		const [person, other] = [await readPerson(db, input.personId), await readPerson(db, input.otherId)];
		allow(actor, 'person.merge', person.place);
		allow(actor, 'person.merge', other.place);
		if (person.id === other.id) throw new DomainError('already_one_person', 409);
		const merged = (subjectId: string, other: string): NewEvent<PersonMerged> => ({
			subjectId,
			id: input.eventId,
			kind: 'person.merged',
			body: { with: other },
			occurredAt: now
		});
		return { events: [merged(person.id, other.id), merged(other.id, person.id)], outcome: undefined };
	}
};

export interface Unmerge extends Merge {
	/** id of the merge that was wrong */
	mergeId: string;
}

/** A merge was wrong: both records stand for themselves again, each with its own events. */
export const undoMerge = {
	subjects: (_db: Db, input: Unmerge) => ({ people: [input.personId, input.otherId] }),

	async decide(db: Db, actor: Actor, input: Unmerge, now: Date): Promise<Decision<void>> {
		const person = await readPerson(db, input.personId);
		allow(actor, 'person.merge', person.place);
		const [record] = await db.select().from(people).where(eq(people.id, input.otherId));
		if (!record) throw new DomainError('not_found', 404);
		const unmerged = (subjectId: string, other: string): NewEvent<PersonUnmerged> => ({
			subjectId,
			id: input.eventId,
			kind: 'person.unmerged',
			body: { with: other, merge: input.mergeId },
			occurredAt: now
		});
		return {
			events: [unmerged(input.personId, input.otherId), unmerged(input.otherId, input.personId)],
			outcome: undefined
		};
	}
};
