import { and, eq, isNull } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { may } from '#lib/access/permissions.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { workReached } from '#lib/people/server/workplaces.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError, forbidden } from '#lib/shared/errors.ts';
import type { RevocationReason } from '#lib/certificates/certificate.ts';
import { readCertificate } from '#lib/certificates/server/certificates.ts';
import { certificates } from '#lib/certificates/server/schema.ts';

/**
 * A named officer takes a paper back, for a reason. It stays in the register, and whoever checks it is told; the result
 * behind it stays as it is. Once only (409 certificate_revoked). Where she works, an officer takes back what an official has.
 */
export async function revokeCertificate(
	db: Db,
	actor: Actor,
	{ personId, certificateId, reason }: { personId: string; certificateId: string; reason: RevocationReason },
	now: Date
): Promise<void> {
	const person = await readPerson(db, personId);
	const atHome = may(actor, 'certificate.revoke', person.place) ? person.place : null;
	const place = atHome ?? (await workReached(db, actor, 'official_paper.keep', person, now));
	if (!place) throw forbidden();
	const { id, paper } = await readCertificate(db, person.id, certificateId, now);
	if (!atHome && paper !== 'certificate') throw forbidden();
	await db.transaction(async (tx) => {
		const revoked = await tx
			.update(certificates)
			.set({ revokedAt: now, revokedBy: actor.id, revokedFor: reason })
			.where(and(eq(certificates.id, id), isNull(certificates.revokedAt)))
			.returning({ id: certificates.id });
		if (revoked.length === 0) throw new DomainError('certificate_revoked', 409);
		await writeAudit(tx, actor, 'certificate.revoke', { kind: 'certificate', id, of: place }, now, { reason });
	});
}
