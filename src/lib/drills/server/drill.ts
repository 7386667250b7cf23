import { randomBytes } from 'node:crypto';
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { recordOf, type Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import type { Library } from '#lib/curriculum/content.ts';
import type { DrillItem } from '#lib/curriculum/drill.ts';
import { readDrillItems } from '#lib/curriculum/server/versions.ts';
import { listRecords } from '#lib/people/server/erasure.ts';
import { findPerson } from '#lib/people/server/person.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isId, newId } from '#lib/shared/ids.ts';
import { drawDrill, type Met } from '#lib/drills/server/draw.ts';
import { listDrawnScams } from '#lib/drills/server/local-scam.ts';
import { drillAnswers, drills, drillStandings } from '#lib/drills/server/schema.ts';

export type Drill = typeof drills.$inferSelect;

/**
 * Starts a drill, or goes on with the open one: there is at most one, whatever is tapped twice. Draws from the library
 * and from what her ward has approved.
 */
export async function startDrill(db: Db, library: Library, actor: Actor, personId: string, now: Date): Promise<Drill> {
	allow(actor, 'drill.start', { personId });
	const record = recordOf(actor, personId);
	const open = await findOpenDrill(db, record);
	if (open) return open;

	const seed = randomBytes(16).toString('hex');
	const ward = (await findPerson(db, personId))?.place?.wardCode;
	const local = ward ? await listDrawnScams(db, ward) : [];
	const drawn = drawDrill([...library.drills, ...local], await readMet(db, personId), seed);
	if (!drawn) throw new DomainError('drill_nothing', 409);
	await db
		.insert(drills)
		.values({ id: newId(now), personId: record, seed, ...drawn, endId: newId(now), startedAt: now })
		.onConflictDoNothing();
	const started = await findOpenDrill(db, record);
	if (!started) throw new Error('a drill was ended while it was being started');
	return started;
}

export async function findDrill(db: Db, id: string): Promise<Drill | null> {
	if (!isId(id)) return null;
	const [drill] = await db.select().from(drills).where(eq(drills.id, id));
	return drill ?? null;
}

export async function findOpenDrill(db: Db, record: string): Promise<Drill | null> {
	const [drill] = await db
		.select()
		.from(drills)
		.where(and(eq(drills.personId, record), isNull(drills.endedAt)));
	return drill ?? null;
}

/** How she stands with drills, as the log says; null before the first one. */
export async function findDrillStanding(db: Db, personId: string) {
	const [standing] = await db.select().from(drillStandings).where(eq(drillStandings.personId, personId));
	return standing ?? null;
}

/**
 * Saves the choice for item `n`, by its place in the order shown; the last save wins. Refuses a place that was not
 * offered (422) and an ended drill (409).
 */
export async function saveChoice(
	db: Db,
	actor: Actor,
	personId: string,
	{ drillId, n, place }: { drillId: string; n: number; place: number },
	now: Date
): Promise<void> {
	allow(actor, 'drill.answer', { personId });
	await db.transaction(async (tx) => {
		const [drill] = await tx.select().from(drills).where(eq(drills.id, drillId)).for('update');
		const item = drill?.form[n - 1];
		if (!drill || drill.personId !== recordOf(actor, personId) || !item) throw notFound();
		if (drill.endedAt) throw new DomainError('drill_ended', 409);
		const choice = item.order[place - 1];
		if (choice === undefined) throw new DomainError('choice_not_offered', 422);
		await tx
			.insert(drillAnswers)
			.values({ drillId, n, choice, savedAt: now })
			.onConflictDoUpdate({
				target: [drillAnswers.drillId, drillAnswers.n],
				set: { choice: sql`excluded.choice`, savedAt: sql`excluded.saved_at` }
			});
	});
}

/** The saved choices of a drill, as authored positions, by item number. */
export async function readChoices(db: Db, drillId: string): Promise<Map<number, number>> {
	const rows = await db
		.select()
		.from(drillAnswers)
		.where(eq(drillAnswers.drillId, drillId))
		.orderBy(asc(drillAnswers.n));
	return new Map(rows.map((row) => [row.n, row.choice]));
}

/** The items of a drill in its order, as they were when it was drawn. Hold the key: never to be handed to a page. */
export async function readItems(db: Db, drill: Drill): Promise<DrillItem[]> {
	const items = await readDrillItems(
		db,
		drill.form.map(({ item }) => item)
	);
	return drill.form.map(({ item }) => items.get(item) as DrillItem);
}

/** What stood in earlier drills of all her records. */
async function readMet(db: Db, personId: string): Promise<Met> {
	const rows = await db
		.select({ form: drills.form, fakes: drills.fakes })
		.from(drills)
		.where(inArray(drills.personId, await listRecords(db, personId)))
		.orderBy(desc(drills.startedAt), desc(drills.id));
	const times = new Map<string, number>();
	for (const { id, variant } of rows.flatMap((row) => row.form)) {
		for (const key of [id, `${id} ${variant}`]) times.set(key, (times.get(key) ?? 0) + 1);
	}
	const [last] = rows;
	return { times, last: last ? { fakes: last.fakes, of: last.form.length } : null };
}
