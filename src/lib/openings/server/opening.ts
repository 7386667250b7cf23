import { randomInt } from 'node:crypto';
import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, placesFor, type Verb } from '#lib/access/permissions.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { CODE_LENGTH, CODE_LETTERS } from '#lib/sign-in/card-code.ts';
import { endSessionsOn } from '#lib/sign-in/server/tablet-sessions.ts';
import { listLearningPoints, readLearningPoint, type LearningPoint } from '#lib/territory/server/points.ts';
import { endHelpOf } from '#lib/openings/server/help.ts';
import { openings, tablets } from '#lib/openings/server/schema.ts';

const HOUR = 3_600_000;
const LONGEST = 12 * HOUR;

export interface Opening {
	id: string;
	point: LearningPoint;
	openedBy: string;
	openedAt: Date;
	endsAt: Date;
	/** with which a tablet joins, while the opening is live */
	code: string;
	live: boolean;
}

export interface NewOpening {
	/** made where the form is shown, so that a double tap opens one evening */
	openingId: string;
	learningPointId: string;
	hours: number;
}

/** Opens an evening at a learning point until some hours from now; it ends by itself. Sent again, it is the same one. */
export async function openEvening(db: Db, actor: Actor, input: NewOpening, now: Date): Promise<void> {
	const point = await readLearningPoint(db, input.learningPointId);
	allow(actor, 'opening.open', point);
	if (point.validTo !== null && point.validTo <= dayOf(now)) throw new DomainError('point_ended', 409);
	await db.transaction(async (tx) => {
		const opened = await tx
			.insert(openings)
			.values({
				id: input.openingId,
				learningPointId: point.id,
				wardCode: point.wardCode,
				openedBy: actor.id,
				openedAt: now,
				endsAt: new Date(now.getTime() + Math.min(input.hours * HOUR, LONGEST)),
				code: newCode()
			})
			.onConflictDoNothing({ target: openings.id })
			.returning({ id: openings.id });
		if (opened.length === 0) return;
		const object = { kind: 'opening', id: input.openingId, of: point };
		await writeAudit(tx, actor, 'opening.open', object, now, { point: point.id, hours: input.hours });
	});
}

/** An opening that the actor may run, over or not; anybody else's reads as not found. */
export async function readOpening(db: Db, actor: Actor, id: string, now: Date): Promise<Opening> {
	if (!isId(id)) throw notFound();
	const [row] = await db.select().from(openings).where(eq(openings.id, id));
	if (!row) throw notFound();
	const point = await readLearningPoint(db, row.learningPointId);
	const places = placesFor(actor, 'opening.run');
	if (![point.wardCode, point.provinceCode, 'vn'].some((place) => places.includes(place))) throw notFound();
	return asOpening(row, point, now);
}

/** The openings that go on now at the learning points where the actor may run one. */
export async function listLiveOpenings(db: Db, actor: Actor, now: Date): Promise<Opening[]> {
	const points = await listPointsToOpen(db, actor, now);
	if (points.length === 0) return [];
	const rows = await db
		.select()
		.from(openings)
		.where(
			and(
				inArray(
					openings.learningPointId,
					points.map(({ id }) => id)
				),
				isNull(openings.closedAt),
				gt(openings.endsAt, now)
			)
		)
		.orderBy(asc(openings.openedAt));
	return rows.flatMap((row) => {
		const point = points.find(({ id }) => id === row.learningPointId);
		return point ? [asOpening(row, point, now)] : [];
	});
}

/** The learning points at which the actor may open an evening. */
export async function listPointsToOpen(db: Db, actor: Actor, now: Date): Promise<LearningPoint[]> {
	return listLearningPoints(db, placesFor(actor, 'opening.open'), dayOf(now));
}

/** Until when each of some points is open now because somebody opened it; who and how one joins is nobody's question. */
export async function listOpenNow(db: Db, pointIds: readonly string[], now: Date): Promise<Map<string, Date>> {
	if (pointIds.length === 0) return new Map();
	const rows = await db
		.select({ pointId: openings.learningPointId, endsAt: openings.endsAt })
		.from(openings)
		.where(and(inArray(openings.learningPointId, [...pointIds]), isNull(openings.closedAt), gt(openings.endsAt, now)))
		.orderBy(asc(openings.endsAt));
	return new Map(rows.map(({ pointId, endsAt }) => [pointId, endsAt]));
}

/** Closes an opening: every session on its tablets ends at once. Closing it again changes nothing. */
export async function closeOpening(db: Db, actor: Actor, id: string, now: Date): Promise<void> {
	await change(db, actor, id, now, 'close', async (tx) => {
		await tx.update(openings).set({ closedAt: now }).where(eq(openings.id, id));
		const joined = await tx.select({ id: tablets.id }).from(tablets).where(eq(tablets.openingId, id));
		const ended = await endSessionsOn(
			tx,
			joined.map((tablet) => tablet.id)
		);
		await endHelpOf(tx, ended, now);
	});
}

/** The evening goes on for another hour, but never for more than twelve. */
export async function extendOpening(db: Db, actor: Actor, id: string, now: Date): Promise<void> {
	await change(db, actor, id, now, 'extend', async (tx, { openedAt, endsAt }) => {
		const until = Math.min(endsAt.getTime() + HOUR, openedAt.getTime() + LONGEST);
		await tx
			.update(openings)
			.set({ endsAt: new Date(until) })
			.where(eq(openings.id, id));
	});
}

/** Another code for joining: the old one, photographed by whomever, joins nothing any more. Tablets that joined stay. */
export async function renewCode(db: Db, actor: Actor, id: string, now: Date): Promise<void> {
	await change(db, actor, id, now, 'renew_code', async (tx) => {
		await tx.update(openings).set({ code: newCode() }).where(eq(openings.id, id));
	});
}

async function change(
	db: Db,
	actor: Actor,
	id: string,
	now: Date,
	what: string,
	work: (tx: Db, opening: Opening) => Promise<void>
): Promise<void> {
	const verb: Verb = 'opening.run';
	const { point } = await readOpening(db, actor, id, now);
	allow(actor, verb, point);
	await db.transaction(async (tx) => {
		await tx.select({ id: openings.id }).from(openings).where(eq(openings.id, id)).for('update');
		const opening = await readOpening(tx, actor, id, now);
		if (!opening.live && what === 'close') return;
		if (!opening.live) throw new DomainError('opening_over', 409);
		await work(tx, opening);
		await writeAudit(tx, actor, verb, { kind: 'opening', id, of: point }, now, { what });
	});
}

function asOpening(row: typeof openings.$inferSelect, point: LearningPoint, now: Date): Opening {
	const { id, openedBy, openedAt, endsAt, closedAt, code } = row;
	return { id, point, openedBy, openedAt, endsAt: closedAt ?? endsAt, code, live: closedAt === null && endsAt > now };
}

function newCode(): string {
	return Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');
}
