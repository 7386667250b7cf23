import { findScreen, leadsTo, type Scenario, type Screen } from '../scenario.ts';
import type { Path } from './problems.ts';

/** What is wrong in a scenario, and its way in the YAML. */
export interface Found {
	path: Path;
	say: string;
}

/** Every screen can be reached, and from every screen the goal. */
export function checkWays(scenario: Scenario): Found[] {
	const { screens } = scenario;
	const ends = screens.filter((screen) => screen.done !== null).map((screen) => screen.id);
	if (ends.length === 0) return [{ path: ['screens'], say: 'Chưa có đích. Hãy thêm "done: …" ở màn hình cuối.' }];
	const reached = spread([screens[0]?.id ?? ''], (id) => leadsTo(findScreen(scenario, id) as Screen));
	const arriving = spread(ends, (id) =>
		screens.filter((screen) => leadsTo(screen).includes(id)).map((screen) => screen.id)
	);
	return screens.flatMap(({ id }, index) => [
		...(reached.has(id) ? [] : [{ path: ['screens', index], say: `Không chỗ nào dẫn tới màn hình "${id}".` }]),
		...(arriving.has(id)
			? []
			: [{ path: ['screens', index], say: `Từ màn hình "${id}" không tới được đích. Hãy thêm đường quay lại.` }])
	]);
}

/** Every path leads from the start to a goal by what is right, and every goal has one. */
export function checkPaths(scenario: Scenario): Found[] {
	const { screens, paths } = scenario;
	const start = screens[0]?.id ?? '';
	const problems = paths.flatMap((way, index): Found[] => {
		const at = (step: number, say: string): Found => ({ path: ['paths', index, step], say });
		const last = findScreen(scenario, way.at(-1) ?? '');
		return [
			...(way[0] === start ? [] : [at(0, `Đường đi phải bắt đầu ở màn hình đầu tiên, "${start}".`)]),
			...(last && last.done === null ? [at(way.length - 1, 'Đường đi phải kết thúc ở màn hình có "done".')] : []),
			...way.flatMap((id, step): Found[] => {
				const screen = findScreen(scenario, id);
				if (!screen) return unknownScreen(scenario, id).map((say) => at(step, say));
				const next = way[step + 1];
				if (next === undefined || leadsTo(screen, true).includes(next)) return [];
				return [at(step + 1, `Từ "${id}" không có chỗ chạm đúng nào dẫn tới "${next}".`)];
			})
		];
	});
	const forgotten = screens.filter(({ id, done }) => done !== null && !paths.some((way) => way.at(-1) === id));
	return [
		...problems,
		...forgotten.map(({ id }) => ({ path: ['paths'], say: `Chưa có đường đi nào kết thúc ở "${id}". Hãy thêm.` }))
	];
}

/** What to say of a screen that is not there; nothing where it is. */
export function unknownScreen(scenario: Scenario, id: string): string[] {
	return findScreen(scenario, id) ? [] : [`Không có màn hình "${id}". Hãy xem các "id" trong "screens".`];
}

function spread(from: string[], next: (id: string) => string[]): Set<string> {
	const seen = new Set(from);
	for (const id of seen) for (const one of next(id)) seen.add(one);
	return seen;
}
