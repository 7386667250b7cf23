import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import type { OfficialKind } from '#lib/compliance/agency.ts';
import { readAgency, type Agency } from '#lib/compliance/server/agencies.ts';
import { listPosts, type Post } from '#lib/compliance/server/duty-rows.ts';
import { appointments } from '#lib/compliance/server/schema.ts';
import { openCycles } from '#lib/compliance/server/sweep.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { tidyName } from '#lib/shared/names.ts';

export interface NewPost {
	/** made when the form was shown */
	id: string;
	agencyId: string;
	personId: string;
	position: string;
	kind: OfficialKind;
	from: Day;
	staffCode?: string | null;
}

/** How far ahead somebody's joining or leaving may be written down. */
const DAYS_AHEAD = 366;

/**
 * Somebody holds a post (`agency.keep`). A post that she holds in this agency ends on the day on which the new one
 * begins, and stays in her history; one that begins no earlier than the new one is refused (`post_overlaps`, 409).
 */
export async function appoint(db: Db, actor: Actor, post: NewPost, now: Date): Promise<void> {
	const agency = await readAgency(db, actor, post.agencyId, now);
	await db.transaction(async (tx) => {
		await writePost(tx, actor, agency, post, now);
		await openCycles(tx, now, agency.target);
	});
}

/** `appoint` without opening cycles: for whoever writes many at once. */
export async function writePost(db: Db, actor: Actor, agency: Agency, post: NewPost, now: Date): Promise<void> {
	allow(actor, 'agency.keep', agency.target);
	checkDay(post.from, now);
	const { id: personId, diedOn, erasedOn } = await readPerson(db, post.personId);
	if (diedOn !== null || erasedOn !== null) throw notFound();
	await lockPosts(db, personId);
	const [known] = await db.select().from(appointments).where(eq(appointments.id, post.id));
	if (known) return;
	const [held] = await listPosts(
		db,
		sql`g.id = ${agency.id}::uuid and coalesce(p.merged_into, p.id) = ${personId}::uuid and a."to" is null`
	);
	if (held) {
		if (held.from >= post.from) throw new DomainError('post_overlaps', 409);
		await db.update(appointments).set({ to: post.from }).where(eq(appointments.id, held.id));
	}
	await db.insert(appointments).values({
		...post,
		...{ personId, position: tidyName(post.position), to: null, staffCode: post.staffCode ?? held?.staffCode ?? null },
		...{ recordedBy: actor.id, recordedAt: now }
	});
	const of = { ...agency.target, personId };
	const what = held ? 'move' : 'appoint';
	await writeAudit(db, actor, 'agency.keep', { kind: 'appointment', id: post.id, of }, now, { what });
}

/** A post ends: `on` is the first day without it, its first day at the earliest. Ending it again changes nothing. */
export async function endPost(db: Db, actor: Actor, input: { postId: string; on: Day }, now: Date): Promise<void> {
	const { agency, post } = await readPost(db, actor, input.postId, now);
	await db.transaction((tx) => writeEnd(tx, actor, agency, post, input.on, now));
}

/** `endPost` of one that was read. */
export async function writeEnd(
	db: Db,
	actor: Actor,
	agency: Agency,
	post: Pick<Post, 'id' | 'personId' | 'from'>,
	on: Day,
	now: Date
): Promise<void> {
	allow(actor, 'agency.keep', agency.target);
	if (on < post.from) throw new DomainError('post_ends_before_it_begins', 422);
	checkDay(on, now);
	await lockPosts(db, post.personId);
	const ended = await db
		.update(appointments)
		.set({ to: on })
		.where(and(eq(appointments.id, post.id), isNull(appointments.to)))
		.returning({ id: appointments.id });
	if (ended.length === 0) return;
	const of = { ...agency.target, personId: post.personId };
	await writeAudit(db, actor, 'agency.keep', { kind: 'appointment', id: post.id, of }, now, { what: 'end', on });
}

/** A mistake in a post is mended; what it binds follows. */
export async function correctPost(
	db: Db,
	actor: Actor,
	agency: Agency,
	post: Pick<Post, 'id' | 'personId' | 'position' | 'kind' | 'from'> & { staffCode?: string | null },
	now: Date
): Promise<void> {
	allow(actor, 'agency.keep', agency.target);
	checkDay(post.from, now);
	await lockPosts(db, post.personId);
	const { position, kind, from, staffCode } = post;
	await db
		.update(appointments)
		.set({ position: tidyName(position), kind, from, ...(staffCode && { staffCode }) })
		.where(eq(appointments.id, post.id));
	const of = { ...agency.target, personId: post.personId };
	await writeAudit(db, actor, 'agency.keep', { kind: 'appointment', id: post.id, of }, now, { what: 'correct' });
}

/** A post of an agency that the reader may see; else not found. */
export async function readPost(
	db: Db,
	actor: Actor,
	postId: string,
	now: Date
): Promise<{ agency: Agency; post: Post }> {
	const [post] = isId(postId) ? await listPosts(db, sql`a.id = ${postId}::uuid`) : [];
	if (!post) throw notFound();
	return { agency: await readAgency(db, actor, post.agencyId, now), post };
}

function checkDay(day: Day, now: Date): void {
	if (day > addDays(dayOf(now), DAYS_AHEAD)) throw new DomainError('day_too_far', 422);
}

/** Two officers who write the same person's posts come one after the other. */
async function lockPosts(db: Db, personId: string): Promise<void> {
	await db.execute(sql`select pg_advisory_xact_lock(hashtextextended('posts ' || ${personId}::text, 0))`);
}
