import type { Pool, Question } from '../content.ts';
import { fillAddress, DEFAULT_ADDRESS } from '../address.ts';
import type { Problem } from './problems.ts';
import type { WrittenModule, WrittenQuestion } from './take-module.ts';

/** a third, and some room for chance in pools of a dozen questions */
const MOST_LONGEST = 0.4;
const MOST_SHORTEST = 0.6;
const MOST_AT_ONE_PLACE = 0.4;
const LEAST_SITUATIONS = 1 / 3;
/** fewer questions say nothing about habits */
const LEAST_TO_JUDGE = 8;
const LEAST_MARKED = 6;
const LEAST_OF_EACH = 1 / 4;

export const POOLS: [pool: Pool, name: string][] = [
	['practice', 'luyện tập'],
	['test', 'kiểm tra']
];

/** How far the right answer of a pool can be guessed, over its questions with exactly one right option. */
export interface PoolMeasures {
	questions: number;
	/** share of all questions that put the learner into a situation */
	situations: number;
	/** questions with one right option */
	single: number;
	longestRight: number;
	shortestRight: number;
	/** shares of the written places, the first first */
	places: number[];
}

export function measurePool(pool: readonly WrittenQuestion[]): PoolMeasures {
	const single = singleOf(pool);
	const share = (which: (question: Question) => boolean): number =>
		single.filter(({ value }) => which(value)).length / Math.max(1, single.length);
	return {
		questions: pool.length,
		situations: pool.filter(({ value }) => isSituation(value)).length / Math.max(1, pool.length),
		single: single.length,
		longestRight: share(isLongestRight),
		shortestRight: share(isShortestRight),
		places: [0, 1, 2, 3].map((place) => share((question) => rightPlace(question) === place))
	};
}

/** How many questions show something to be judged, by what it is: what is genuine, and fraud. */
export function countGenuine(pool: readonly WrittenQuestion[]): { genuine: number; fraud: number } {
	return {
		genuine: pool.filter((question) => question.genuine === true).length,
		fraud: pool.filter((question) => question.genuine === false).length
	};
}

/** What lets a learner guess: habits of the writer, too few situations, or fraud alone, so that distrust always wins. */
export function checkBias(module: WrittenModule): Problem[] {
	return [...POOLS.flatMap(([pool, name]) => checkPool(module[pool], name)), ...checkGenuine(module)];
}

function checkPool(pool: readonly WrittenQuestion[], name: string): Problem[] {
	const measures = measurePool(pool);
	const place = pool[0]?.at();
	if (!place) return [];
	const problems: Problem[] = [];
	const find = (say: string): void => void problems.push({ ...place, say: `Câu ${name}: ${say}` });
	if (measures.situations < LEAST_SITUATIONS) {
		find(`mới có ${percent(measures.situations)} số câu là tình huống. Hãy thêm, ít nhất một phần ba.`);
	}
	if (measures.single < LEAST_TO_JUDGE) return problems;
	if (measures.longestRight > MOST_LONGEST) {
		const which = examples(pool, isLongestRight);
		find(`câu đúng là câu dài nhất trong ${percent(measures.longestRight)} số câu (${which}). ${ATMOST(MOST_LONGEST)}`);
	}
	if (measures.shortestRight > MOST_SHORTEST) {
		const which = examples(pool, isShortestRight);
		find(
			`câu đúng là câu ngắn nhất trong ${percent(measures.shortestRight)} số câu (${which}). ${ATMOST(MOST_SHORTEST)}`
		);
	}
	measures.places.forEach((share, index) => {
		if (share <= MOST_AT_ONE_PLACE) return;
		const which = examples(pool, (question) => rightPlace(question) === index);
		find(
			`câu đúng đứng thứ ${index + 1} trong ${percent(share)} số câu (${which}). Hãy đổi chỗ các câu trả lời, nhiều nhất ${percent(MOST_AT_ONE_PLACE)}.`
		);
	});
	return problems;
}

const ATMOST = (most: number): string => `Hãy viết lại, nhiều nhất ${percent(most)}.`;

function checkGenuine(module: WrittenModule): Problem[] {
	const all = [...module.practice, ...module.test];
	const place = { file: `${module.folder}/quiz.yaml`, line: 1 };
	const marked = all.filter((question) => question.genuine !== null).length;
	const { audience, skills } = module.head.value;
	if (marked < LEAST_MARKED && audience === 'residents' && skills.includes('safety.scams')) {
		const say = `Phần này dạy nhận ra lừa đảo. Hãy ghi "genuine: true" (thật) hoặc "genuine: false" (giả) ở các câu phải đoán thật giả; mới có ${marked}, ít nhất ${LEAST_MARKED}.`;
		return [{ ...place, say }];
	}
	return [module.practice, module.test, all].flatMap((pool, index) => {
		const { genuine, fraud } = countGenuine(pool);
		if (genuine + fraud < LEAST_MARKED) return [];
		const where = ['câu luyện tập', 'câu kiểm tra', 'câu của phần'][index];
		return [
			{ count: genuine, what: 'thật' },
			{ count: fraud, what: 'giả' }
		].flatMap(({ count, what }) => {
			if (count / (genuine + fraud) >= LEAST_OF_EACH) return [];
			const say = `Trong ${genuine + fraud} ${where} phải đoán thật giả chỉ có ${count} câu là ${what}. Hãy thêm, ít nhất một phần tư.`;
			return [{ ...place, say }];
		});
	});
}

function singleOf(pool: readonly WrittenQuestion[]): WrittenQuestion[] {
	return pool.filter(({ value: { kind, options } }) => {
		const one = options.filter((option) => option.right).length === 1;
		return one && (kind === 'single' || kind === 'situation');
	});
}

function isSituation({ kind, situation, message }: Question): boolean {
	return kind === 'situation' || situation !== null || message !== null;
}

function rightPlace({ options }: Question): number {
	return options.findIndex((option) => option.right);
}

function isLongestRight({ options }: Question): boolean {
	const right = Math.max(...options.filter((option) => option.right).map(lengthOf));
	return options.every((option) => option.right || lengthOf(option) < right);
}

function isShortestRight({ options }: Question): boolean {
	const right = Math.min(...options.filter((option) => option.right).map(lengthOf));
	return options.every((option) => option.right || lengthOf(option) > right);
}

/** as it stands on the screen */
function lengthOf({ text }: { text: string }): number {
	return fillAddress(text, DEFAULT_ADDRESS).length;
}

/** Where to begin: the first few questions of a kind. */
function examples(pool: readonly WrittenQuestion[], which: (question: Question) => boolean): string {
	const found = singleOf(pool).filter(({ value }) => which(value));
	const ids = found.slice(0, 4).map(({ value }) => value.id);
	return found.length > ids.length ? `${ids.join(', ')}…` : ids.join(', ');
}

function percent(share: number): string {
	return `${Math.round(share * 100)}%`;
}
