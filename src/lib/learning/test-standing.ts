import type { Day } from '#lib/shared/dates.ts';
import type { TestResult } from '#lib/learning/evidence.ts';
import { codeOf } from '#lib/learning/test.ts';

/** How somebody has fared with one test, all her results that count together. */
export interface TestStanding {
	/** as `codeOf` writes it */
	test: string;
	tries: number;
	/** how many in a row were not passed, up to the last one; none once it is passed */
	failed: number;
	/** the first day on which it was passed */
	passedOn: Day | null;
	lastOn: Day;
}

/** What results, oldest first, say about each test; a practical check is none. */
export function testStandingsOf(results: readonly TestResult[]): TestStanding[] {
	const tests = new Map<string, TestStanding>();
	for (const { door, standard, modules, passed, day } of results) {
		if (door === 'practical') continue;
		const test =
			door === 'whole' ? codeOf({ door, standard }) : codeOf({ door, standard, module: modules[0]?.module ?? '' });
		const before = tests.get(test) ?? { test, tries: 0, failed: 0, passedOn: null, lastOn: day };
		const passedOn = before.passedOn ?? (passed ? day : null);
		tests.set(test, {
			test,
			tries: before.tries + 1,
			failed: passedOn === null ? before.failed + 1 : 0,
			passedOn,
			lastOn: day
		});
	}
	return [...tests.values()];
}
