import type { Actor } from '#lib/access/actor.ts';
import { may } from '#lib/access/permissions.ts';
import { readPerson, type Person } from '#lib/people/server/person.ts';
import { workReached } from '#lib/people/server/workplaces.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { notFound } from '#lib/shared/errors.ts';
import { charge, giveBack, networkOf, type Limit } from '#lib/sign-in/server/throttle.ts';
import {
	findVerified,
	listCertificates,
	type Certificate,
	type Verified
} from '#lib/certificates/server/certificates.ts';

/** Ten wrong codes a minute from one address; of right ones, which an office may check in a row, sixty. */
const LOOKS: Limit = { name: 'certificate', points: 60, seconds: 60 };
const WRONG = 6;
const RIGHT = 1;

/**
 * What the register says of a code, to anybody, signed in or not. Whatever is no code of ours is not found (404), asked
 * for in the same way, so that nobody learns more by waiting; whoever tries many is refused for a while (429).
 */
export async function verify(db: Db, code: string, address: string, now: Date): Promise<Verified> {
	const whose = networkOf(address);
	await charge(db, LOOKS, whose, WRONG, 'too_many_looks');
	const found = await findVerified(db, code, now);
	if (!found) throw notFound();
	await giveBack(db, [LOOKS], whose, WRONG - RIGHT);
	return found;
}

/**
 * The papers of a resident, for the staff: a look at her results, of which she is told. An officer of where she works
 * sees those of an official only. To others she is not found (404).
 */
export async function lookAtCertificates(
	db: Db,
	actor: Actor,
	personId: string,
	now: Date
): Promise<{ person: Person; certificates: Certificate[]; atHome: boolean }> {
	const person = await readPerson(db, personId);
	const atHome = may(actor, 'evidence.read', person.place);
	const place = atHome ? person.place : await workReached(db, actor, 'official_paper.keep', person, now);
	if (!place) throw notFound();
	const papers = await listCertificates(db, person.id, now);
	const certificates = atHome ? papers : papers.filter(({ paper }) => paper === 'certificate');
	await writeAudit(db, actor, 'evidence.read', { kind: 'person', id: person.id, of: place }, now);
	return { person, certificates, atHome };
}
