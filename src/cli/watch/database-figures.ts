import { sql } from 'drizzle-orm';
import { type Db, PROCESS_NAME } from '#lib/server/db/connect.ts';

export interface Figure {
	of: string;
	state: string;
	count: number;
}

/** What the database says of this process, of the background work and of what was recorded; all of it cheap to ask. */
export async function readFigures(db: Db): Promise<Figure[]> {
	const rows = await db.execute<{ of: string; state: string; count: string }>(sql`
		select 'connections' as of, coalesce(state, 'unknown') as state, count(*) as count
			from pg_stat_activity where application_name = ${PROCESS_NAME} group by 2
		union all select 'jobs', state::text, count(*) from pgboss.job
			where state in ('created', 'retry', 'active')
				or (state = 'failed' and completed_on > now() - interval '1 day') group by 2
		union all select 'events', 'recorded', n_tup_ins from pg_stat_user_tables where relname = 'events'`);
	return rows.map(({ of, state, count }) => ({ of, state: state.replaceAll(' ', '_'), count: Number(count) }));
}
