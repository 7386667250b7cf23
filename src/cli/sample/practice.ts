import type { PersonActor } from '#lib/access/actor.ts';
import type { Library } from '#lib/curriculum/content.ts';
import { targetsOf } from '#lib/curriculum/scenario.ts';
import { record } from '#lib/ledger/server/record.ts';
import { actsTo } from '#lib/practice/acts.ts';
import { startRun } from '#lib/practice/server/run.ts';
import { takeStep } from '#lib/practice/server/take-step.ts';
import { screenOf, take, type Act } from '#lib/practice/step.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { newId } from '#lib/shared/ids.ts';

const MODULE = 'thanh-toan';

/** Some people of a class practise a payment yesterday evening: most to its end, some with a wrong tap, one stops half-way. */
export async function practisePayment(
	db: Db,
	library: Library,
	personIds: readonly string[],
	now: Date
): Promise<void> {
	const scenario = library.scenarios.find(({ module }) => module === MODULE);
	if (!scenario) return;
	const evening = new Date(now.getTime() - 86_400_000);
	for (const [n, personId] of personIds.entries()) {
		const actor: PersonActor = { kind: 'person', id: personId, signInId: newId(evening), grants: [] };
		const name = { module: scenario.module, scenario: scenario.id };
		const run = await startRun(db, library, actor, personId, name, evening);
		let { standing } = run;
		let step = 0;
		const go = async (act: Act) => {
			standing = take(scenario, standing, act)?.standing ?? standing;
			await record(db, actor, takeStep, { runId: run.id, personId, step: step++, act }, evening);
		};
		const [path = []] = scenario.paths;
		for (const next of path.slice(1, n === 0 ? 4 : undefined)) {
			const screen = screenOf(scenario, standing) ?? { blocks: [] };
			const wrong = targetsOf(screen).find(({ tap }) => tap.mistake !== null && tap.to === null);
			if (wrong && (step + n) % 2 === 0) await go({ kind: 'touch', code: wrong.code, typed: {} });
			for (const act of actsTo(scenario, standing.screen, next)) await go(act);
		}
	}
}
