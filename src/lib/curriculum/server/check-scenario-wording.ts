import { leadsTo, targetsOf, type Scenario, type Screen } from '../scenario.ts';
import type { Audience } from '../content.ts';
import { checkText, LONGEST_SENTENCE } from './check-wording.ts';
import type { Path, Problem } from './problems.ts';
import type { WrittenModule } from './take-module.ts';
import type { WrittenScenario } from './take-scenario.ts';
import { countWords, sentencesOf } from './words.ts';

const MOST_SENTENCES = 3;
const MOST_BLOCKS = 7;
const MOST_TAPS = 5;
const LONGEST_LABEL = 6;
const LEAST_MISTAKES = 2;
const SHORTEST_PATH = 4;
const LONGEST_PATH = 14;

/** What makes a scenario hard to follow: our own words too long or too hard, screens too full, too little that can go wrong. */
export function checkScenarioWording({ scenarios, head }: WrittenModule): Problem[] {
	return scenarios.flatMap((written) => [
		...checkSaid(written, head.value.audience),
		...written.value.screens.flatMap((screen, index) =>
			checkFullness(screen).map((say) => ({ ...written.at('screens', index), say }))
		),
		...checkAmounts(written)
	]);
}

function checkSaid({ value, at }: WrittenScenario, audience: Audience): Problem[] {
	return saidIn(value).flatMap(({ text, path }) => {
		const sentences = sentencesOf(text).length;
		const many = `Chỗ này có ${sentences} câu. Hãy để nhiều nhất ${MOST_SENTENCES} câu, mỗi câu nhiều nhất ${LONGEST_SENTENCE} tiếng.`;
		const place = at(...path);
		return [...checkText(text, place, audience), ...(sentences > MOST_SENTENCES ? [{ ...place, say: many }] : [])];
	});
}

/** What we say ourselves; what stands on the drawn phone is written as such phones write. */
function saidIn({ title, situation, goal, screens, mistakes }: Scenario): { text: string; path: Path }[] {
	return [
		{ text: title.vi, path: ['title'] },
		{ text: situation, path: ['situation'] },
		{ text: goal, path: ['goal'] },
		...screens.flatMap((screen, index) =>
			(['say', 'hint', 'done'] as const).map((part) => ({ text: screen[part] ?? '', path: ['screens', index, part] }))
		),
		...mistakes.map(({ say }, index) => ({ text: say, path: ['mistakes', index, 'say'] }))
	];
}

function checkFullness(screen: Screen): string[] {
	const { blocks } = screen;
	const fields = blocks.filter(({ kind }) => kind === 'field').length;
	const taps = targetsOf(screen).length + fields;
	const labels = blocks.flatMap((block) => {
		if (block.kind === 'button') return [block.text];
		return block.kind === 'dialog' ? block.buttons.map(({ text }) => text) : [];
	});
	return [
		...(blocks.length > MOST_BLOCKS ? [`Màn hình có ${blocks.length} khối. Hãy để nhiều nhất ${MOST_BLOCKS}.`] : []),
		...(taps > MOST_TAPS ? [`Màn hình có ${taps} chỗ để chạm. Hãy để nhiều nhất ${MOST_TAPS}.`] : []),
		...labels
			.filter((label) => countWords(label) > LONGEST_LABEL)
			.map((label) => `Nút "${label}" dài quá ${LONGEST_LABEL} tiếng. Hãy rút ngắn.`)
	];
}

function checkAmounts({ value, at }: WrittenScenario): Problem[] {
	const say = (path: Path, text: string): Problem => ({ ...at(...path), say: text });
	const choices = value.screens.some((screen) => leadsTo(screen, true).length < targetsOf(screen).length);
	return [
		...(value.mistakes.length < LEAST_MISTAKES || !choices
			? [say(['mistakes'], `Mới có ${value.mistakes.length} lỗi. Hãy thêm lỗi hay gặp, ít nhất ${LEAST_MISTAKES}.`)]
			: []),
		...value.paths.flatMap((path, index) =>
			path.length < SHORTEST_PATH || path.length > LONGEST_PATH
				? [say(['paths', index], `Đường đi có ${path.length} màn hình. Hãy để ${SHORTEST_PATH} đến ${LONGEST_PATH}.`)]
				: []
		)
	];
}
