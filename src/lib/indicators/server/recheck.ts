import { randomBytes } from 'node:crypto';
import { and, desc, eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, may, placesFor, type Target } from '#lib/access/permissions.ts';
import type { Standard } from '#lib/curriculum/content.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { COUNTRY } from '#lib/territory/place.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { LEAST_SETTLED } from '#lib/indicators/estimate.ts';
import type { RecheckOutcome } from '#lib/indicators/recheck.ts';
import { frameOf } from '#lib/indicators/server/frame.ts';
import { recheckPeople, rechecks } from '#lib/indicators/server/recheck-schema.ts';
import { drawSample } from '#lib/indicators/server/sample.ts';
import { findVerdicts, hasTaught } from '#lib/indicators/server/verdicts.ts';

export type Recheck = Omit<typeof rechecks.$inferSelect, 'frame' | 'weights' | 'roundId'> & { people: number };

export interface NewRecheck {
	/** made where the form was shown */
	id: string;
	/** a ward's code or the id of one of its groups */
	place: string;
	size: number;
	weighted: boolean;
}

/** Lists on one page; a ward has not half as many groups. */
const MOST_LISTS = 500;
/** A frame is kept with its draw; the largest wards have not half as many. */
const MOST_PEOPLE = 100_000;

/**
 * Draws people counted as attained in a ward or group for a re-check (verb `recheck.draw`: the province, never the
 * ward). What it was drawn from is stored with a seed that nobody chose, so that anybody entitled can repeat it. Sent
 * again, it is the same draw. Refuses where fewer than five people are counted (409, `recheck_too_few`).
 */
export async function drawRecheck(
	db: Db,
	actor: Actor,
	standard: Standard,
	input: NewRecheck,
	now: Date
): Promise<void> {
	const of = await targetOf(db, input.place, now);
	allow(actor, 'recheck.draw', of);
	const frame = await frameOf(db, input.place, standard, input.weighted, now);
	if (frame.length < LEAST_SETTLED) throw new DomainError('recheck_too_few', 409, { least: LEAST_SETTLED });
	if (frame.length > MOST_PEOPLE) throw new DomainError('recheck_too_many', 409, { most: MOST_PEOPLE });
	const seed = randomBytes(16).toString('hex');
	const drawn = drawSample(seed, frame, input.size);
	await db.transaction(async (tx) => {
		const row = {
			...{ id: input.id, wardCode: of.wardCode, groupId: of.groupId ?? null, standard: standard.id },
			...{ modules: [...standard.modules], seed, size: input.size, weighted: input.weighted },
			...{ frame: frame.map(({ id }) => id), weights: frame.map(({ weight }) => weight) },
			...{ asOf: dayOf(now), drawnBy: actor.id, drawnAt: now }
		};
		const made = await tx.insert(rechecks).values(row).onConflictDoNothing().returning({ id: rechecks.id });
		if (made.length === 0) return;
		await tx
			.insert(recheckPeople)
			.values(drawn.map(({ id, probability }) => ({ recheckId: input.id, personId: id, probability })));
		const detail = { size: drawn.length, people: frame.length, weighted: input.weighted };
		await writeAudit(tx, actor, 'recheck.draw', { kind: 'recheck', id: input.id, of }, now, detail);
	});
}

/** The same people from what is stored: whether the draw, repeated, gives those on the list. */
export async function repeatDraw(db: Db, actor: Actor, id: string, now: Date): Promise<boolean> {
	await readRecheck(db, actor, id, now);
	const [row] = await db.select().from(rechecks).where(eq(rechecks.id, id));
	if (!row) throw notFound();
	const frame = row.frame.map((person, index) => ({ id: person, weight: row.weights[index] ?? 1 }));
	const again = drawSample(row.seed, frame, row.size).map((drawn) => drawn.id);
	const kept = await db.select().from(recheckPeople).where(eq(recheckPeople.recheckId, id));
	return (
		again.sort().join() ===
		kept
			.map(({ personId }) => personId)
			.sort()
			.join()
	);
}

export interface NotedOutcome {
	recheckId: string;
	personId: string;
	outcome: RecheckOutcome;
}

/**
 * A witness notes why somebody did not take the test again. Refuses whoever taught her (403, `recheck_taught`), and
 * where the test has been taken (409). A later note replaces an earlier one; nobody's result changes.
 */
export async function noteOutcome(db: Db, actor: Actor, input: NotedOutcome, now: Date): Promise<void> {
	const recheck = await readRecheck(db, actor, input.recheckId, now);
	const of = await targetOfRecheck(db, recheck, now);
	allow(actor, 'recheck.note', of);
	const isHers = and(eq(recheckPeople.recheckId, recheck.id), eq(recheckPeople.personId, input.personId));
	await db.transaction(async (tx) => {
		const [drawn] = isId(input.personId) ? await tx.select().from(recheckPeople).where(isHers).for('update') : [];
		if (!drawn) throw notFound();
		if (await hasTaught(tx, actor.id, recheck.id, input.personId)) throw new DomainError('recheck_taught', 403);
		const verdicts = await findVerdicts(tx, [recheck.id]);
		const own = verdicts.find(({ personId }) => personId === input.personId);
		if (own && own.verdict !== null) throw new DomainError('recheck_settled', 409);
		if (drawn.outcome === input.outcome) return;
		await tx.update(recheckPeople).set({ outcome: input.outcome, notedBy: actor.id, notedAt: now }).where(isHers);
		const object = { kind: 'recheck', id: recheck.id, of: { ...of, personId: input.personId } };
		await writeAudit(tx, actor, 'recheck.note', object, now, { outcome: input.outcome });
	});
}

/** One that the actor may read; any other reads as not found. */
export async function readRecheck(db: Db, actor: Actor, id: string, now: Date): Promise<Recheck> {
	const [row] = isId(id) ? await db.select(SHOWN).from(rechecks).where(eq(rechecks.id, id)) : [];
	if (!row || !may(actor, 'recheck.read', await targetOfRecheck(db, row, now))) throw notFound();
	return row;
}

/** Those of the places that the actor may read, or of one ward among them, the newest first. */
export async function listRechecks(db: Db, actor: Actor, wardCode: string | null = null): Promise<Recheck[]> {
	const places = placesFor(actor, 'recheck.read');
	const codes = sql`${sql.param(places)}::text[]`;
	return db
		.select(SHOWN)
		.from(rechecks)
		.where(
			sql`(${places.includes(COUNTRY)} or ${rechecks.wardCode} = any(${codes})
				or ${rechecks.wardCode} in (select code from wards where province_code = any(${codes})))
				and (${wardCode}::text is null or ${rechecks.wardCode} = ${wardCode})`
		)
		.orderBy(desc(rechecks.drawnAt), desc(rechecks.id))
		.limit(MOST_LISTS);
}

const SHOWN = {
	id: rechecks.id,
	wardCode: rechecks.wardCode,
	groupId: rechecks.groupId,
	standard: rechecks.standard,
	modules: rechecks.modules,
	seed: rechecks.seed,
	size: rechecks.size,
	weighted: rechecks.weighted,
	asOf: rechecks.asOf,
	drawnBy: rechecks.drawnBy,
	drawnAt: rechecks.drawnAt,
	people: sql<number>`cardinality(${rechecks.frame})`
};

type WardTarget = Target & { wardCode: string; provinceCode: string };

/** A list is the ward's witnesses' work, also where it is about one group. */
function targetOfRecheck(db: Db, { wardCode }: { wardCode: string }, now: Date): Promise<WardTarget> {
	return targetOf(db, wardCode, now);
}

async function targetOf(db: Db, place: string, now: Date): Promise<WardTarget> {
	if (isId(place)) {
		const { groupId, wardCode, provinceCode } = await placeOfGroup(db, place);
		if (groupId !== place) throw new DomainError('group_ended', 409);
		return { groupId, wardCode, provinceCode };
	}
	const { code, provinceCode } = await readPlace(db, place, dayOf(now));
	if (provinceCode === null) throw notFound();
	return { wardCode: code, provinceCode };
}
