import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { may } from '#lib/access/permissions.ts';
import { namesOf } from '#lib/people/server/names.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, daysBefore } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { placeLevel } from '#lib/territory/place.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { FAST_SECONDS, NIGHT, SIGNAL_DAYS, signalsOf, type Signal, type WorkCounts } from '#lib/indicators/signals.ts';

export interface Work extends WorkCounts {
	id: string;
	/** null once erased */
	name: string | null;
	signals: Signal[];
}

const MOST_SHOWN = 100;

/**
 * What the last 90 days' witnessed tests of a ward look like, by helper and by learning point, those with signals
 * first; and who confirmed residences by night. For whoever leads (`signal.read`), to others it is not found. Worked
 * out at each look, over one ward; nothing is kept and nobody's result changes.
 */
export async function readSignals(
	db: Db,
	actor: Actor,
	wardCode: string,
	now: Date
): Promise<{ helpers: Work[]; points: Work[] }> {
	if (placeLevel(wardCode) !== 'ward') throw notFound();
	const { provinceCode } = await readPlace(db, wardCode, dayOf(now));
	if (!may(actor, 'signal.read', { wardCode, ...(provinceCode && { provinceCode }) })) throw notFound();
	const since = daysBefore(now, SIGNAL_DAYS).toISOString();
	const [helpers, points] = [
		await countTests(db, wardCode, since, 'witness_id'),
		await countTests(db, wardCode, since, 'learning_point_id')
	];
	const confirmers = await countConfirmations(db, wardCode, since);
	const names = await namesOf(
		db,
		[...helpers, ...confirmers].map(({ id }) => id)
	);
	const ids = [...new Set([...helpers, ...confirmers].map(({ id }) => id))];
	const work = ids.map((id) => ({
		...NOTHING,
		...helpers.find((one) => one.id === id),
		...confirmers.find((one) => one.id === id),
		id,
		name: names.get(id) ?? null
	}));
	return { helpers: judged(work), points: judged(points.map((point) => ({ ...NOTHING, ...point }))) };
}

const NOTHING: WorkCounts = {
	...{ tests: 0, people: 0, fast: 0, alike: 0, night: 0, prompted: 0, firstTry: 0 },
	...{ confirmed: 0, confirmedNight: 0 }
};

type Tests = Omit<WorkCounts, 'confirmed' | 'confirmedNight'>;

async function countTests(db: Db, wardCode: string, since: string, by: 'witness_id' | 'learning_point_id') {
	const rows = await db.execute<Tests & { id: string; name: string | null }>(sql`
		with test as (
			select a.*, l.name point, extract(hour from a.submitted_at at time zone 'Asia/Ho_Chi_Minh') as hour
			from learning_points l join attempts a on a.learning_point_id = l.id
			where l.ward_code = ${wardCode} and a.submitted_at >= ${since}::timestamptz and a.witness_id is not null
				and a.standard_hash is not null
		)
		select ${sql.identifier(by)} id, ${by === 'witness_id' ? sql`null` : sql`min(t.point)`} name,
			count(*)::int tests, count(distinct t.person_id)::int people,
			(count(*) filter (where extract(epoch from t.submitted_at - t.started_at) < ${FAST_SECONDS} * jsonb_array_length(t.form)))::int fast,
			(count(*) filter (where exists (select 1 from answer_pairs x where x.first = t.id or x.second = t.id)))::int alike,
			(count(*) filter (where t.hour >= ${NIGHT.from} or t.hour < ${NIGHT.to}))::int night,
			(count(*) filter (where t.witnessed_assistance in ('prompted', 'done_for')))::int prompted,
			(count(*) filter (where exists (select 1 from module_results r where r.result = t.submission_id
					and r.person_id = t.person_id and r.passed)
				and not exists (select 1 from attempts earlier where earlier.person_id = t.person_id and earlier.test = t.test
					and earlier.submitted_at < t.submitted_at)))::int "firstTry"
		from test t group by 1`);
	return [...rows];
}

async function countConfirmations(db: Db, wardCode: string, since: string) {
	const rows = await db.execute<{ id: string; confirmed: number; confirmedNight: number }>(sql`
		with confirmation as (
			select actor_id id, extract(hour from at at time zone 'Asia/Ho_Chi_Minh') as hour from audit_entries
			where verb = 'residence.confirmed' and place = ${wardCode} and at >= ${since}::timestamptz
		)
		select id, count(*)::int confirmed,
			(count(*) filter (where hour >= ${NIGHT.from} or hour < ${NIGHT.to}))::int "confirmedNight"
		from confirmation where id ~ '^[0-9a-f]{8}-' group by id`);
	return [...rows];
}

function judged(work: (WorkCounts & { id: string; name: string | null })[]): Work[] {
	return work
		.map((one) => ({ ...one, signals: signalsOf(one) }))
		.sort((a, b) => b.signals.length - a.signals.length || b.tests - a.tests || (a.id < b.id ? -1 : 1))
		.slice(0, MOST_SHOWN);
}
