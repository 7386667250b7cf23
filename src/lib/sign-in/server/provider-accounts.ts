import { and, eq, inArray, ne } from 'drizzle-orm';
import type { PersonActor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { listRecords } from '#lib/people/server/erasure.ts';
import { findPerson } from '#lib/people/server/person.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { findLoginName } from '#lib/sign-in/server/account.ts';
import { requireFreshSession } from '#lib/sign-in/server/fresh.ts';
import type { ProviderAccount } from '#lib/sign-in/server/provider.ts';
import { providerAccounts, signIns } from '#lib/sign-in/server/schema.ts';

type Account = Pick<ProviderAccount, 'issuer' | 'subject'>;

/**
 * Whose account at the provider this is: known only by issuer and subject, after she linked it herself. One that nobody
 * has linked is nobody's, whatever else it says of its owner (`provider_not_linked`, 403).
 */
export async function readPersonOf(db: Db, { issuer, subject }: Account): Promise<string> {
	const [row] = await db
		.select()
		.from(providerAccounts)
		.where(and(eq(providerAccounts.issuer, issuer), eq(providerAccounts.subject, subject)));
	const person = row ? await findPerson(db, row.personId) : null;
	if (!person || person.erasedOn !== null) throw new DomainError('provider_not_linked', 403);
	return person.id;
}

/** Since when a person's account at the provider is linked, or null. */
export async function findLinkedSince(db: Db, personId: string): Promise<Date | null> {
	const [row] = await db
		.select({ linkedAt: providerAccounts.linkedAt })
		.from(providerAccounts)
		.where(inArray(providerAccounts.personId, await listRecords(db, personId)));
	return row?.linkedAt ?? null;
}

/**
 * Links the account that somebody has just shown at the provider to whom she is signed in as here: both sides are
 * proved at that moment. Linking the same one again changes nothing; somebody else's is refused
 * (`provider_account_taken`, 409), and so is a second one of hers (`provider_already_linked`, 409).
 */
export async function linkAccount(db: Db, actor: PersonActor, account: Account, now: Date): Promise<void> {
	allow(actor, 'provider.link', { personId: actor.id });
	await requireFreshSession(db, actor, now);
	await bindAccount(db, actor, actor.id, account, now);
}

/** What `linkAccount` and an accepted invitation share. */
export async function bindAccount(
	db: Db,
	actor: PersonActor,
	personId: string,
	{ issuer, subject }: Account,
	now: Date
): Promise<void> {
	allow(actor, 'provider.link', { personId });
	const records = await listRecords(db, personId);
	await db.transaction(async (tx) => {
		const held = await tx.select().from(providerAccounts).where(inArray(providerAccounts.personId, records));
		if (held.some((one) => one.issuer === issuer && one.subject === subject)) return;
		if (held.length > 0) throw new DomainError('provider_already_linked', 409);
		const linked = await tx
			.insert(providerAccounts)
			.values({ issuer, subject, personId, linkedAt: now })
			.onConflictDoNothing()
			.returning({ personId: providerAccounts.personId });
		if (linked.length === 0) throw new DomainError('provider_account_taken', 409);
		await writeAudit(tx, actor, 'provider.link', { kind: 'person', id: personId }, now);
	});
}

/**
 * Takes the link away and ends what was begun by it elsewhere. Refused while it is her only way in
 * (`provider_only_way`, 409). Doing it twice changes nothing.
 */
export async function unlinkAccount(db: Db, actor: PersonActor, now: Date): Promise<void> {
	allow(actor, 'provider.unlink', { personId: actor.id });
	if ((await findLinkedSince(db, actor.id)) === null) return;
	if ((await findLoginName(db, actor.id)) === null) throw new DomainError('provider_only_way', 409);
	const records = await listRecords(db, actor.id);
	await db.transaction(async (tx) => {
		await tx.delete(providerAccounts).where(inArray(providerAccounts.personId, records));
		const byIt = and(
			inArray(signIns.personId, records),
			eq(signIns.method, 'provider'),
			ne(signIns.id, actor.signInId)
		);
		await tx.delete(signIns).where(byIt);
		await writeAudit(tx, actor, 'provider.unlink', { kind: 'person', id: actor.id }, now);
	});
}
