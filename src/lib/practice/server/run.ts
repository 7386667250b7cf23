import { and, eq, isNull } from 'drizzle-orm';
import { recordOf, type Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import type { Library } from '#lib/curriculum/content.ts';
import { findScenario } from '#lib/curriculum/library.ts';
import { listRecords } from '#lib/people/server/erasure.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { notFound } from '#lib/shared/errors.ts';
import { isId, newId } from '#lib/shared/ids.ts';
import { beginning } from '#lib/practice/step.ts';
import { practiceRuns, scenarioProgress } from '#lib/practice/server/schema.ts';

export type Run = typeof practiceRuns.$inferSelect;

/** Which scenario, by its address. */
export interface ScenarioName {
	module: string;
	scenario: string;
}

/**
 * Starts a run, or goes on with the open one: there is at most one open run per person and scenario, whatever is
 * tapped twice and on whatever device. Fixes the scenario by hash.
 */
export async function startRun(
	db: Db,
	library: Library,
	actor: Actor,
	personId: string,
	name: ScenarioName,
	now: Date
): Promise<Run> {
	allow(actor, 'practice.run', { personId });
	const record = recordOf(actor, personId);
	const open = await findOpenRun(db, record, name);
	if (open) return open;
	const scenario = findScenario(library, name.module, name.scenario);
	if (!scenario) throw notFound();
	await db
		.insert(practiceRuns)
		.values({
			id: newId(now),
			personId: record,
			...name,
			scenarioHash: scenario.hash,
			standing: beginning(scenario),
			steps: [],
			endId: newId(now),
			startedAt: now,
			done: false
		})
		.onConflictDoNothing();
	const started = await findOpenRun(db, record, name);
	if (!started) throw new Error('a run ended while it was being started');
	return started;
}

/** The open run of a scenario, under the record that she signed in with. */
export async function findOpenRun(db: Db, record: string, { module, scenario }: ScenarioName): Promise<Run | null> {
	const [run] = await db
		.select()
		.from(practiceRuns)
		.where(
			and(
				eq(practiceRuns.personId, record),
				eq(practiceRuns.module, module),
				eq(practiceRuns.scenario, scenario),
				isNull(practiceRuns.endedAt)
			)
		);
	return run ?? null;
}

/** A run of hers, also under another record of hers once it is over; anybody else's reads as not found. */
export async function readRun(db: Db, actor: Actor, personId: string, runId: string): Promise<Run> {
	const [run] = isId(runId) ? await db.select().from(practiceRuns).where(eq(practiceRuns.id, runId)) : [];
	if (!run) throw notFound();
	const own = run.endedAt === null ? [recordOf(actor, personId)] : await listRecords(db, personId);
	if (!own.includes(run.personId)) throw notFound();
	return run;
}

/** What a person has practised, and which runs of hers are open, as `module/scenario`. */
export async function listPractised(db: Db, personId: string, record: string) {
	const progress = await db.select().from(scenarioProgress).where(eq(scenarioProgress.personId, personId));
	const open = await db
		.select({ module: practiceRuns.module, scenario: practiceRuns.scenario })
		.from(practiceRuns)
		.where(and(eq(practiceRuns.personId, record), isNull(practiceRuns.endedAt)));
	return {
		done: new Map(progress.filter(({ doneOn }) => doneOn !== null).map((one) => [codeOf(one), one])),
		open: new Set(open.map(codeOf))
	};
}

export function codeOf({ module, scenario }: ScenarioName): string {
	return `${module}/${scenario}`;
}
