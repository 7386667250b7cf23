import { inArray, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { listRecords } from '#lib/people/server/erasure.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { mailAddresses } from '#lib/sign-in/server/mail-schema.ts';

/** Keeps where somebody wants her reminders as letters, or forgets it: an empty address. Only she herself says so. */
export async function setMailAddress(
	db: Db,
	actor: Actor,
	{ personId, address }: { personId: string; address: string },
	now: Date
): Promise<void> {
	allow(actor, 'mail_address.set', { personId });
	await db.transaction(async (tx) => {
		// Under whichever of her records one was given: what she forgets is forgotten.
		await tx.delete(mailAddresses).where(inArray(mailAddresses.personId, await listRecords(tx, personId)));
		if (address !== '') await tx.insert(mailAddresses).values({ personId, address, setAt: now });
		await writeAudit(tx, actor, 'mail_address.set', { kind: 'person', id: personId }, now, { given: address !== '' });
	});
}

/** Where these people want letters, by person; a merged record's address is the person's. */
export async function listMailAddresses(db: Db, personIds: readonly string[]): Promise<Map<string, string>> {
	if (personIds.length === 0) return new Map();
	const rows = await db.execute<{ personId: string; address: string }>(sql`
		select coalesce(p.merged_into, p.id) as "personId", m.address
		from mail_addresses m join people p on p.id = m.person_id
		where coalesce(p.merged_into, p.id) = any(${sql.param([...personIds])}::uuid[]) and p.erased_on is null
		order by m.set_at`);
	return new Map(rows.map(({ personId, address }) => [personId, address]));
}

/** Where somebody wants letters; null where she gave no address. */
export async function findMailAddress(db: Db, personId: string): Promise<string | null> {
	return (await listMailAddresses(db, [personId])).get(personId) ?? null;
}
