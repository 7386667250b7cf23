import type { Library } from '#lib/curriculum/content.ts';
import { findStandard } from '#lib/curriculum/library.ts';
import type { TestResult } from '#lib/learning/evidence.ts';
import type { Language } from '#lib/shared/ratio.ts';

/** The tasks of a practical check as they are called today; one that a later version gave up, by its id. */
export function titledTasks(
	library: Library,
	{ standard, tasks }: Pick<TestResult, 'standard' | 'tasks'>,
	language: Language
) {
	const known = findStandard(library, standard)?.practicalCheck ?? [];
	return tasks.map(({ task, mark }) => ({
		...{ task, mark },
		title: known.find(({ id }) => id === task)?.name[language] ?? task
	}));
}
