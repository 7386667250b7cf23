import type { Day } from '#lib/shared/dates.ts';
import type { Door, TestResult } from '#lib/learning/evidence.ts';

/** What one result that counts says about one module of a standard. */
export interface ModuleResult {
	/** id of the submission's event */
	result: string;
	module: string;
	standard: string;
	door: Door;
	day: Day;
	asked: number;
	right: number;
	/** of a test over the whole standard: only if the whole was passed too */
	passed: boolean;
	witnessed: boolean;
}

/** Results, oldest first, cut into one row for each module that was asked. */
export function moduleResultsOf(results: readonly TestResult[]): ModuleResult[] {
	return results.flatMap(({ id, standard, door, day, modules, passed, witnessed }) =>
		modules.map(({ module, asked, right, passed: enough }) => ({
			...{ result: id, module, standard, door, day, asked, right, witnessed },
			passed: passed && enough
		}))
	);
}
