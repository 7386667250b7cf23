import { and, eq, gte, isNull, notInArray, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, may, placesFor, type Target, type Verb } from '#lib/access/permissions.ts';
import { isOpen, LINKS_A_DAY, UNCOUNTED } from '#lib/exports/link.ts';
import { exportLinks } from '#lib/exports/server/schema.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, daysBefore } from '#lib/shared/dates.ts';
import { DomainError, forbidden, notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { requireFreshSession } from '#lib/sign-in/server/fresh.ts';
import { COUNTRY } from '#lib/territory/place.ts';

export interface ExportLink {
	id: string;
	personId: string;
	kind: string;
	subject: string;
	madeAt: Date;
	takenAt: Date | null;
}

/** A list with names, where it lies and the verb under which it may leave. */
export interface Leaving {
	of: Target;
	verb: Verb;
}

/**
 * Makes a link with which its maker may take a list with names away (`export.make` and the list's own verb where it
 * lies): once, within ten minutes, and at most five a day (429 export_limit). She must have signed in just now
 * (`sign_in_again`, 403). `id` was made when the form was shown, so a double tap is one link. Both refusals stand in
 * the audit as an alert; `db` must not be a transaction that they roll back.
 */
export async function makeExport(
	db: Db,
	actor: Actor,
	{ id, kind, subject, of, verb }: Leaving & { id: string; kind: string; subject: string },
	now: Date
): Promise<void> {
	allow(actor, 'export.make', of);
	allow(actor, verb, of);
	try {
		if (actor.kind !== 'person') throw forbidden();
		await requireFreshSession(db, actor, now);
		await db.transaction((tx) => make(tx, actor, { id, kind, subject, of }, now));
	} catch (refused) {
		if (refused instanceof DomainError && ALERTS.includes(refused.code)) {
			await writeAudit(db, actor, 'export.make', { kind, id: subject, of }, now, { refused: refused.code });
		}
		throw refused;
	}
}

const ALERTS = ['export_limit', 'sign_in_again'];

async function make(
	tx: Db,
	actor: Actor & { kind: 'person' },
	{ id, kind, subject, of }: { id: string; kind: string; subject: string; of: Target },
	now: Date
): Promise<void> {
	// One after the other for each person, so that nobody makes a sixth beside the fifth.
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`export ${actor.id}`}, 0))`);
	const [same] = await tx.select().from(exportLinks).where(eq(exportLinks.id, id));
	if (same && same.personId === actor.id) return;
	if (same) throw notFound();
	const midnight = new Date(`${dayOf(now)}T00:00:00+07:00`);
	const counted = and(gte(exportLinks.madeAt, midnight), notInArray(exportLinks.kind, UNCOUNTED));
	const own = and(eq(exportLinks.personId, actor.id), counted);
	if (!UNCOUNTED.includes(kind) && (await tx.$count(exportLinks, own)) >= LINKS_A_DAY)
		throw new DomainError('export_limit', 429, { count: LINKS_A_DAY });
	await tx.insert(exportLinks).values({ id, personId: actor.id, kind, subject, madeAt: now });
	await writeAudit(tx, actor, 'export.make', { kind, id: subject, of }, now);
}

/** A link of one's own; anybody else's is not found (404). */
export async function readExport(db: Db, actor: Actor, id: string): Promise<ExportLink> {
	const [link] = isId(id) ? await db.select().from(exportLinks).where(eq(exportLinks.id, id)) : [];
	if (!link || !may(actor, 'export.take', { personId: link.personId })) throw notFound();
	return link;
}

/**
 * Uses a link up: whoever comes second, or after ten minutes, is refused (409 export_over). `of` is where the list lies;
 * whoever calls asks once more whether she may see it, and writes the list only after this.
 */
export async function takeExport(
	db: Db,
	actor: Actor,
	link: ExportLink,
	{ of, verb }: Leaving,
	now: Date
): Promise<void> {
	allow(actor, 'export.take', { personId: link.personId });
	allow(actor, 'export.make', of);
	allow(actor, verb, of);
	await db.transaction(async (tx) => {
		const unused = and(eq(exportLinks.id, link.id), isNull(exportLinks.takenAt));
		const taken = isOpen(link, now) ? await tx.update(exportLinks).set({ takenAt: now }).where(unused).returning() : [];
		if (taken.length === 0) throw new DomainError('export_over', 409);
		await writeAudit(tx, actor, 'export.take', { kind: link.kind, id: link.subject, of }, now);
	});
}

/** How often in the last seven days somebody in an auditor's places was refused a list with names. */
export async function countAlerts(db: Db, actor: Actor, now: Date): Promise<number> {
	const places = placesFor(actor, 'audit.read');
	const there = places.includes(COUNTRY)
		? sql`true`
		: sql`(place = any(${sql.param(places)}::text[]) or place in (
			select code from wards where province_code = any(${sql.param(places)}::text[])))`;
	const [row] = await db.execute<{ count: number }>(sql`
		select count(*)::int count from audit_entries
		where verb = 'export.make' and detail ? 'refused' and at > ${daysBefore(now, 7).toISOString()}::timestamptz and ${there}`);
	return row?.count ?? 0;
}
