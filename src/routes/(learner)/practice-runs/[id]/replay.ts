import { fillAll } from '#lib/curriculum/address.ts';
import type { Address } from '#lib/curriculum/content.ts';
import { findScreen, targetsOf, type Scenario } from '#lib/curriculum/scenario.ts';
import { m } from '#lib/messages/compiled/messages.js';
import type { Step } from '#lib/practice/step.ts';

/** A run in words, step by step: where, what was done, and what was said to it. Digits of one code are one step. */
export function sayReplay(frozen: Scenario, steps: readonly Step[], address: Address) {
	const scenario = fillAll(frozen, address);
	const lines = steps.map((step) => ({
		at: findScreen(scenario, step.at)?.bar ?? step.at,
		did: sayDeed(scenario, step),
		said: sayAnswer(scenario, step)
	}));
	return lines.filter((line, n) => {
		const before = lines[n - 1];
		return line.said !== null || line.did !== m.practice_replay_pressed() || before?.did !== line.did;
	});
}

function sayDeed(scenario: Scenario, { at, did }: Step): string {
	if (did === 'hint') return m.practice_replay_hint();
	if (did === 'press') return m.practice_replay_pressed();
	const target = targetsOf(findScreen(scenario, at) ?? { blocks: [] }).find(({ code }) => code === did);
	const text = target?.text ?? did;
	return target?.tap.sends ? m.practice_replay_typed({ text }) : m.practice_replay_touched({ text });
}

function sayAnswer(scenario: Scenario, { said }: Step): string | null {
	if (said?.kind === 'mistake') return scenario.mistakes.find(({ id }) => id === said.mistake)?.say ?? null;
	if (said?.kind === 'refused') return m.practice_replay_refused();
	return said?.kind === 'empty' ? m.practice_replay_empty() : null;
}
