import { sql } from 'drizzle-orm';
import type { Standard } from '#lib/curriculum/content.ts';
import { foldPeople } from '#lib/ledger/fold.ts';
import { standardsIn } from '#lib/ledger/server/log.ts';
import { componentsOf, readTied } from '#lib/ledger/server/tied.ts';
import type { Uncorrected } from '#lib/literacy/bridge.ts';
import { clustersOf } from '#lib/people/life.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';
import type { LogEvent } from '#lib/shared/log.ts';
import { groupsWithin } from '#lib/territory/server/within.ts';

/** Events that say of what was recorded before that it was not so. `events_corrections` is their index. */
const MERGES: readonly string[] = ['person.merged', 'person.unmerged'];
export const CORRECTIONS: readonly string[] = [...MERGES, 'person.corrected', 'assistance.stated', 'result.voided'];

/**
 * Who counted in a place when a day closed, of those whom a correction recorded later touched: their events are folded
 * once more without these corrections. What else became known later stays: it is dated by its own day.
 */
export async function readUncorrected(
	db: Db,
	{ place, standard, from }: { place: string; standard: Pick<Standard, 'id' | 'ageFrom'>; from: Day }
): Promise<Uncorrected> {
	const closed = sql`(${from}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'`;
	const rows = await db.execute<{ id: string; closed: string }>(sql`
		with recursive ${await groupsWithin(db, [place], from)}
		select distinct e.subject_id id, (extract(epoch from ${closed}) * 1000)::text closed
		from events e join people p on p.id = e.subject_id
		where e.kind in (${sql.raw(CORRECTIONS.map((kind) => `'${kind}'`).join(', '))}) and e.recorded_at >= ${closed}
			and exists (
				select 1 from people x join events c on c.subject_id = x.id and c.body ? 'groupId'
				join member m on m.id::text = c.body->>'groupId'
				where coalesce(x.merged_into, x.id) = coalesce(p.merged_into, p.id)
			)`);
	const [first] = rows;
	if (!first) return { touched: [], counted: [] };
	const log = await readTied(db, new Set(rows.map(({ id }) => id)));
	const isLate = ({ kind, recordedAt }: LogEvent) =>
		CORRECTIONS.includes(kind) && recordedAt.getTime() >= Number(first.closed);
	const versions = await standardsIn(db, log);

	const uncorrected: Uncorrected = { touched: [], counted: [] };
	for (const [ids, events] of componentsOf(log)) {
		const late = events.filter(isLate);
		const reason = late.some(({ kind }) => MERGES.includes(kind)) ? 'merged' : 'corrected';
		uncorrected.touched.push(...ids.map((personId) => ({ personId, reason }) as const));
		const known = events.filter((event) => !isLate(event));
		for (const cluster of clustersOf(ids, known)) {
			const own = known.filter(({ subjectId }) => cluster.includes(subjectId));
			const groups = new Map<string, number>();
			for (const change of foldPeople(cluster, own, versions).groupTallies) {
				const isOfRule = change.ageFrom === 0 || change.ageFrom === standard.ageFrom;
				if (change.standard !== standard.id || !isOfRule || change.day > from) continue;
				groups.set(change.groupId, (groups.get(change.groupId) ?? 0) + change.attained);
			}
			const personId = cluster[0] ?? '';
			for (const [groupId, people] of groups) if (people > 0) uncorrected.counted.push({ personId, groupId });
		}
	}
	return uncorrected;
}
