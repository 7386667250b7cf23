import { and, asc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, isDay, type Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isId, newId } from '#lib/shared/ids.ts';
import { tidyName } from '#lib/shared/names.ts';
import { COUNTRY, placeLevel } from '#lib/territory/place.ts';
import { learningPoints, wards } from '#lib/territory/server/schema.ts';

/** A place where people learn together: a culture house, a one-stop desk, a market stall on certain mornings. */
export interface LearningPoint {
	id: string;
	name: string;
	address: string;
	kind: string;
	wardCode: string;
	provinceCode: string;
	/** the first day on which it is no more, or null */
	validTo: Day | null;
}

/** What its ward's office says of a point. */
export type PointFacts = Pick<LearningPoint, 'name' | 'address' | 'kind'>;

const columns = {
	id: learningPoints.id,
	name: learningPoints.name,
	address: learningPoints.address,
	kind: learningPoints.kind,
	wardCode: wards.code,
	provinceCode: wards.provinceCode,
	validTo: learningPoints.validTo
};

/** Throws 404 for an unknown learning point. */
export async function readLearningPoint(db: Db, id: string): Promise<LearningPoint> {
	if (!isId(id)) throw notFound();
	const [point] = await db
		.select(columns)
		.from(learningPoints)
		.innerJoin(wards, eq(wards.code, learningPoints.wardCode))
		.where(eq(learningPoints.id, id));
	if (!point) throw notFound();
	return point;
}

/**
 * The learning points of some places on a day, or all that there ever were: `vn`, codes of provinces or of wards. By name.
 */
export async function listLearningPoints(
	db: Db,
	places: readonly string[],
	on: Day | 'ever'
): Promise<LearningPoint[]> {
	if (places.length === 0) return [];
	const codes = [...places];
	const within = or(inArray(wards.code, codes), inArray(wards.provinceCode, codes));
	return db
		.select(columns)
		.from(learningPoints)
		.innerJoin(wards, eq(wards.code, learningPoints.wardCode))
		.where(and(places.includes(COUNTRY) ? undefined : within, on === 'ever' ? undefined : notEndedOn(on)))
		.orderBy(asc(learningPoints.name), asc(learningPoints.id));
}

/** How many learning points there are on a day in each place directly below the country or a province. */
export async function countLearningPoints(db: Db, place: string, on: Day): Promise<Map<string, number>> {
	const isCountry = placeLevel(place) === 'country';
	const code = isCountry ? wards.provinceCode : wards.code;
	const rows = await db
		.select({ code, count: sql<number>`count(*)::int` })
		.from(learningPoints)
		.innerJoin(wards, eq(wards.code, learningPoints.wardCode))
		.where(and(isCountry ? undefined : eq(wards.provinceCode, place), notEndedOn(on)))
		.groupBy(code);
	return new Map(rows.map((row) => [row.code, row.count]));
}

/** A place where people learn enters the books of its ward (verb `learning_point.add`). Sent again, it is the same one. */
export async function addLearningPoint(
	db: Db,
	actor: Actor,
	input: PointFacts & { id?: string; wardCode: string },
	now: Date
): Promise<string> {
	const [ward] = await db.select().from(wards).where(eq(wards.code, input.wardCode));
	if (!ward) throw notFound();
	const of = { wardCode: ward.code, provinceCode: ward.provinceCode };
	allow(actor, 'learning_point.add', of);
	const { id = newId(now), wardCode, ...facts } = input;
	const added = await db
		.insert(learningPoints)
		.values({ ...tidied(facts), id, wardCode })
		.onConflictDoNothing({ target: learningPoints.id })
		.returning({ id: learningPoints.id });
	if (added.length > 0) await writeAudit(db, actor, 'learning_point.add', { kind: 'learning_point', id, of }, now);
	return id;
}

/** Its name, address or kind is another one (verb `learning_point.change`); of an ended point nothing changes (409). */
export async function changeLearningPoint(
	db: Db,
	actor: Actor,
	id: string,
	facts: PointFacts,
	now: Date
): Promise<void> {
	await changing(db, actor, id, now, 'facts', async (tx) => {
		await tx.update(learningPoints).set(tidied(facts)).where(eq(learningPoints.id, id));
	});
}

/**
 * From a day on, today or later, the point is no more: nothing is opened there, and nobody is sent to it. It stays in
 * the books. Past days are refused (`point_end_past`, 422).
 */
export async function endLearningPoint(db: Db, actor: Actor, id: string, on: Day, now: Date): Promise<void> {
	await changing(db, actor, id, now, 'end', async (tx) => {
		if (!isDay(on) || on < dayOf(now)) throw new DomainError('point_end_past', 422);
		await tx.update(learningPoints).set({ validTo: on }).where(eq(learningPoints.id, id));
	});
}

/**
 * Changes a point that its reader keeps the books of, one at a time, with an audit entry under `learning_point.change`.
 * One that has ended is refused (`point_ended`, 409). `work` answers false where there was nothing to do.
 */
export async function changing(
	db: Db,
	actor: Actor,
	id: string,
	now: Date,
	what: string,
	work: (tx: Db, point: LearningPoint) => Promise<boolean | void>
): Promise<void> {
	allow(actor, 'learning_point.change', await readLearningPoint(db, id));
	await db.transaction(async (tx) => {
		await tx.select({ id: learningPoints.id }).from(learningPoints).where(eq(learningPoints.id, id)).for('update');
		const point = await readLearningPoint(tx, id);
		if (point.validTo !== null && point.validTo <= dayOf(now)) throw new DomainError('point_ended', 409);
		if ((await work(tx, point)) === false) return;
		await writeAudit(tx, actor, 'learning_point.change', { kind: 'learning_point', id, of: point }, now, { what });
	});
}

function tidied({ name, address, kind }: PointFacts): PointFacts {
	return { name: tidyName(name), address: tidyName(address), kind };
}

function notEndedOn(day: Day) {
	return or(isNull(learningPoints.validTo), gt(learningPoints.validTo, day));
}
