import { sql, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, may, placesFor, type Target } from '#lib/access/permissions.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError, forbidden, notFound } from '#lib/shared/errors.ts';
import { isId, newId } from '#lib/shared/ids.ts';
import { groupsWithin } from '#lib/territory/server/within.ts';
import { arrange, type Look, type Looked, type PairNote } from '#lib/learning/look.ts';
import { pairLooks } from '#lib/learning/server/look-schema.ts';

const PAIRS_READ = 1_000;
const PAIRS_LISTED = 100;

export interface PairListed {
	/** the ids of the attempts */
	ids: readonly [string, string];
	test: string;
	on: Day;
	sameWrong: number;
	likelihood: number;
	/** the people whose evidence this reader may look at; null: of another place */
	first: string | null;
	second: string | null;
	look: Look<PairNote> | null;
}

/**
 * Pairs of tests with the same rare wrong answers, of which at least one is of somebody whose evidence this reader may
 * look at: those that wait for a look first, the least likely first. A hint for a talk and a look, never a verdict.
 */
export async function listPairs(
	db: Db,
	actor: Actor,
	looked: Looked,
	now: Date
): Promise<{ pairs: PairListed[]; waiting: number; looked: number }> {
	const places = placesFor(actor, 'evidence.read');
	if (places.length === 0) return { pairs: [], waiting: 0, looked: 0 };
	const { wanted, ...counts } = arrange(await readPairs(db, places, sql`true`, now), looked);
	return { pairs: wanted.slice(0, PAIRS_LISTED), ...counts };
}

/** One of them, named by the ids of its attempts; whatever this reader has no part in is not found. */
export async function readPair(
	db: Db,
	actor: Actor,
	[first, second]: readonly [string, string],
	now: Date
): Promise<PairListed> {
	const places = placesFor(actor, 'evidence.read');
	if (!isId(first) || !isId(second) || places.length === 0) throw notFound();
	const [pair] = await readPairs(db, places, sql`q.first = ${first} and q.second = ${second}`, now);
	if (!pair) throw notFound();
	return pair;
}

/**
 * An officer of where one of the two lives says what a look at them found (`pair.look`, 403). It changes no result; the
 * same said again is the same. Nobody says it of a test of her own (`pair_own`, 403).
 */
export async function lookAtPair(
	db: Db,
	actor: Actor,
	input: { pair: readonly [string, string]; note: PairNote },
	now: Date
): Promise<void> {
	const { ids, first, second, sameWrong, look } = await readPair(db, actor, input.pair, now);
	const place = await reached(db, actor, [first, second]);
	allow(actor, 'pair.look', place);
	if (actor.kind !== 'person') throw forbidden();
	if (actor.id === first || actor.id === second) throw new DomainError('pair_own', 403);
	if (look && !look.more && look.note === input.note) return;
	await db.transaction(async (tx) => {
		const [one, other] = ids;
		const seen = { first: one, second: other, sameWrong, note: input.note };
		await tx.insert(pairLooks).values({ ...seen, id: newId(now), lookedBy: actor.id, lookedAt: now });
		const object = { kind: 'attempt', id: one, of: place };
		await writeAudit(tx, actor, 'pair.look', object, now, { with: other, note: input.note });
	});
}

/** Where the first of these people lives about whom the actor may say something; of nobody, where she may not at all. */
async function reached(db: Db, actor: Actor, people: readonly (string | null)[]): Promise<Target> {
	let seen: Target = {};
	for (const id of people) {
		if (id === null) continue;
		seen = (await readPerson(db, id)).place;
		if (may(actor, 'pair.look', seen)) break;
	}
	return seen;
}

interface PairRow extends Record<string, unknown>, Omit<PairListed, 'ids' | 'look'> {
	one: string;
	other: string;
	note: PairNote | null;
	byName: string | null;
	at: string;
	more: boolean;
}

async function readPairs(db: Db, places: readonly string[], which: SQL, now: Date): Promise<PairListed[]> {
	const rows = await db.execute<PairRow>(sql`
		with recursive ${await groupsWithin(db, places, dayOf(now))}, seen as materialized (
			select p.id from people p join residences r on r.person_id = p.id and r."to" is null
			where r.group_id in (select id from member)
		), owned as (
			select q.*, coalesce(x.merged_into, x.id) a, coalesce(y.merged_into, y.id) b
			from answer_pairs q
			join attempts s on s.id = q.first join people x on x.id = s.person_id
			join attempts t on t.id = q.second join people y on y.id = t.person_id
			where ${which}
		)
		select o.first "one", o.second "other", o.test, o."on"::text "on", o.same_wrong "sameWrong", o.likelihood,
			case when o.a in (select id from seen) then o.a end "first",
			case when o.b in (select id from seen) then o.b end "second",
			l.note, n.full_name "byName", l.looked_at::text "at", o.same_wrong > l.same_wrong "more"
		from owned o
		left join lateral (
			select * from pair_looks k where k.first = o.first and k.second = o.second
			order by k.looked_at desc, k.id desc limit 1
		) l on true
		left join people lp on lp.id = l.looked_by
		left join person_names n on n.person_id = coalesce(lp.merged_into, lp.id)
		where o.a in (select id from seen) or o.b in (select id from seen)
		order by o.likelihood, o.first, o.second limit ${PAIRS_READ}`);
	return rows.map(({ one, other, note, byName, at, more, ...pair }) => ({
		...pair,
		ids: [one, other],
		look: note && { note, byName, at: new Date(at), more }
	}));
}
