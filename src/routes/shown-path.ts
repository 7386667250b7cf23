import { findScreen, leadsTo, targetsOf, type Scenario, type Screen } from '#lib/curriculum/scenario.ts';

/** One step of the way that trainers show: a screen, what to touch on it, and what to type before. */
export interface ShownStep {
	screen: Screen;
	/** what to touch, by its place; null on a keypad and at the goal */
	ring: string | null;
	touch: string | null;
	/** what to type into which field, or the digits to press */
	type: { label: string; value: string }[];
	press: string | null;
	/** what is said to whoever goes wrong on this screen */
	wrong: { text: string; say: string }[];
}

/** The first of a scenario's paths, step by step. */
export function shownPath(scenario: Scenario): ShownStep[] {
	const [path = []] = scenario.paths;
	return path.flatMap((id, n) => {
		const screen = findScreen(scenario, id);
		return screen ? [stepOn(scenario, screen, path[n + 1])] : [];
	});
}

function stepOn(scenario: Scenario, screen: Screen, next: string | undefined): ShownStep {
	const value = (id: string | undefined): string => scenario.offered.find((one) => one.id === id)?.value ?? '';
	const keypad = screen.blocks.find((block) => block.kind === 'keypad');
	const target =
		next !== undefined && leadsTo(screen).includes(next)
			? targetsOf(screen).find(({ tap }) => tap.to === next && tap.mistake === null)
			: undefined;
	const fields = screen.blocks.flatMap((block) =>
		block.kind === 'field' && block.wants.length > 0 ? [{ label: block.label, value: value(block.wants[0]) }] : []
	);
	return {
		screen,
		ring: target?.code ?? null,
		touch: target?.text ?? null,
		type: fields,
		press: keypad ? value(keypad.wants) : null,
		wrong: targetsOf(screen).flatMap(({ text, tap }) => {
			const say = scenario.mistakes.find(({ id }) => id === tap.mistake)?.say;
			return say === undefined ? [] : [{ text, say }];
		})
	};
}
