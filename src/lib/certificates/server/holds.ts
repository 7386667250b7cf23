import { sql, type SQL } from 'drizzle-orm';

/**
 * Whether everything that a paper `c` rests on still stands under its person: each result counts, is passed, and is
 * witnessed where the paper says so. A result that was voided or turned out to be helped is gone from the folds, and so
 * is somebody else's once a merge is undone; what was seen elsewhere holds until it is withdrawn.
 */
export const holds: SQL = sql`not exists (
	select from unnest(c.results) needed(result)
	where not exists (
		select from module_results r
		where r.result = needed.result and r.passed
			and r.person_id = (select coalesce(p.merged_into, p.id) from people p where p.id = c.person_id)
			and (r.witnessed or c.evidence not in ('witnessed', 'practical'))
			and (r.module = c.subject or c.kind <> 'module')
	) and not exists (
		select from completions_elsewhere e join people p on p.id = e.person_id
		where e.id = needed.result and e.withdrawn_at is null
			and coalesce(p.merged_into, p.id) = (select coalesce(q.merged_into, q.id) from people q where q.id = c.person_id)
	)
)`;
