/** What a drill shows: fakes taken for genuine are missed, genuine things taken for fakes are false alarms. */
export interface DrillScore {
	fakes: number;
	misses: number;
	genuines: number;
	falseAlarms: number;
}

/** Of its kind, at most this share may be wrong. */
const MOST_WRONG = 0.25;
/** From here on (c, in standard deviations) somebody leans to one side, rather than having slipped once. */
const LEANS_FROM = 0.3;

export function scoreOf(marks: readonly { genuine: boolean; right: boolean }[]): DrillScore {
	const count = (genuine: boolean, wrongOnly: boolean) =>
		marks.filter((mark) => mark.genuine === genuine && !(wrongOnly && mark.right)).length;
	return {
		fakes: count(false, false),
		misses: count(false, true),
		genuines: count(true, false),
		falseAlarms: count(true, true)
	};
}

/**
 * Passed only if few fakes were missed and there were few false alarms: who distrusts everything fails every drill, and
 * so does who trusts everything. A drill without either kind proves nothing.
 */
export function isPassed({ fakes, misses, genuines, falseAlarms }: DrillScore): boolean {
	return fakes > 0 && genuines > 0 && misses <= MOST_WRONG * fakes && falseAlarms <= MOST_WRONG * genuines;
}

/**
 * Telling apart (d′) and leaning (c) of signal detection, with the log-linear correction (Hautus 1995), so that a drill
 * without mistakes has numbers too. c above 0 leans to trusting, below 0 to distrusting.
 */
export function signalOf({ fakes, misses, genuines, falseAlarms }: DrillScore): { dPrime: number; c: number } {
	const hits = inverseNormal((fakes - misses + 0.5) / (fakes + 1));
	const alarms = inverseNormal((falseAlarms + 0.5) / (genuines + 1));
	return { dPrime: hits - alarms, c: -(hits + alarms) / 2 };
}

/** To which side somebody leans who did not pass; `neither` where both kinds went wrong alike. */
export function leaningOf(score: DrillScore): 'trusting' | 'distrusting' | 'neither' {
	const { c } = signalOf(score);
	if (Math.abs(c) < LEANS_FROM) return 'neither';
	return c > 0 ? 'trusting' : 'distrusting';
}

/** The normal distribution's quantile (Acklam's approximation, good to 1e-9 between 0 and 1). */
export function inverseNormal(p: number): number {
	if (p > 0.5) return -inverseNormal(1 - p);
	if (p < 0.02425) {
		const q = Math.sqrt(-2 * Math.log(p));
		return polynomial(TAIL, q) / polynomial(TAIL_BELOW, q);
	}
	const q = p - 0.5;
	return (q * polynomial(MIDDLE, q * q)) / polynomial(MIDDLE_BELOW, q * q);
}

const TAIL = [
	-7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
	2.938163982698783
];
const TAIL_BELOW = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1];
const MIDDLE = [
	-3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
	2.506628277459239
];
const MIDDLE_BELOW = [
	-5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1, 1
];

function polynomial(coefficients: readonly number[], x: number): number {
	return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}
