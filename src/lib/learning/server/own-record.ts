import { sql } from 'drizzle-orm';
import type { AppealDecision, AppealReason } from '#lib/learning/appeal.ts';
import { findAccommodation } from '#lib/learning/server/accommodation.ts';
import type { Db } from '#lib/server/db/connect.ts';

/** The more time that somebody was granted for tests, and what she said was not right about one, for nobody but herself. */
export interface OwnExams {
	extraTime: { extraPercent: number; why: string } | null;
	appeals: {
		question: number;
		why: AppealReason;
		text: string | null;
		receivedAt: string;
		decision: AppealDecision | null;
		reply: string | null;
	}[];
}

/** Of all records that stand for a person. */
export async function readOwnExams(db: Db, personId: string): Promise<OwnExams> {
	const granted = await findAccommodation(db, personId);
	const appeals = await db.execute<OwnExams['appeals'][number] & Record<string, unknown>>(sql`
		select question, reason why, text, filed_at "receivedAt", decision, reply from appeals
		where person_id in (select id from people where id = ${personId}::uuid or merged_into = ${personId}::uuid)
		order by filed_at, id`);
	return {
		extraTime: granted && { extraPercent: granted.extraPercent, why: granted.reason },
		appeals: [...appeals]
	};
}
