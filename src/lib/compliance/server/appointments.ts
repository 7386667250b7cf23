import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import type { OfficialKind } from '#lib/compliance/agency.ts';
import { readAgency, type Agency } from '#lib/compliance/server/agencies.ts';
import { listPosts, type Post } from '#lib/compliance/server/duty-rows.ts';
import { appointments } from '#lib/compliance/server/schema.ts';
import { openCycles } from '#lib/compliance/server/sweep.ts';
import { writeAudit, writeAudits } from '#lib/server/audit.ts';
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
		await writePosts(tx, actor, [{ agency, post }], now);
		await openCycles(tx, now, agency.target);
	});
}

/** A post with the agency that it is in. */
export interface PostedAt {
	agency: Agency;
	post: NewPost;
}

/** `appoint` without opening cycles, of many at once in few statements. Nobody is named in two of them. */
export async function writePosts(db: Db, actor: Actor, all: readonly PostedAt[], now: Date): Promise<void> {
	for (const { agency, post } of all) {
		allow(actor, 'agency.keep', agency.target);
		checkDay(post.from, now);
	}
	const records = await readAlive(
		db,
		all.map(({ post }) => post.personId)
	);
	await lockPosts(db, [...records.values()]);
	const ids = all.map(({ post }) => post.id);
	const known = await db.select({ id: appointments.id }).from(appointments).where(inArray(appointments.id, ids));
	const knownIds = new Set(known.map(({ id }) => id));
	const fresh = all.filter(({ post }) => !knownIds.has(post.id));
	if (fresh.length === 0) return;
	const held = await listHeld(db, fresh, records);
	const places = fresh.map(({ agency, post }) => `${agency.id} ${records.get(post.personId)}`);
	if (new Set(places).size < places.length) throw new DomainError('post_overlaps', 409);
	const rows = fresh.map(({ agency, post }) => {
		const personId = records.get(post.personId) ?? '';
		const before = held.get(`${agency.id} ${personId}`) ?? null;
		if (before && before.from >= post.from) throw new DomainError('post_overlaps', 409);
		return { agency, before, post: { ...post, personId } };
	});
	await endHeld(db, rows);
	await db.insert(appointments).values(
		rows.map(({ post, before }) => ({
			...post,
			...{ position: tidyName(post.position), to: null, staffCode: post.staffCode ?? before?.staffCode ?? null },
			...{ recordedBy: actor.id, recordedAt: now }
		}))
	);
	const entries = rows.map(({ agency, post, before }) => ({
		object: { kind: 'appointment', id: post.id, of: { ...agency.target, personId: post.personId } },
		detail: { what: before ? 'move' : 'appoint' }
	}));
	await writeAudits(db, actor, 'agency.keep', entries, now);
}

/** The record on which each of these people stands today; whoever is unknown, dead or erased is not found. */
async function readAlive(db: Db, people: readonly string[]): Promise<Map<string, string>> {
	if (!people.every(isId)) throw notFound();
	const rows = await db.execute<{ named: string; id: string }>(sql`
		select s.id named, p.id from people s join people p on p.id = coalesce(s.merged_into, s.id)
		where s.id = any(${sql.param(people)}::uuid[]) and p.died_on is null and p.erased_on is null`);
	const records = new Map(rows.map(({ named, id }) => [named, id]));
	if (people.some((id) => !records.has(id))) throw notFound();
	return records;
}

/** The posts that go on in these agencies of those who get a new one there, by agency and person. */
async function listHeld(db: Db, all: readonly PostedAt[], records: Map<string, string>): Promise<Map<string, Post>> {
	const wanted = all.map(({ agency, post }) => `${agency.id} ${records.get(post.personId)}`);
	const posts = await listPosts(
		db,
		sql`a."to" is null and g.id || ' ' || coalesce(p.merged_into, p.id) = any(${sql.param(wanted)}::text[])
			and g.id = any(${sql.param([...new Set(all.map(({ agency }) => agency.id))])}::uuid[])`
	);
	return new Map(posts.map((post) => [`${post.agencyId} ${post.personId}`, post]));
}

async function endHeld(db: Db, rows: readonly { post: NewPost; before: Post | null }[]): Promise<void> {
	const ends = rows.flatMap(({ post, before }) => (before ? [{ id: before.id, on: post.from }] : []));
	if (ends.length === 0) return;
	await db.execute(sql`
		update appointments a set "to" = e."on" from jsonb_to_recordset(${JSON.stringify(ends)}::jsonb) e(id uuid, "on" date)
		where a.id = e.id`);
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
	await lockPosts(db, [post.personId]);
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
	await lockPosts(db, [post.personId]);
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

/** Two officers who write the same people's posts come one after the other. */
async function lockPosts(db: Db, people: readonly string[]): Promise<void> {
	await db.execute(sql`
		select pg_advisory_xact_lock(hashtextextended('posts ' || id, 0))
		from unnest(${sql.param([...people].sort())}::text[]) with ordinality as t(id, n) order by n`);
}
