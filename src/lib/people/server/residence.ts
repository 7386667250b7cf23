import { and, desc, eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import type { Decision, NewEvent } from '#lib/shared/log.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import type { PersonDied, ResidenceConfirmed, ResidenceMoved } from '#lib/people/events.ts';
import { leaveByMoving } from '#lib/people/server/membership.ts';
import { readPerson, type Person } from '#lib/people/server/person.ts';
import { wardMoves } from '#lib/people/server/review-schema.ts';
import { residences } from '#lib/people/server/schema.ts';

export interface Confirmation {
	eventId: string;
	personId: string;
	/** the group that she claims, as the officer saw it */
	groupId: string;
}

/**
 * Somebody with the right to says that she really lives in the group she claims. Refuses whoever registered her, and
 * herself (403, `confirm_own_registration`). Confirming twice changes nothing.
 */
export const confirmResidence = {
	subjects: (_db: Db, input: Confirmation) => ({ people: [input.personId] }),

	async decide(db: Db, actor: Actor, input: Confirmation, now: Date): Promise<Decision<'confirmed' | 'already'>> {
		allow(actor, 'residence.confirm', await placeOfGroup(db, input.groupId));
		const person = await readPerson(db, input.personId);
		const [claim] = await db
			.select()
			.from(residences)
			.where(and(eq(residences.personId, person.id), eq(residences.groupId, input.groupId)))
			.orderBy(desc(residences.from))
			.limit(1);
		if (!claim) throw notFound();
		if (claim.confirmedOn !== null) return { events: [], outcome: 'already' };
		if (isOwnWork(actor, person)) throw new DomainError('confirm_own_registration', 403);

		const confirmed: NewEvent<ResidenceConfirmed> = {
			subjectId: person.id,
			id: input.eventId,
			kind: 'residence.confirmed',
			body: { groupId: input.groupId },
			occurredAt: now
		};
		return { events: [confirmed], outcome: 'confirmed' };
	}
};

export interface Move {
	eventId: string;
	personId: string;
	toGroupId: string;
	on: Day;
}

/**
 * She lives in another group since a day. An officer of the ward she moved to records it; unless he registered her
 * himself, that confirms the new residence too. It closes where she lived before; if that was in another ward, a dated
 * row tells both (`ward-moves.ts`). Refuses days to come and the dead (422).
 */
export const moveResidence = {
	subjects: (_db: Db, input: Move) => ({ people: [input.personId] }),

	async decide(db: Db, actor: Actor, input: Move, now: Date): Promise<Decision<void>> {
		const to = await placeOfGroup(db, input.toGroupId);
		allow(actor, 'residence.move', to);
		const person = await readPerson(db, input.personId);
		refuseFuture(input.on, now);
		if (person.diedOn !== null) throw new DomainError('person_died', 422);
		await tellBothWards(db, actor, person, { ...input, toWard: to.wardCode }, now);
		await leaveByMoving(db, actor, person.id, input.toGroupId, input.on, now);
		const moved: NewEvent<ResidenceMoved> = {
			subjectId: person.id,
			id: input.eventId,
			kind: 'residence.moved',
			body: { groupId: input.toGroupId, on: input.on, confirmed: !isOwnWork(actor, person) },
			occurredAt: now
		};
		return { events: [moved], outcome: undefined };
	}
};

export interface Death {
	eventId: string;
	personId: string;
	on: Day;
}

/** She died on a day; from then on she counts nowhere. What she had reached stays in the figures of earlier days. */
export const recordDeath = {
	subjects: (_db: Db, input: Death) => ({ people: [input.personId] }),

	async decide(db: Db, actor: Actor, input: Death, now: Date): Promise<Decision<void>> {
		const person = await readPerson(db, input.personId);
		allow(actor, 'death.record', person.place);
		refuseFuture(input.on, now);
		await leaveByMoving(db, actor, person.id, null, input.on, now);
		const died: NewEvent<PersonDied> = {
			subjectId: person.id,
			id: input.eventId,
			kind: 'person.died',
			body: { on: input.on },
			occurredAt: now
		};
		return { events: [died], outcome: undefined };
	}
};

async function tellBothWards(
	db: Db,
	actor: Actor,
	person: Person,
	{ eventId, toGroupId, toWard, on }: Move & { toWard: string },
	now: Date
): Promise<void> {
	const { groupId: fromGroup, wardCode: fromWard } = person.place;
	if (fromGroup === undefined || fromWard === undefined || fromWard === toWard) return;
	const told = { eventId, personId: person.id, fromGroup, fromWard, toGroup: toGroupId, toWard, on };
	await db
		.insert(wardMoves)
		.values({ ...told, recordedBy: actor.id, recordedAt: now })
		.onConflictDoNothing();
}

function isOwnWork(actor: Actor, person: { id: string; registeredBy: string | null }): boolean {
	return actor.id === person.id || actor.id === person.registeredBy;
}

function refuseFuture(day: Day, now: Date): void {
	if (day > dayOf(now)) throw new DomainError('day_in_future', 422);
}
