import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, may, placesFor, type Verb } from '#lib/access/permissions.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { memberGroups } from '#lib/territory/server/within.ts';
import { likePairs, type Likened, type Pair } from '#lib/people/likeness.ts';
import { readPerson, type Person } from '#lib/people/server/person.ts';
import { duplicatePairs } from '#lib/people/server/schema.ts';

/** Somebody of a ward as a pair of likely same people shows her. */
export interface LikelyPerson extends Likened, Record<string, unknown> {
	groupName: string;
	household: string | null;
}

/** Two records, in either order. */
export interface TwoRecords {
	personId: string;
	otherId: string;
}

export interface AskedPair extends TwoRecords {
	name: string;
	otherName: string;
	groupName: string;
	askedBy: string;
	at: Date;
}

export type PairState = 'asked' | 'merged' | 'dismissed';

export interface PairDecision {
	state: PairState;
	askedBy: string | null;
	mergeId: string | null;
	at: Date;
}

/**
 * People of a ward who look like one person, the likest first; never those about whom somebody has decided. Worked out
 * anew at each look, so that it follows every correction. Only whose role reads evidence in the ward; others find
 * nothing there (404).
 */
export async function listLikelyPairs(
	db: Db,
	actor: Actor,
	wardCode: string,
	now: Date
): Promise<Pair<LikelyPerson>[]> {
	const ward = await readPlace(db, wardCode, dayOf(now));
	if (!may(actor, 'evidence.read', { wardCode, provinceCode: ward.provinceCode ?? '' })) throw notFound();
	const people = await db.execute<LikelyPerson>(sql`
		with recursive ${memberGroups([wardCode], dayOf(now))}
		select p.id "personId", n.full_name "fullName", n.everyday_name "everydayName", p.birth_year "birthYear",
			g.id "groupId", g.name "groupName", n.phone, h.id "householdId", h.label household
		from member m
		join root g on g.id = m.root
		join residences r on r.group_id = m.id and r."to" is null
		join people p on p.id = r.person_id and p.merged_into is null and p.died_on is null and p.erased_on is null
		join people rec on coalesce(rec.merged_into, rec.id) = p.id
		join person_names n on n.person_id = rec.id
		left join household_members hm on hm.person_id = rec.id and hm."to" is null
		left join households h on h.id = hm.household_id`);
	const pairs = likePairs(people);
	const decided = await listDecided(db, [
		...new Set(pairs.flatMap(({ one, other }) => [one.personId, other.personId]))
	]);
	return pairs.filter(({ one, other }) => !decided.has(`${one.personId} ${other.personId}`));
}

/** Pairs that wait for a second officer, the oldest first, among people of the places whose evidence this reader sees. */
export async function listAskedPairs(db: Db, actor: Actor, now: Date): Promise<AskedPair[]> {
	const places = placesFor(actor, 'evidence.read');
	if (places.length === 0) return [];
	const rows = await db.execute<Omit<AskedPair, 'at'> & { at: string } & Record<string, unknown>>(sql`
		with recursive ${memberGroups(places, dayOf(now))}
		select d.one_id "personId", d.other_id "otherId", d.asked_by "askedBy", d.at::text, n.full_name name,
			o.full_name "otherName", g.name "groupName"
		from duplicate_pairs d
		join people p on p.id = d.one_id and p.merged_into is null and p.erased_on is null
		join people q on q.id = d.other_id and q.merged_into is null and q.erased_on is null
		join person_names n on n.person_id = p.id
		join person_names o on o.person_id = q.id
		join residences r on r.person_id = p.id and r."to" is null
		join member m on m.id = r.group_id
		join root g on g.id = m.root
		where d.state = 'asked' order by d.at, d.one_id`);
	return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}

/** What was decided about two records, or null. */
export async function findDecision(db: Db, two: TwoRecords): Promise<PairDecision | null> {
	const [row] = await db.select().from(duplicatePairs).where(isPair(two));
	return row ? { state: row.state as PairState, askedBy: row.askedBy, mergeId: row.mergeId, at: row.at } : null;
}

/**
 * Says that two records are one person, for a second officer to look at and approve. Asking again changes nothing.
 * Refuses records that already are one (409) and erased ones (410).
 */
export async function askMerge(db: Db, actor: Actor, two: TwoRecords, now: Date): Promise<void> {
	const both = await readBoth(db, actor, 'merge.ask', two);
	const [known] = await db.select().from(duplicatePairs).where(isPair(both));
	if (known?.state === 'asked') return;
	await decide(db, actor, 'merge.ask', both, { state: 'asked', askedBy: actor.id, decidedBy: null }, now);
}

/** "Not one person": never proposed again, and a request for the merge is answered with no. Said twice, the first stands. */
export async function dismissPair(db: Db, actor: Actor, two: TwoRecords, now: Date): Promise<void> {
	const both = await readBoth(db, actor, 'duplicate.dismiss', two);
	const [known] = await db.select().from(duplicatePairs).where(isPair(both));
	if (known?.state === 'dismissed') return;
	const state = { state: 'dismissed' as const, askedBy: known?.askedBy ?? null, decidedBy: actor.id };
	await decide(db, actor, 'duplicate.dismiss', both, state, now);
}

/** Two records that this actor may use a verb on, both of them; the lesser id first. */
export async function readBoth(
	db: Db,
	actor: Actor,
	verb: Verb,
	{ personId, otherId }: TwoRecords
): Promise<TwoRecords & { people: [Person, Person] }> {
	const people = [await readPerson(db, personId), await readPerson(db, otherId)] as [Person, Person];
	for (const person of people) allow(actor, verb, person.place);
	if (people[0].id === people[1].id) throw new DomainError('already_one_person', 409);
	if (people.some((person) => person.erasedOn !== null)) throw new DomainError('person_erased', 410);
	const [one, other] = people.map(({ id }) => id).sort() as [string, string];
	return { personId: one, otherId: other, people };
}

export function isPair({ personId, otherId }: TwoRecords) {
	const [one, other] = [personId, otherId].sort() as [string, string];
	return and(eq(duplicatePairs.oneId, one), eq(duplicatePairs.otherId, other));
}

async function decide(
	db: Db,
	actor: Actor,
	verb: Verb,
	{ personId, otherId }: TwoRecords,
	decision: { state: PairState; askedBy: string | null; decidedBy: string | null },
	now: Date
): Promise<void> {
	const row = { ...decision, at: now, mergeId: null };
	await db.transaction(async (tx) => {
		await tx
			.insert(duplicatePairs)
			.values({ oneId: personId, otherId, ...row })
			.onConflictDoUpdate({ target: [duplicatePairs.oneId, duplicatePairs.otherId], set: row });
		await writeAudit(tx, actor, verb, { kind: 'person', id: personId }, now, { other: otherId });
	});
}

/** Pairs with a decision, by the people whom their records stand for today. */
async function listDecided(db: Db, people: readonly string[]): Promise<Set<string>> {
	if (people.length === 0) return new Set();
	const rows = await db.execute<{ one: string; other: string }>(sql`
		select coalesce(p.merged_into, p.id) one, coalesce(q.merged_into, q.id) other
		from duplicate_pairs d join people p on p.id = d.one_id join people q on q.id = d.other_id
		where ${inArray(sql`coalesce(p.merged_into, p.id)`, [...people])}
			or ${inArray(sql`coalesce(q.merged_into, q.id)`, [...people])}`);
	return new Set(rows.map(({ one, other }) => [one, other].sort().join(' ')));
}
