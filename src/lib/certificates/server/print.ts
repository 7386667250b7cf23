import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { readCertificate, type Certificate } from '#lib/certificates/server/certificates.ts';

/**
 * A paper to be printed, with its holder's name of today: a corrected name is a reprint under the same serial and date.
 * Each print stands in the audit, her own too. What no longer holds is not printed (409 certificate_not_valid), nor is a
 * paper without a name (410 person_erased). `ready` may still refuse: a print that cannot be made is not noted.
 */
export async function printCertificate(
	db: Db,
	actor: Actor,
	{ personId, certificateId }: { personId: string; certificateId: string },
	now: Date,
	ready: () => void = () => undefined
): Promise<{ certificate: Certificate; name: string }> {
	const person = await readPerson(db, personId);
	allow(actor, 'certificate.read', person.place);
	const certificate = await readCertificate(db, person.id, certificateId, now);
	if (person.fullName === null) throw new DomainError('person_erased', 410);
	if (certificate.state === 'revoked' || certificate.state === 'fallen') {
		throw new DomainError('certificate_not_valid', 409);
	}
	ready();
	const object = { kind: 'certificate', id: certificate.id, of: person.place };
	await writeAudit(db, actor, 'certificate.read', object, now, { print: true });
	return { certificate, name: person.fullName };
}
