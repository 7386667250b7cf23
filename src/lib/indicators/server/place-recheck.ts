import { sql, type SQL } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { isId } from '#lib/shared/ids.ts';
import { placeLevel } from '#lib/territory/place.ts';
import { agreementOf, correctedOf, LEAST_SETTLED, type Interval } from '#lib/indicators/estimate.ts';
import { isSmall, type RecheckCounts } from '#lib/indicators/recheck.ts';
import { countsOf, findVerdicts } from '#lib/indicators/server/verdicts.ts';

/** What re-checks say about a place's figure. */
export interface PlaceRecheck {
	/** the newest draw that it rests on */
	drawnOn: Day;
	/** how many wards or groups were drawn, and how many people counted as attained lived in them */
	draws: number;
	people: number;
	/** how many took the test again; null where they are too few to be named to everybody */
	settled: number | null;
	/** null where few agreed or differed and the reader does not answer for the place */
	counts: RecheckCounts | null;
	agreement: Interval | null;
	/** the place's rate as it would be; null where the draws do not cover enough of it */
	corrected: Interval | null;
}

interface Known {
	attained: number | null;
	adults: number | null;
	doubt: string | null;
}

/** Below this share of the people counted as attained, draws say nothing of the whole place. */
const LEAST_COVERED = 0.8;
/** Milliseconds for which everybody is shown what was read. */
const KEPT_FOR = 60_000;

type Found = Pick<PlaceRecheck, 'drawnOn' | 'draws' | 'people' | 'agreement'> & { counts: RecheckCounts };
const kept = new WeakMap<Db, Map<string, { at: number; found: Promise<Found | null> }>>();

/**
 * What to print beside the figure of a ward, province or group (by its id): the newest draw over a whole ward, or else
 * those over its groups, also where the province has drawn in all groups since; for a province those of its wards, for a
 * group its own. Null where nobody was drawn, and for the country. At most a minute old.
 */
export async function readPlaceRecheck(
	db: Db,
	code: string,
	explained: boolean,
	figure: Known,
	now: Date
): Promise<PlaceRecheck | null> {
	if (placeLevel(code) === 'country') return null;
	const found = await keptDraws(db, code, now);
	if (found === null) return null;
	const { counts, agreement, ...rest } = found;
	const settled = counts.agreed + counts.differed;
	const hidden = !explained && isSmall(counts);
	const shown = hidden ? null : agreement;
	return {
		...rest,
		settled: explained || settled === 0 || settled >= LEAST_SETTLED ? settled : null,
		counts: hidden ? null : counts,
		agreement: shown,
		corrected: shown && correctedBy(shown, found.people, figure)
	};
}

/**
 * A place's rate as draws among so many of its people say it would be; null where its figure is in doubt, or the draws
 * do not cover enough of it.
 */
export function correctedBy(agreement: Interval, people: number, { attained, adults, doubt }: Known): Interval | null {
	if (attained === null || adults === null || adults === 0 || doubt !== null) return null;
	return people >= LEAST_COVERED * attained ? correctedOf(agreement, attained, adults) : null;
}

function keptDraws(db: Db, code: string, now: Date): Promise<Found | null> {
	const all = kept.get(db) ?? new Map<string, { at: number; found: Promise<Found | null> }>();
	kept.set(db, all);
	const known = all.get(code);
	const age = known ? now.getTime() - known.at : Infinity;
	if (known && age > 0 && age < KEPT_FOR) return known.found;
	const found = findDraws(db, code, now);
	all.set(code, { at: now.getTime(), found });
	found.catch(() => all.delete(code));
	return found;
}

async function findDraws(db: Db, code: string, now: Date): Promise<Found | null> {
	const draws = await db.execute<{ id: string; people: number; drawn_at: string }>(sql`
		select distinct on (r.ward_code, r.group_id) r.id, cardinality(r.frame) people, r.drawn_at::text from rechecks r
		join wards w on w.code = r.ward_code
		where ${countsIn(code)} and r.drawn_at <= ${now.toISOString()}::timestamptz
		order by r.ward_code, r.group_id, r.drawn_at desc`);
	if (draws.length === 0) return null;
	const verdicts = await findVerdicts(
		db,
		draws.map(({ id }) => id)
	);
	const people = draws.reduce((sum, draw) => sum + draw.people, 0);
	const settled = verdicts.flatMap(({ verdict, probability }) =>
		verdict === null ? [] : [{ agrees: verdict, probability }]
	);
	const days = draws.map((draw) => dayOf(new Date(draw.drawn_at))).sort();
	return {
		drawnOn: days.at(-1) ?? '',
		draws: draws.length,
		people,
		counts: countsOf(verdicts),
		agreement: agreementOf(settled, people)
	};
}

/** Which draws a place's figure rests on: in a ward those over the whole, or those over its groups, never both. */
function countsIn(code: string): SQL {
	if (isId(code)) return sql`r.group_id = ${code}::uuid`;
	return sql`${code.length === 2 ? sql`w.province_code = ${code}` : sql`w.code = ${code}`} and not exists (
		select 1 from rechecks other where other.ward_code = r.ward_code and case when r.group_id is null
			then other.round_id is not null and other.drawn_at > r.drawn_at
			else other.group_id is null and (r.round_id is null or other.drawn_at > r.drawn_at) end)`;
}
