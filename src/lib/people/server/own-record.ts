import { desc, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { listRecords } from '#lib/people/server/erasure.ts';
import { findGuardian, type Guardian } from '#lib/people/server/guardians.ts';
import { householdOf } from '#lib/people/server/membership.ts';
import { readPerson, type Person } from '#lib/people/server/person.ts';
import { personNames, residences } from '#lib/people/server/schema.ts';

/** What is stored of who she is and where she lives, for nobody but herself. */
export interface OwnRecord {
	person: Person;
	/** of her own and of the records merged into hers */
	records: string[];
	phone: string | null;
	registeredAt: Date | null;
	registeredByHerself: boolean;
	household: string | null;
	guardian: Guardian | null;
	residences: { groupId: string; from: string; to: string | null; confirmedOn: string | null }[];
}

export async function readOwnRecord(db: Db, personId: string): Promise<OwnRecord> {
	const person = await readPerson(db, personId);
	const records = await listRecords(db, person.id);
	const [name] = await db.select().from(personNames).where(eq(personNames.personId, person.id));
	const [home] = await db.execute<{ label: string; landmark: string | null }>(
		sql`select h.label, h.landmark from ${householdOf(sql`${person.id}::uuid`)} h`
	);
	const lived = await db
		.select()
		.from(residences)
		.where(inArray(residences.personId, records))
		.orderBy(desc(residences.from));
	return {
		person,
		records,
		phone: name?.phone ?? null,
		registeredAt: name?.registeredAt ?? null,
		registeredByHerself: name !== undefined && ['anonymous', person.id].includes(name.registeredBy),
		household: home ? [home.label, home.landmark].filter(Boolean).join(', ') : null,
		guardian: await findGuardian(db, person.id),
		residences: lived.map(({ groupId, from, to, confirmedOn }) => ({ groupId, from, to, confirmedOn }))
	};
}
