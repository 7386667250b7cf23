import { addressFor, fillAll } from '#lib/curriculum/address.ts';
import { findLesson, findModule, findScenario } from '#lib/curriculum/library.ts';
import type { Scenario, Screen } from '#lib/curriculum/scenario.ts';
import { screenScript } from '#lib/curriculum/server/scenario-script.ts';
import { screenOf, type Standing } from '#lib/practice/step.ts';
import { notFound } from '#lib/shared/errors.ts';

/** The scenario that an address names, as it is now. */
export function scenarioAt({ library }: App.Locals, params: { module: string; scenario: string }): Scenario {
	const scenario = findScenario(library, params.module, params.scenario);
	if (!scenario) throw notFound();
	return scenario;
}

/** A scenario in the words of its learners. The version may be an old one; its module may have gone since. */
export function inTheirWords(locals: App.Locals, scenario: Scenario) {
	const audience = findModule(locals.library, scenario.module)?.audience ?? 'residents';
	const address = addressFor(audience, locals.address);
	return { address, scenario: fillAll(scenario, address) };
}

/** Where a scenario is told of: its lesson, if it has one that is still there, else the list of all. */
export function homeOfScenario({ library }: App.Locals, { module, lesson }: Scenario): string {
	return lesson !== null && findLesson(library, module, lesson) ? `/learn/${module}/${lesson}` : '/practice';
}

/** What one screen of a run shows: nothing of the screens to come, and no answer to what was not touched. */
export function showScreen(locals: App.Locals, frozen: Scenario, standing: Standing) {
	const { address, scenario } = inTheirWords(locals, frozen);
	const screen = screenOf(scenario, standing);
	if (!screen) throw notFound();
	const wanted = screen.blocks.flatMap((block) =>
		block.kind === 'field' ? block.wants : block.kind === 'keypad' ? [block.wants] : []
	);
	return {
		address,
		screen,
		standing,
		title: scenario.title[locals.language],
		goal: scenario.goal,
		mistakes: scenario.mistakes,
		offered: scenario.offered,
		toType: scenario.offered.filter(({ id }) => wanted.includes(id)),
		recordings: {
			screen: locals.recordingsOf(screenScript(screen)),
			said: locals.recordingsOf(saidAloud(scenario, screen, standing))
		},
		scenario: { module: scenario.module, id: scenario.id, home: homeOfScenario(locals, scenario) }
	};
}

/** What is said to the last step, where somebody may have recorded it. */
function saidAloud({ mistakes }: Scenario, screen: Screen, { said }: Standing): string {
	if (said?.kind === 'hint') return screen.hint ?? '';
	return said?.kind === 'mistake' ? (mistakes.find(({ id }) => id === said.mistake)?.say ?? '') : '';
}

export type ShownScreen = ReturnType<typeof showScreen>;
