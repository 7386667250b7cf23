import { sql } from 'drizzle-orm';
import type { Outcome, Topic } from '#lib/outreach/help-request.ts';
import type { Part } from '#lib/outreach/team.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';

/** In which teams a person is or was, and for what she asked help, for nobody but herself. */
export interface OwnOutreach {
	teams: { team: string; part: Part; from: Day; to: Day | null; trainedOn: Day | null }[];
	helpRequests: { topic: Topic; note: string | null; askedOn: Day; outcome: Outcome | null; doneOn: Day | null }[];
}

/** Of all records that stand for a person. */
export async function readOwnOutreach(db: Db, personId: string): Promise<OwnOutreach> {
	const hers = sql`(select id from people where id = ${personId} or merged_into = ${personId})`;
	const teams = await db.execute<OwnOutreach['teams'][number] & Record<string, unknown>>(sql`
		select t.name team, tm.part, tm."from"::text "from", tm."to"::text "to", tm.trained_on::text "trainedOn"
		from team_members tm join teams t on t.id = tm.team_id where tm.person_id in ${hers} order by tm."from", tm.id`);
	const helpRequests = await db.execute<OwnOutreach['helpRequests'][number] & Record<string, unknown>>(sql`
		select topic, note, asked_on::text "askedOn", outcome, done_on::text "doneOn"
		from help_requests where person_id in ${hers} order by taken_at`);
	return { teams: [...teams], helpRequests: [...helpRequests] };
}
