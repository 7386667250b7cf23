import { sql, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { may, placesFor } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { COUNTRY } from '#lib/territory/place.ts';
import { agreementOf, type Interval } from '#lib/indicators/estimate.ts';
import type { RecheckCounts } from '#lib/indicators/recheck.ts';
import { progressOf, type RecheckProgress } from '#lib/indicators/server/recheck-progress.ts';
import { countsOf, findVerdicts, type Verdict } from '#lib/indicators/server/verdicts.ts';

/** One of a round's wards. */
export interface RoundWard extends RecheckProgress {
	wardCode: string;
	lists: number;
	/** what came of it; null for a witness, who is not to know which way the count leans */
	counts: RecheckCounts | null;
}

/** All lists that a province drew in one step, or as many of them as the reader may see. */
export interface Round {
	id: string;
	provinceCode: string;
	asOf: Day;
	drawnBy: string;
	weighted: boolean;
	/** how many in each group */
	size: number;
	/** people counted as attained, in the lists that the reader may see */
	people: number;
	/** those with the most people still to be met first */
	wards: RoundWard[];
	/** what came of the round as a whole, and its seed; null for whoever may not draw it nor read signals there */
	result: { seed: string; counts: RecheckCounts; agreement: Interval | null } | null;
}

interface List extends Record<string, unknown> {
	id: string;
	wardCode: string;
	provinceCode: string;
	asOf: Day;
	drawnBy: string;
	weighted: boolean;
	size: number;
	seed: string;
	people: number;
}

/** A round as far as the actor may read it (`recheck.read`): a ward's witness its own lists. Else it is not found. */
export async function readRound(db: Db, actor: Actor, id: string): Promise<Round> {
	const lists = isId(id) ? await listsOf(db, actor, id) : [];
	const [first] = lists;
	if (!first) throw notFound();
	const { provinceCode, asOf, drawnBy, weighted, size, seed } = first;
	const whole = may(actor, 'recheck.draw', { provinceCode }) || may(actor, 'signal.read', { provinceCode });
	const verdicts = await findVerdicts(
		db,
		lists.map((list) => list.id)
	);
	const people = lists.reduce((sum, list) => sum + list.people, 0);
	return {
		...{ id, provinceCode, asOf, drawnBy, weighted, size, people },
		wards: wardsOf(lists, verdicts, whole),
		result: whole
			? {
					// Each list's seed is the round's with its group's id.
					seed: seed.split(' ')[0] ?? seed,
					counts: countsOf(verdicts),
					agreement: agreementOf(
						verdicts.flatMap(({ verdict, probability }) =>
							verdict === null ? [] : [{ agrees: verdict, probability }]
						),
						people
					)
				}
			: null
	};
}

/** A round in a list of rounds. */
export interface RoundLine {
	id: string;
	provinceCode: string;
	asOf: Day;
	lists: number;
	drawn: number;
}

const MOST_ROUNDS = 12;

/** The newest rounds of which the actor may read a list, with those of its lists that he may read. */
export async function listRounds(db: Db, actor: Actor): Promise<RoundLine[]> {
	const rows = await db.execute<RoundLine & Record<string, unknown>>(sql`
		select r.round_id id, min(w.province_code) "provinceCode", min(r.as_of)::text "asOf", count(*)::int lists,
			sum(least(r.size, cardinality(r.frame)))::int drawn
		from rechecks r join wards w on w.code = r.ward_code
		where r.round_id is not null and ${readableBy(actor)}
		group by r.round_id order by max(r.drawn_at) desc, r.round_id limit ${MOST_ROUNDS}`);
	return [...rows];
}

async function listsOf(db: Db, actor: Actor, roundId: string): Promise<List[]> {
	const rows = await db.execute<List>(sql`
		select r.id, r.ward_code "wardCode", w.province_code "provinceCode", r.as_of::text "asOf", r.drawn_by "drawnBy",
			r.weighted, r.size, r.seed, cardinality(r.frame) people
		from rechecks r join wards w on w.code = r.ward_code
		where r.round_id = ${roundId}::uuid and ${readableBy(actor)}
		order by r.ward_code, r.id`);
	return [...rows];
}

/** Whether the actor's places hold the ward `w`. */
function readableBy(actor: Actor): SQL {
	const places = placesFor(actor, 'recheck.read');
	const codes = sql`${sql.param(places)}::text[]`;
	return sql`(${places.includes(COUNTRY)} or w.code = any(${codes}) or w.province_code = any(${codes}))`;
}

function wardsOf(lists: readonly List[], verdicts: readonly Verdict[], whole: boolean): RoundWard[] {
	const drawn = Map.groupBy(verdicts, ({ recheckId }) => recheckId);
	return [...Map.groupBy(lists, ({ wardCode }) => wardCode)]
		.map(([wardCode, own]) => {
			const counts = countsOf(own.flatMap(({ id }) => drawn.get(id) ?? []));
			return { wardCode, lists: own.length, ...progressOf(counts), counts: whole ? counts : null };
		})
		.sort((a, b) => b.open - a.open || (a.wardCode < b.wardCode ? -1 : 1));
}
