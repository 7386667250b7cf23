import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { placesFor } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { COUNTRY } from '#lib/territory/place.ts';
import type { RecheckCounts } from '#lib/indicators/recheck.ts';
import { countsOf, findVerdicts } from '#lib/indicators/server/verdicts.ts';

/** How far the witnesses are with those who were drawn. It says nothing of what came of it. */
export interface RecheckProgress {
	drawn: number;
	/** took the test again */
	done: number;
	/** could not be asked, with the reason noted */
	noted: number;
	open: number;
}

/** The progress of some lists, by their ids. */
export async function findProgress(db: Db, ids: readonly string[]): Promise<Map<string, RecheckProgress>> {
	const verdicts = Map.groupBy(await findVerdicts(db, ids), ({ recheckId }) => recheckId);
	return new Map([...verdicts].map(([id, drawn]) => [id, progressOf(countsOf(drawn))]));
}

/** The same without what came of it. */
export function progressOf({ drawn, agreed, differed, missing }: RecheckCounts): RecheckProgress {
	const done = agreed + differed;
	const noted = Object.values(missing).reduce((sum, one) => sum + one, 0);
	return { drawn, done, noted, open: drawn - done - noted };
}

export interface WardProgress extends RecheckProgress {
	wardCode: string;
	lists: number;
}

/** The progress of every ward that the actor may read: of each place's newest list. */
export async function listWardProgress(db: Db, actor: Actor): Promise<WardProgress[]> {
	const places = placesFor(actor, 'recheck.read');
	const codes = sql`${sql.param(places)}::text[]`;
	const newest = await db.execute<{ id: string; wardCode: string }>(sql`
		select distinct on (r.ward_code, r.group_id) r.id, r.ward_code "wardCode" from rechecks r
		join wards w on w.code = r.ward_code
		where ${places.includes(COUNTRY)} or r.ward_code = any(${codes}) or w.province_code = any(${codes})
		order by r.ward_code, r.group_id, r.drawn_at desc`);
	const progress = await findProgress(
		db,
		newest.map(({ id }) => id)
	);
	return [...Map.groupBy(newest, ({ wardCode }) => wardCode)].map(([wardCode, lists]) => {
		const sum = (key: keyof RecheckProgress) => lists.reduce((all, { id }) => all + (progress.get(id)?.[key] ?? 0), 0);
		return {
			...{ wardCode, lists: lists.length, drawn: sum('drawn'), done: sum('done') },
			...{ noted: sum('noted'), open: sum('open') }
		};
	});
}
