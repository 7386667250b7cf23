import { sql } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';
import { FIRST_STEPS, type FirstStep } from '#lib/sign-in/first-steps.ts';

/** Which of the first steps a ward has not taken by a day: a group, a second person who works there, a resident, a learning point. */
export async function readStepsAhead(db: Db, wardCode: string, personId: string, day: Day): Promise<FirstStep[]> {
	const [taken] = await db.execute<Record<FirstStep, boolean>>(sql`
		with own as (select id from residential_groups where ward_code = ${wardCode})
		select exists (select from own) groups,
			exists (
				select from roles where (place = ${wardCode} or place in (select id::text from own))
					and person_id <> ${personId} and ("to" is null or "to" > ${day})
			) staff,
			exists (select from residences r join own on own.id = r.group_id where r.to is null or r.to > ${day}) residents,
			exists (
				select from learning_points where ward_code = ${wardCode} and (valid_to is null or valid_to > ${day})
			) points`);
	return FIRST_STEPS.filter((step) => !taken?.[step]);
}
