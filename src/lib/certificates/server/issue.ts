import { randomInt } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { clock, type Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import type { Library } from '#lib/curriculum/content.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { inPages } from '#lib/server/db/in-pages.ts';
import { dayOf, yearOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { newVerificationCode, writeSerial } from '#lib/certificates/certificate.ts';
import { listDueDuties } from '#lib/certificates/server/due-duties.ts';
import { listDue, type Asked, type DuePaper } from '#lib/certificates/server/due.ts';
import { certificateNumbers, certificates } from '#lib/certificates/server/schema.ts';

/** So few that whoever taps for her own paper meanwhile waits only a moment. */
const AT_ONCE = 100;
/** The papers of a whole province's duty may be due on one day. */
const ROWS_A_WRITE = 2_000;
/** Held by whoever issues, so that no two give out one number, and no second sweep finds what the first is issuing. */
const ISSUING = 7_101_951;

/**
 * Issues every paper that is earned and was not issued, and returns how many. It may run as often as one likes, on
 * several machines at once: what has a paper gets no second one, and nothing that was issued is ever touched.
 */
export async function issueDue(db: Db, library: Library, now: Date, actor: Actor = clock): Promise<number> {
	allow(actor, 'certificate.issue');
	let issued = await underLock(db, actor, null, now, (tx) => listDueDuties(tx, null, now));
	for (;;) {
		const round = await issueAsked(db, actor, library, { personId: null, limit: AT_ONCE }, now);
		issued += round;
		if (round < AT_ONCE) return issued;
	}
}

/** Issues what one person has earned, when she asks for it. */
export async function issueOwn(db: Db, actor: Actor, library: Library, personId: string, now: Date): Promise<number> {
	allow(actor, 'certificate.issue', { personId });
	const duties = await underLock(db, actor, personId, now, (tx) => listDueDuties(tx, personId, now));
	return duties + (await issueAsked(db, actor, library, { personId, limit: AT_ONCE }, now));
}

function issueAsked(db: Db, actor: Actor, library: Library, asked: Asked, now: Date): Promise<number> {
	return underLock(db, actor, asked.personId, now, (tx) => listDue(tx, library, asked));
}

async function underLock(
	db: Db,
	actor: Actor,
	personId: string | null,
	now: Date,
	list: (tx: Db) => Promise<DuePaper[]>
): Promise<number> {
	return db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(${ISSUING})`);
		const due = await list(tx);
		if (due.length === 0) return 0;
		const issued = await write(tx, actor, due, now);
		const object = { kind: 'certificate', id: 'due', of: personId === null ? {} : { personId } };
		await writeAudit(tx, actor, 'certificate.issue', object, now, { certificates: issued });
		return issued;
	});
}

async function write(tx: Db, actor: Actor, due: readonly DuePaper[], now: Date): Promise<number> {
	let issued = 0;
	const year = yearOf(dayOf(now));
	const wards = [...new Set(due.map(({ wardCode }) => wardCode ?? ''))].sort();
	for (const wardCode of wards) {
		const here = due.filter((paper) => (paper.wardCode ?? '') === wardCode);
		const [{ last } = { last: 0 }] = await tx
			.insert(certificateNumbers)
			.values({ wardCode, year, last: here.length })
			.onConflictDoUpdate({
				target: [certificateNumbers.wardCode, certificateNumbers.year],
				set: { last: sql`${certificateNumbers.last} + ${here.length}` }
			})
			.returning({ last: certificateNumbers.last });
		const rows = here.map((paper, n) => ({
			...paper,
			id: newId(now),
			serial: writeSerial(paper.wardCode, year, last - here.length + n + 1),
			code: newVerificationCode((below) => randomInt(below)),
			issuedOn: dayOf(now),
			issuedAt: now,
			issuedBy: actor.id
		}));
		// One paper for each thing it rests on, whatever else goes wrong.
		await inPages(rows, ROWS_A_WRITE, async (page) => {
			const added = tx.insert(certificates).values(page).onConflictDoNothing();
			issued += (await added.returning({ id: certificates.id })).length;
		});
	}
	return issued;
}
