import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { may } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { oneAfterAnother } from '#lib/people/membership.ts';
import { readPerson } from '#lib/people/server/person.ts';

/** What tells one person from another when two are compared, besides what the log knows. */
export interface Side {
	/** of all her records, her own first: who was merged is also known by the other's names */
	names: { fullName: string; everydayName: string | null; phone: string | null; registeredOn: Day }[];
	/** the houses she lived in, the last first */
	houses: { label: string; from: Day; to: Day | null }[];
}

/** Only for whoever may read her evidence; to others she is not found (404). */
export async function readSide(db: Db, actor: Actor, personId: string): Promise<Side> {
	const person = await readPerson(db, personId);
	if (!may(actor, 'evidence.read', person.place)) throw notFound();
	const names = await db.execute<{
		fullName: string;
		everydayName: string | null;
		phone: string | null;
		registeredAt: string;
	}>(sql`
		select n.full_name "fullName", n.everyday_name "everydayName", n.phone, n.registered_at::text "registeredAt"
		from people p join person_names n on n.person_id = p.id
		where coalesce(p.merged_into, p.id) = ${person.id} order by p.id`);
	const stays = await db.execute<{ householdId: string; label: string; from: Day; to: Day | null }>(sql`
		select h.id "householdId", h.label, hm."from"::text "from", hm."to"::text "to"
		from people p join household_members hm on hm.person_id = p.id join households h on h.id = hm.household_id
		where coalesce(p.merged_into, p.id) = ${person.id}`);
	return {
		names: names.map(({ registeredAt, ...name }) => ({ ...name, registeredOn: dayOf(new Date(registeredAt)) })),
		houses: oneAfterAnother(stays)
			.map(({ label, from, to }) => ({ label, from, to }))
			.toReversed()
	};
}
