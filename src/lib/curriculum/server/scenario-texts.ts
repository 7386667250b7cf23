import type { Path } from './problems.ts';
import type { WrittenScenario } from './take-scenario.ts';

/** Every text of a scenario, with its way in the YAML; a way that the file does not have leads to the nearest part. */
export function textsOfScenario({ value }: WrittenScenario): { text: string; path: Path }[] {
	const { title, situation, goal, offered, screens, mistakes } = value;
	return textsIn({ title: title.vi, title_en: title.en, situation, goal, offered, screens, mistakes }, []);
}

function textsIn(value: unknown, path: Path): { text: string; path: Path }[] {
	if (typeof value === 'string') return [{ text: value, path }];
	if (value === null || typeof value !== 'object') return [];
	return Object.entries(value).flatMap(([key, inner]) =>
		textsIn(inner, [...path, Array.isArray(value) ? Number(key) : key])
	);
}
