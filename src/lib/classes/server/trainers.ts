import { eq, sql } from 'drizzle-orm';
import { namesOf } from '#lib/people/server/names.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { classTrainers } from '#lib/classes/server/schema.ts';

export interface Trainer extends Record<string, unknown> {
	personId: string;
	/** null once erased */
	name: string | null;
	/** whether she still is a trainer of the ward today */
	inOffice: boolean;
}

/** The trainers and helpers of a ward today, by name: whom a class may be given to. */
export async function listTrainersOf(db: Db, wardCode: string, now: Date): Promise<Trainer[]> {
	return db.execute<Trainer>(sql`
		select p.id "personId", coalesce(n.everyday_name, n.full_name) name, true "inOffice"
		from (select distinct coalesce(p.merged_into, p.id) id from roles r join people p on p.id = r.person_id
			where ${inOffice(wardCode, now)}) t
		join people p on p.id = t.id and p.died_on is null and p.erased_on is null
		join person_names n on n.person_id = p.id
		order by n.sort_key collate "vi-x-icu", p.id`);
}

/** Refuses (`class_trainer_unfit`, 409) whoever is no trainer or helper of the ward today: her role may have ended. */
export async function checkTrainer(db: Db, wardCode: string, personId: string, now: Date): Promise<void> {
	const trainers = await listTrainersOf(db, wardCode, now);
	if (!trainers.some((trainer) => trainer.personId === personId)) throw new DomainError('class_trainer_unfit', 409);
}

/** Who teaches a class, with whether her role still holds. */
export async function listClassTrainers(db: Db, classId: string, wardCode: string, now: Date): Promise<Trainer[]> {
	const named = await db
		.select({ personId: classTrainers.personId })
		.from(classTrainers)
		.where(eq(classTrainers.classId, classId));
	const names = await namesOf(
		db,
		named.map(({ personId }) => personId)
	);
	const today = await listTrainersOf(db, wardCode, now);
	return named.map(({ personId }) => ({
		personId,
		name: names.get(personId) ?? null,
		inOffice: today.some((trainer) => trainer.personId === personId)
	}));
}

function inOffice(wardCode: string, now: Date) {
	return sql`r.role in ('trainer', 'helper') and r.place = ${wardCode} and r."from" <= ${dayOf(now)}::date
		and (r."to" is null or r."to" > ${dayOf(now)}::date)`;
}
