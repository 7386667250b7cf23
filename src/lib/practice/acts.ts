import { findScreen, targetsOf, type Scenario } from '#lib/curriculum/scenario.ts';
import type { Act } from '#lib/practice/step.ts';

/** What to do on one screen to come to another by what is right: the digits to press, or what to type and touch. */
export function actsTo(scenario: Scenario, from: string, to: string): Act[] {
	const screen = findScreen(scenario, from);
	const offered = (id: string | undefined): string => scenario.offered.find((one) => one.id === id)?.value ?? '–';
	const keypad = screen?.blocks.find((block) => block.kind === 'keypad');
	if (keypad?.to === to) {
		return [...offered(keypad.wants).replace(/\D/gu, '')].map((digit) => ({ kind: 'press', digit }));
	}
	const target = targetsOf(screen ?? { blocks: [] }).find(({ tap }) => tap.to === to && tap.mistake === null);
	if (!target) throw new Error(`nothing right leads from ${from} to ${to}`);
	const typed: Record<string, string> = {};
	screen?.blocks.forEach((block, index) => {
		if (block.kind === 'field') typed[index] = offered(block.wants[0]);
	});
	return [{ kind: 'touch', code: target.code, typed }];
}
