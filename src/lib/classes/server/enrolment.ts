import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, may } from '#lib/access/permissions.ts';
import { listRecords } from '#lib/people/server/erasure.ts';
import { readPerson, type Person } from '#lib/people/server/person.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isId, newId } from '#lib/shared/ids.ts';
import { exchangeCard } from '#lib/sign-in/server/cards.ts';
import type { Origin } from '#lib/sign-in/server/throttle.ts';
import { MOST_ENROLLED, type EnrolmentWay } from '#lib/classes/class.ts';
import { findClass, lockOpenClass, placeOf, readClass, type SchoolClass } from '#lib/classes/server/class.ts';
import { enrolments } from '#lib/classes/server/schema.ts';

/** So far back a paper may reach that somebody types in. */
const DAYS_BACK = 365;

export interface Enrolled extends Record<string, unknown> {
	personId: string;
	name: string;
	birthYear: number;
	from: Day;
}

/**
 * Enrols people of the actor's places from a day on: all of them or, where one is refused, none. Whoever is enrolled
 * already stays so. A record that was merged is enrolled as the person it belongs to. Refuses the dead
 * (`class_person_dead`, 409), the erased (`person_erased`, 410), people of other places (404), a day to come
 * (`day_in_future`), a closed class (`class_closed`) and one that is full (`class_full`). Returns how many are new.
 */
export async function enrolPeople(
	db: Db,
	actor: Actor,
	input: { classId: string; personIds: readonly string[]; on: Day; way: Extract<EnrolmentWay, 'list' | 'pasted'> },
	now: Date
): Promise<number> {
	await readClass(db, actor, 'class.run', input.classId);
	return db.transaction(async (tx) => {
		const one = await lockOpenClass(tx, actor, 'class.run', input.classId);
		checkDay(input.on, now);
		const people: Person[] = [];
		for (const id of new Set(input.personIds)) {
			const person = await readPerson(tx, id);
			if (!may(actor, 'class.run', person.place)) throw notFound();
			people.push(person);
		}
		let added = 0;
		for (const person of people) added += Number(await enrol(tx, actor, one, person, input.on, input.way, now));
		return added;
	});
}

/**
 * Enrols whoever's card was scanned or typed, wherever she lives: she is here. Refuses as `exchangeCard` and
 * `enrolPeople` do. `db` must not be a transaction that a refusal rolls back.
 */
export async function enrolByCard(
	db: Db,
	actor: Actor,
	input: { classId: string; card: string },
	origin: Origin,
	now: Date
): Promise<{ name: string | null; added: boolean }> {
	await readClass(db, actor, 'class.run', input.classId);
	const { personId } = await exchangeCard(db, input.card, origin, now);
	return db.transaction(async (tx) => {
		const one = await lockOpenClass(tx, actor, 'class.run', input.classId);
		const person = await readPerson(tx, personId);
		const added = await enrol(tx, actor, one, person, dayOf(now), 'card', now);
		return { name: person.fullName, added };
	});
}

/** She enrols herself, from today, in a class of her ward that is open to all; any other is not found. */
export async function enrolHerself(db: Db, actor: Actor, classId: string, now: Date): Promise<void> {
	const person = await readPerson(db, actor.id);
	const found = await findClass(db, classId);
	allow(actor, 'class.join', { personId: actor.id });
	if (!found?.openToAll || found.point.wardCode !== person.place.wardCode) throw notFound();
	await db.transaction(async (tx) => {
		const one = await lockFor(tx, classId);
		await enrol(tx, actor, one, person, dayOf(now), 'self', now);
	});
}

/** Somebody learns in this class no longer, from today on; what she did there stays. Repeating it changes nothing. */
export async function endEnrolment(
	db: Db,
	actor: Actor,
	input: { classId: string; personId: string },
	now: Date
): Promise<void> {
	await readClass(db, actor, 'class.run', input.classId);
	const person = await readPerson(db, input.personId);
	await db.transaction(async (tx) => {
		const one = await lockOpenClass(tx, actor, 'class.run', input.classId);
		await end(tx, actor, one, person, 'class.run', now);
	});
}

/** She leaves a class herself, from today on; what she did there stays. Left already, it stays so; never joined, it is not found. */
export async function leaveClass(db: Db, actor: Actor, classId: string, now: Date): Promise<void> {
	allow(actor, 'class.join', { personId: actor.id });
	const person = await readPerson(db, actor.id);
	await db.transaction(async (tx) => {
		const hers = inArray(enrolments.personId, await listRecords(tx, person.id));
		if (!isId(classId) || (await tx.$count(enrolments, and(eq(enrolments.classId, classId), hers))) === 0) {
			throw notFound();
		}
		const one = await lockFor(tx, classId);
		await end(tx, actor, one, person, 'class.join', now);
	});
}

/** Who is enrolled on a day, once each after merging, by name; whoever was erased or has died is not among them. */
export async function listEnrolled(db: Db, classId: string, on: Day): Promise<Enrolled[]> {
	return db.execute<Enrolled>(sql`
		select p.id "personId", n.full_name name, p.birth_year "birthYear", e."from"::text "from"
		from (${enrolledOn(classId, on)}) e
		join people p on p.id = e.id and p.died_on is null and p.erased_on is null
		join person_names n on n.person_id = p.id
		order by n.sort_key collate "vi-x-icu", p.id`);
}

/** How many `listEnrolled` would name in each of some classes, each on a day of its own. */
export async function countEnrolled(
	db: Db,
	asked: readonly { classId: string; on: Day }[]
): Promise<Map<string, number>> {
	const ids = sql.param(asked.map(({ classId }) => classId));
	const days = sql.param(asked.map(({ on }) => on));
	const rows = await db.execute<{ id: string; n: number }>(sql`
		select c.id, count(distinct p.id)::int n
		from unnest(${ids}::text[], ${days}::text[]) c(id, day)
		join enrolments e on e.class_id = c.id::uuid and e."from" <= c.day::date
			and (e."to" is null or e."to" > c.day::date)
		join people record on record.id = e.person_id
		join people p on p.id = coalesce(record.merged_into, record.id) and p.died_on is null and p.erased_on is null
		join person_names n on n.person_id = p.id
		group by c.id`);
	return new Map(rows.map(({ id, n }) => [id, n]));
}

/** For a later query: the people enrolled in a class on a day, as the persons they are today. */
export function enrolledOn(classId: string, on: Day) {
	return sql`select coalesce(p.merged_into, p.id) id, min(e."from") "from" from enrolments e join people p on p.id = e.person_id
		where e.class_id = ${classId}::uuid and e."from" <= ${on}::date and (e."to" is null or e."to" > ${on}::date)
		group by 1`;
}

async function enrol(
	tx: Db,
	actor: Actor,
	one: SchoolClass,
	person: Person,
	on: Day,
	way: EnrolmentWay,
	now: Date
): Promise<boolean> {
	if (person.erasedOn !== null) throw new DomainError('person_erased', 410);
	if (person.diedOn !== null) throw new DomainError('class_person_dead', 409);
	const enrolled = await tx.execute<{ id: string }>(enrolledOn(one.id, dayOf(now)));
	if (enrolled.some(({ id }) => id === person.id)) return false;
	if (enrolled.length >= MOST_ENROLLED) throw new DomainError('class_full', 409, { most: MOST_ENROLLED });
	const row = {
		id: newId(now),
		classId: one.id,
		personId: person.id,
		from: on,
		way,
		enrolledBy: actor.id,
		enrolledAt: now
	};
	const made = await tx.insert(enrolments).values(row).onConflictDoNothing().returning({ id: enrolments.id });
	if (made.length === 0) return false;
	const object = { kind: 'enrolment', id: row.id, of: { ...placeOf(one.point), personId: person.id } };
	const verb = way === 'self' ? 'class.join' : 'class.run';
	await writeAudit(tx, actor, verb, object, now, { what: 'enrol', way });
	return true;
}

async function end(
	tx: Db,
	actor: Actor,
	one: SchoolClass,
	person: Person,
	verb: 'class.run' | 'class.join',
	now: Date
): Promise<void> {
	const ended = await tx
		.update(enrolments)
		.set({ to: sql`greatest(${dayOf(now)}::date, ${enrolments.from})`, endedBy: actor.id, endedAt: now })
		.where(
			and(
				eq(enrolments.classId, one.id),
				inArray(enrolments.personId, await listRecords(tx, person.id)),
				isNull(enrolments.to)
			)
		)
		.returning({ id: enrolments.id });
	for (const { id } of ended) {
		const object = { kind: 'enrolment', id, of: { ...placeOf(one.point), personId: person.id } };
		await writeAudit(tx, actor, verb, object, now, { what: 'end_enrolment' });
	}
}

/** As `lockOpenClass`, for whoever runs no class: the caller says who may. */
async function lockFor(tx: Db, classId: string): Promise<SchoolClass> {
	if (!isId(classId)) throw notFound();
	await tx.execute(sql`select 1 from classes where id = ${classId}::uuid for update`);
	const one = await findClass(tx, classId);
	if (!one) throw notFound();
	if (one.closedOn !== null) throw new DomainError('class_closed', 409);
	return one;
}

function checkDay(on: Day, now: Date): void {
	const today = dayOf(now);
	if (on > today) throw new DomainError('day_in_future', 422);
	if (on < addDays(today, -DAYS_BACK)) throw new DomainError('class_day_too_old', 422);
}
