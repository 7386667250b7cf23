import { and, desc, eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, may, placesFor } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import type { Decision, NewEvent } from '#lib/shared/log.ts';
import type { PopulationDecided, PopulationDeclaration } from '#lib/territory/events.ts';
import { placeOfGroup, readGroup } from '#lib/territory/server/groups.ts';
import { populationDeclarations } from '#lib/territory/server/schema.ts';
import { memberGroups } from '#lib/territory/server/within.ts';

export interface DeclarationDecision {
	eventId: string;
	groupId: string;
	/** the event of the declaration */
	declaration: string;
	accepted: boolean;
}

/**
 * Somebody of the ward accepts that the declared number fell, or does not. Until then the old one counts. Refuses
 * whoever declared it (403, `accept_own_declaration`), what was decided otherwise or replaced by another declaration
 * (409, `declaration_decided`), and groups that ended meanwhile (409). Deciding the same twice changes nothing.
 */
export const decideDeclaration = {
	subjects: (_db: Db, input: DeclarationDecision) => ({ groups: [input.groupId] }),

	async decide(db: Db, actor: Actor, input: DeclarationDecision, now: Date): Promise<Decision<void>> {
		allow(actor, 'population.accept', await placeOfGroup(db, input.groupId));
		const [declared] = await db
			.select()
			.from(populationDeclarations)
			.where(
				and(
					eq(populationDeclarations.groupId, input.groupId),
					sql`${populationDeclarations.eventId}::text = ${input.declaration}`
				)
			);
		if (!declared || declared.fall === null) throw notFound();
		if (declared.declaredBy === actor.id) throw new DomainError('accept_own_declaration', 403);
		if (declared.state === (input.accepted ? 'counts' : 'refused')) return { events: [], outcome: undefined };
		if (declared.state !== 'waiting') throw new DomainError('declaration_decided', 409);
		if ((await readGroup(db, input.groupId)).validTo !== null) throw new DomainError('group_ended', 409);
		const decided: NewEvent<PopulationDecided> = {
			subjectId: input.groupId,
			id: input.eventId,
			kind: 'population.decided',
			body: { declaration: input.declaration, accepted: input.accepted },
			occurredAt: now
		};
		return { events: [decided], outcome: undefined };
	}
};

/** Every declaration of a group, the last made first; for whoever may read what stands behind its figure. */
export async function listDeclarations(db: Db, actor: Actor, groupId: string): Promise<PopulationDeclaration[]> {
	const place = await placeOfGroup(db, groupId);
	if (!may(actor, 'figure.explain', place)) throw notFound();
	const rows = await db
		.select()
		.from(populationDeclarations)
		.where(eq(populationDeclarations.groupId, groupId))
		.orderBy(desc(populationDeclarations.declaredOn), desc(populationDeclarations.eventId));
	return rows.map(({ groupId: _, ...row }) => ({ ...row, source: row.source === 'merged' ? 'merged' : 'head' }));
}

/** A declaration with fewer adults that waits for the ward's word, or null. Whoever asks has asked the permission. */
export async function findWaitingFall(db: Db, groupId: string): Promise<PopulationDeclaration | null> {
	const [row] = await db
		.select()
		.from(populationDeclarations)
		.where(and(eq(populationDeclarations.groupId, groupId), eq(populationDeclarations.state, 'waiting')));
	return row ? { ...row, source: 'head' } : null;
}

export interface WaitingFall extends Record<string, unknown> {
	groupId: string;
	groupName: string;
	eventId: string;
}

/** Declarations with fewer adults that wait for this reader's word, by group. */
export async function listWaitingFalls(db: Db, actor: Actor, now: Date): Promise<WaitingFall[]> {
	const places = placesFor(actor, 'population.accept');
	if (places.length === 0) return [];
	return db.execute<WaitingFall>(sql`
		with recursive ${memberGroups(places, dayOf(now))}
		select root.id "groupId", root.name "groupName", d.event_id "eventId"
		from root join population_declarations d on d.group_id = root.id and d.state = 'waiting'
		order by root.name collate "vi-x-icu", d.event_id`);
}
