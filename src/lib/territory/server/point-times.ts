import { and, asc, eq, gt, gte, inArray, isNull, or } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, isDay, laterDay, type Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { tidyName } from '#lib/shared/names.ts';
import { clashOf, writeSpan, type Hours, type Stop, type Timetable } from '#lib/territory/opening-times.ts';
import { changing, type LearningPoint } from '#lib/territory/server/points.ts';
import { pointHours, pointStops } from '#lib/territory/server/schema.ts';

export type NewHours = Omit<Hours, 'validTo'>;

/** When some learning points are open from a day on. */
export async function listTimetables(
	db: Db,
	points: readonly LearningPoint[],
	from: Day
): Promise<Map<string, Timetable>> {
	const ids = points.map(({ id }) => id);
	if (ids.length === 0) return new Map();
	const hours = await db
		.select()
		.from(pointHours)
		.where(and(inArray(pointHours.pointId, ids), or(isNull(pointHours.validTo), gt(pointHours.validTo, from))))
		.orderBy(asc(pointHours.validFrom), asc(pointHours.fromMinute), asc(pointHours.id));
	const stops = await db
		.select()
		.from(pointStops)
		.where(and(inArray(pointStops.pointId, ids), gte(pointStops.on, from), isNull(pointStops.calledOffAt)))
		.orderBy(asc(pointStops.on), asc(pointStops.fromMinute));
	return new Map(
		points.map(({ id, validTo }) => [
			id,
			{
				hours: hours.filter(({ pointId }) => pointId === id),
				stops: stops.filter(({ pointId }) => pointId === id),
				validTo
			}
		])
	);
}

/**
 * From a day on a point is open on some days of the week. Refuses a time that ends before it begins
 * (`times_end_first`, 422) and one that overlaps another of the point (`times_overlap`, 409). Sent again, it is the
 * same one.
 */
export async function addHours(
	db: Db,
	actor: Actor,
	pointId: string,
	{ id, ...hours }: NewHours,
	now: Date
): Promise<void> {
	await changing(db, actor, pointId, now, 'hours', async (tx, point) => {
		const [known] = await tx.select({ id: pointHours.id }).from(pointHours).where(eq(pointHours.id, id));
		if (known) return false;
		const added = { ...hours, weekdays: [...new Set(hours.weekdays)].sort(), validTo: null };
		await checkTimes(tx, point, added, now);
		await tx.insert(pointHours).values({ ...added, id, pointId });
		return true;
	});
}

/** From a day on, today or later, a point is no longer open at these hours. Past days are refused (`times_end_past`, 422). */
export async function endHours(
	db: Db,
	actor: Actor,
	of: { pointId: string; hoursId: string; on: Day },
	now: Date
): Promise<void> {
	await changing(db, actor, of.pointId, now, 'hours_end', async (tx) => {
		const [row] = isId(of.hoursId) ? await tx.select().from(pointHours).where(eq(pointHours.id, of.hoursId)) : [];
		if (row?.pointId !== of.pointId) throw notFound();
		if (!isDay(of.on) || of.on < dayOf(now)) throw new DomainError('times_end_past', 422);
		if (row.validTo !== null && row.validTo <= of.on) return false;
		const validTo = laterDay(row.validFrom, of.on);
		await tx.update(pointHours).set({ validTo }).where(eq(pointHours.id, row.id));
		return true;
	});
}

/**
 * A mobile point stands somewhere on a day, today or later. Refused like hours, and for a point that does not move
 * (`stop_not_mobile`, 422) and days that are past (`stop_past`, 422).
 */
export async function addStop(db: Db, actor: Actor, pointId: string, { id, ...stop }: Stop, now: Date): Promise<void> {
	await changing(db, actor, pointId, now, 'stop', async (tx, point) => {
		const [known] = await tx.select({ id: pointStops.id }).from(pointStops).where(eq(pointStops.id, id));
		if (known) return false;
		if (point.kind !== 'mobile') throw new DomainError('stop_not_mobile', 422);
		if (stop.on < dayOf(now)) throw new DomainError('stop_past', 422);
		await checkTimes(tx, point, stop, now);
		await tx.insert(pointStops).values({ ...stop, place: tidyName(stop.place), id, pointId });
		return true;
	});
}

/** A stop is called off, as long as its day is not past (`stop_past`, 409). Called off again, nothing changes. */
export async function callOffStop(
	db: Db,
	actor: Actor,
	of: { pointId: string; stopId: string },
	now: Date
): Promise<void> {
	await changing(db, actor, of.pointId, now, 'stop_off', async (tx) => {
		const [row] = isId(of.stopId) ? await tx.select().from(pointStops).where(eq(pointStops.id, of.stopId)) : [];
		if (row?.pointId !== of.pointId) throw notFound();
		if (row.calledOffAt !== null) return false;
		if (row.on < dayOf(now)) throw new DomainError('stop_past', 409);
		await tx.update(pointStops).set({ calledOffAt: now }).where(eq(pointStops.id, row.id));
		return true;
	});
}

async function checkTimes(
	db: Db,
	point: LearningPoint,
	wanted: Omit<Hours, 'id'> | Omit<Stop, 'id'>,
	now: Date
): Promise<void> {
	if (wanted.fromMinute >= wanted.toMinute) throw new DomainError('times_end_first', 422);
	const timetable = (await listTimetables(db, [point], dayOf(now))).get(point.id);
	const clash = timetable ? clashOf(timetable, wanted) : null;
	if (clash) throw new DomainError('times_overlap', 409, { times: writeSpan(clash) });
}
