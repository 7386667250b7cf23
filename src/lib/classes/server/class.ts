import { and, asc, desc, eq, gte, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, may, placesFor, type Verb } from '#lib/access/permissions.ts';
import type { Library } from '#lib/curriculum/content.ts';
import { findModule, findStandard } from '#lib/curriculum/library.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isId, newId } from '#lib/shared/ids.ts';
import { COUNTRY, placeLevel } from '#lib/territory/place.ts';
import { listLearningPoints, readLearningPoint, type LearningPoint } from '#lib/territory/server/points.ts';
import type { State } from '#lib/classes/board.ts';
import { eveningsBetween, MOST_EVENINGS, type DaysOff, type Evening, type Learners } from '#lib/classes/class.ts';
import { classes, classMeetings, classTrainers } from '#lib/classes/server/schema.ts';
import { checkTrainer } from '#lib/classes/server/trainers.ts';

export interface SchoolClass {
	id: string;
	name: string;
	point: LearningPoint;
	learners: Learners;
	organisation: string | null;
	standard: string | null;
	modules: string[];
	openToAll: boolean;
	closedOn: Day | null;
	closing: Record<State, number> | null;
}

export interface NewClass {
	/** made where the form is shown, so that a double tap opens one class */
	classId: string;
	name: string;
	learningPointId: string;
	learners: Learners;
	organisation: string | null;
	/** a standard, or null and some modules */
	standard: string | null;
	modules: string[];
	openToAll: boolean;
	trainers: string[];
	from: Day;
	to: Day;
	/** days of the week, 0 is Sunday */
	weekdays: number[];
	off: DaysOff[];
	starts: string;
	ends: string;
}

/**
 * A class begins, with its evenings and trainers. Sent again, it is the same one. Refuses a place that is not hers
 * (403), whoever is no trainer of the ward today (`class_trainer_unfit`, 409), what is not taught (`class_modules_unknown`, 422), and days on which no evening falls or
 * too many do (`class_evenings_none`, `class_evenings_many`, 422).
 */
export async function openClass(db: Db, actor: Actor, library: Library, input: NewClass, now: Date): Promise<void> {
	const point = await readLearningPoint(db, input.learningPointId);
	allow(actor, 'class.open', point);
	const isTaught =
		input.standard === null
			? input.modules.every((id) => findModule(library, id))
			: findStandard(library, input.standard);
	if (!isTaught) throw new DomainError('class_modules_unknown', 422);
	const days = eveningsBetween(input.from, input.to, input.weekdays, input.off);
	if (days.length === 0) throw new DomainError('class_evenings_none', 422);
	if (days.length > MOST_EVENINGS) throw new DomainError('class_evenings_many', 422, { most: MOST_EVENINGS });
	for (const personId of input.trainers) await checkTrainer(db, point.wardCode, personId, now);
	await db.transaction(async (tx) => {
		const { classId: id, name, learners, organisation, standard, modules, openToAll } = input;
		const made = await tx
			.insert(classes)
			.values({
				...{ id, name, learners, organisation, standard, modules, openToAll },
				...{ learningPointId: point.id, wardCode: point.wardCode, createdBy: actor.id, createdAt: now }
			})
			.onConflictDoNothing({ target: classes.id })
			.returning({ id: classes.id });
		if (made.length === 0) return;
		const { starts, ends } = input;
		await tx.insert(classMeetings).values(days.map((day) => ({ id: newId(now), classId: id, day, starts, ends })));
		const trainers = [...new Set(input.trainers)];
		if (trainers.length > 0) {
			const named = trainers.map((personId) => ({ classId: id, personId, namedBy: actor.id, namedAt: now }));
			await tx.insert(classTrainers).values(named);
		}
		const object = { kind: 'class', id, of: placeOf(point) };
		await writeAudit(tx, actor, 'class.open', object, now, { evenings: days.length, learners });
	});
}

/** A class at a learning point where the actor may use this verb; anybody else's reads as not found. */
export async function readClass(db: Db, actor: Actor, verb: Verb, id: string): Promise<SchoolClass> {
	const one = await findClass(db, id);
	if (!one || !may(actor, verb, one.point)) throw notFound();
	return one;
}

/** A class by its id, whoever asks: the caller says who may. */
export async function findClass(db: Db, id: string): Promise<SchoolClass | null> {
	if (!isId(id)) return null;
	const [row] = await db.select().from(classes).where(eq(classes.id, id));
	return row ? asClass(row, await readLearningPoint(db, row.learningPointId)) : null;
}

/** The classes of the actor's places, those that go on first, the newest on top. */
export async function listClasses(db: Db, actor: Actor): Promise<SchoolClass[]> {
	const places = placesFor(actor, 'class.roll_call').filter((place) => placeLevel(place) !== null);
	return listOf(db, places);
}

/** The classes of some places that go on; `openToAll` only those in which one enrols oneself. */
export async function listOf(db: Db, places: readonly string[], openToAll = false): Promise<SchoolClass[]> {
	// A class stands in the list though its learning point has closed meanwhile.
	const points = await listLearningPoints(db, places, 'ever');
	if (points.length === 0) return [];
	const there: SQL | undefined = places.includes(COUNTRY)
		? undefined
		: inArray(
				classes.learningPointId,
				points.map(({ id }) => id)
			);
	const rows = await db
		.select()
		.from(classes)
		.where(and(there, openToAll ? and(eq(classes.openToAll, true), isNull(classes.closedAt)) : undefined))
		.orderBy(sql`${classes.closedAt} is not null`, desc(classes.createdAt))
		.limit(200);
	return rows.flatMap((row) => {
		const point = points.find(({ id }) => id === row.learningPointId);
		return point ? [asClass(row, point)] : [];
	});
}

/** The evening that comes next in each of some classes, by class; none after the last. */
export async function listNextEvenings(
	db: Db,
	classIds: readonly string[],
	today: Day
): Promise<Map<string, { day: Day; starts: string }>> {
	if (classIds.length === 0) return new Map();
	const { classId, day, starts } = classMeetings;
	const rows = await db
		.selectDistinctOn([classId], { classId, day, starts })
		.from(classMeetings)
		.where(and(inArray(classId, [...classIds]), isNull(classMeetings.cancelledAt), gte(day, today)))
		.orderBy(classId, asc(day), asc(classMeetings.id));
	return new Map(rows.map((row) => [row.classId, { day: row.day, starts: row.starts }]));
}

/** The evenings of a class in order, cancelled ones too. */
export async function listEvenings(db: Db, classId: string): Promise<Evening[]> {
	const rows = await db
		.select()
		.from(classMeetings)
		.where(eq(classMeetings.classId, classId))
		.orderBy(asc(classMeetings.day), asc(classMeetings.id));
	return rows.map(({ id, day, starts, ends, cancelledAt }) => ({
		id,
		day,
		starts,
		ends,
		cancelled: cancelledAt !== null
	}));
}

/**
 * Ends a class on a day, with how its people stood: those numbers are kept and never counted anew. Closing it again
 * changes nothing; a day to come is refused (`day_in_future`).
 */
export async function closeClass(
	db: Db,
	actor: Actor,
	input: { classId: string; on: Day },
	counts: (tx: Db, one: SchoolClass) => Promise<Record<State, number>>,
	now: Date
): Promise<void> {
	await readClass(db, actor, 'class.run', input.classId);
	if (input.on > dayOf(now)) throw new DomainError('day_in_future', 422);
	await db.transaction(async (tx) => {
		const one = await lockClass(tx, actor, 'class.run', input.classId);
		if (one.closedOn !== null) return;
		const closing = await counts(tx, one);
		const set = { closedOn: input.on, closedAt: now, closedBy: actor.id, closing };
		await tx.update(classes).set(set).where(eq(classes.id, one.id));
		const object = { kind: 'class', id: one.id, of: placeOf(one.point) };
		await writeAudit(tx, actor, 'class.run', object, now, { what: 'close', on: input.on });
	});
}

/** Until the transaction ends nobody else changes this class. */
export async function lockClass(tx: Db, actor: Actor, verb: Verb, id: string): Promise<SchoolClass> {
	if (!isId(id)) throw notFound();
	await tx.select({ id: classes.id }).from(classes).where(eq(classes.id, id)).for('update');
	return readClass(tx, actor, verb, id);
}

/** As `lockClass`, and refuses one that is closed (`class_closed`, 409). */
export async function lockOpenClass(tx: Db, actor: Actor, verb: Verb, id: string): Promise<SchoolClass> {
	const one = await lockClass(tx, actor, verb, id);
	if (one.closedOn !== null) throw new DomainError('class_closed', 409);
	return one;
}

/** Where something of a class lies, for the audit. */
export function placeOf({ wardCode, provinceCode }: LearningPoint) {
	return { wardCode, provinceCode };
}

function asClass(row: typeof classes.$inferSelect, point: LearningPoint): SchoolClass {
	const { id, name, organisation, standard, modules, openToAll, closedOn, closing } = row;
	return {
		id,
		name,
		point,
		learners: row.learners as Learners,
		organisation,
		standard,
		modules,
		openToAll,
		closedOn,
		closing
	};
}
