/** A person drawn for a re-check who took the test again, and how likely she was to be drawn. */
export interface Rechecked {
	agrees: boolean;
	/** above 0, at most 1 */
	probability: number;
}

/** A share with its 95 % interval, all between 0 and 1. */
export interface Interval {
	rate: number;
	low: number;
	high: number;
}

/** Fewer people than this say nothing about the others. */
export const LEAST_SETTLED = 5;
/** The two-sided 95 % point of the normal distribution. */
const Z = 1.96;

/**
 * The share of people counted as attained who would attain it again, from those re-checked: Hájek's estimator, where
 * each stands for 1 ÷ her probability, so that drawing some kinds of people more often does not bend it. Its interval
 * is Wilson's with Kish's effective number of people, which holds for few people and near 100 % too, narrowed where
 * much of the whole was re-checked. `people` is how many are counted as attained. Null below five.
 */
export function agreementOf(rechecked: readonly Rechecked[], people: number): Interval | null {
	if (rechecked.length < LEAST_SETTLED) return null;
	const weights = rechecked.map(({ probability }) => 1 / probability);
	const all = sum(weights);
	const rate = sum(rechecked.map(({ agrees }, index) => (agrees ? (weights[index] ?? 0) : 0))) / all;
	const effective = all ** 2 / sum(weights.map((weight) => weight ** 2));
	const left = 1 - rechecked.length / Math.max(people, rechecked.length);
	if (left === 0) return { rate, low: rate, high: rate };
	return wilson(rate, effective / left);
}

/** A place's rate as it would be if everybody counted as attained were re-checked: sums first, then divided. */
export function correctedOf(agreement: Interval, attained: number, adults: number): Interval {
	const scaled = (share: number) => (share * attained) / adults;
	return { rate: scaled(agreement.rate), low: scaled(agreement.low), high: scaled(agreement.high) };
}

function wilson(rate: number, people: number): Interval {
	const middle = (rate + Z ** 2 / (2 * people)) / (1 + Z ** 2 / people);
	const half = (Z / (1 + Z ** 2 / people)) * Math.sqrt((rate * (1 - rate)) / people + Z ** 2 / (4 * people ** 2));
	return { rate, low: Math.max(0, Math.min(rate, middle - half)), high: Math.min(1, Math.max(rate, middle + half)) };
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, one) => total + one, 0);
}
