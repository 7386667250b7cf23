import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, may, type Verb } from '#lib/access/permissions.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { groupsWithin } from '#lib/territory/server/within.ts';
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

export interface PairDecision {
	state: 'merged' | 'dismissed';
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
		with recursive ${await groupsWithin(db, [wardCode], dayOf(now))}
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

/** What was decided about two records, or null. */
export async function findDecision(db: Db, two: TwoRecords): Promise<PairDecision | null> {
	const [one, other] = inOrder(two);
	const isPair = and(eq(duplicatePairs.oneId, one), eq(duplicatePairs.otherId, other));
	const [row] = await db.select().from(duplicatePairs).where(isPair);
	return row ? { state: row.state as PairDecision['state'], mergeId: row.mergeId, at: row.at } : null;
}

/** "Not one person": never proposed again. Said twice, the first stands; of what is one person it says nothing. */
export async function dismissPair(db: Db, actor: Actor, two: TwoRecords, now: Date): Promise<void> {
	const people = await readTwo(db, actor, 'duplicate.dismiss', two);
	const pair = { personId: people[0].id, otherId: people[1].id };
	if (pair.personId === pair.otherId || (await findDecision(db, pair))?.state === 'dismissed') return;
	await db.transaction(async (tx) => {
		await storeDecision(tx, pair, { state: 'dismissed', decidedBy: actor.id, mergeId: null, at: now });
		const object = { kind: 'person', id: pair.personId, of: people[0].place };
		await writeAudit(tx, actor, 'duplicate.dismiss', object, now, { other: pair.otherId });
	});
}

/** The people that two records stand for, on both of whom this actor may use a verb (403); the lesser id first. */
export async function readTwo(
	db: Db,
	actor: Actor,
	verb: Verb,
	{ personId, otherId }: TwoRecords
): Promise<[Person, Person]> {
	const [one, other] = [await readPerson(db, personId), await readPerson(db, otherId)];
	for (const person of [one, other]) allow(actor, verb, person.place);
	return one.id < other.id ? [one, other] : [other, one];
}

/** Writes down what was decided about two records; the last word stands. */
export async function storeDecision(
	db: Db,
	two: TwoRecords,
	decision: PairDecision & { decidedBy: string }
): Promise<void> {
	const [oneId, otherId] = inOrder(two);
	await db
		.insert(duplicatePairs)
		.values({ oneId, otherId, ...decision })
		.onConflictDoUpdate({ target: [duplicatePairs.oneId, duplicatePairs.otherId], set: decision });
}

/** Two ids, the lesser first. */
export function inOrder({ personId, otherId }: TwoRecords): [string, string] {
	return personId < otherId ? [personId, otherId] : [otherId, personId];
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
