import { and, eq, gte, isNull, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, may, type Target } from '#lib/access/permissions.ts';
import { isOpen, LINKS_A_DAY } from '#lib/exports/link.ts';
import { exportLinks } from '#lib/exports/server/schema.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';

export interface ExportLink {
	id: string;
	personId: string;
	kind: string;
	subject: string;
	madeAt: Date;
	takenAt: Date | null;
}

/**
 * Makes a link with which its maker may take a list with names away (`export.make` where the list lies): once, within ten
 * minutes, and at most ten a day (429 export_limit). `id` was made when the form was shown, so a double tap is one link.
 * Whoever calls has asked whether she may see the list.
 */
export async function makeExport(
	db: Db,
	actor: Actor,
	{ id, kind, subject, of }: { id: string; kind: string; subject: string; of: Target },
	now: Date
): Promise<void> {
	allow(actor, 'export.make', of);
	await db.transaction(async (tx) => {
		// One after the other for each person, so that nobody makes an eleventh beside the tenth.
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`export ${actor.id}`}, 0))`);
		const [same] = await tx.select().from(exportLinks).where(eq(exportLinks.id, id));
		if (same && same.personId === actor.id) return;
		if (same) throw notFound();
		const midnight = new Date(`${dayOf(now)}T00:00:00+07:00`);
		const own = and(eq(exportLinks.personId, actor.id), gte(exportLinks.madeAt, midnight));
		if ((await tx.$count(exportLinks, own)) >= LINKS_A_DAY)
			throw new DomainError('export_limit', 429, { count: LINKS_A_DAY });
		await tx.insert(exportLinks).values({ id, personId: actor.id, kind, subject, madeAt: now });
		await writeAudit(tx, actor, 'export.make', { kind, id: subject, of }, now);
	});
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
export async function takeExport(db: Db, actor: Actor, link: ExportLink, of: Target, now: Date): Promise<void> {
	allow(actor, 'export.take', { personId: link.personId });
	allow(actor, 'export.make', of);
	await db.transaction(async (tx) => {
		const unused = and(eq(exportLinks.id, link.id), isNull(exportLinks.takenAt));
		const taken = isOpen(link, now) ? await tx.update(exportLinks).set({ takenAt: now }).where(unused).returning() : [];
		if (taken.length === 0) throw new DomainError('export_over', 409);
		await writeAudit(tx, actor, 'export.take', { kind: link.kind, id: link.subject, of }, now);
	});
}
