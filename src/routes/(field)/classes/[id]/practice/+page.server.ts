import { courseOf } from '#lib/classes/server/board.ts';
import { readClass } from '#lib/classes/server/class.ts';
import { listEnrolled } from '#lib/classes/server/enrolment.ts';
import { findScenario } from '#lib/curriculum/library.ts';
import { findScreen } from '#lib/curriculum/scenario.ts';
import { readMistaken } from '#lib/drills/server/mistaken.ts';
import { readStops } from '#lib/practice/server/stops.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { inTheirWords } from '../../../../scenario.ts';
import type { PageServerLoad } from './$types';

const HARDEST = 3;

/** What a class practises: at which step most stop, and which fakes and genuine things they mistake. Numbers, no names. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, library, language, now } = locals;
	const one = await readClass(db, actor, 'class_board.read', params.id);
	const enrolled = await listEnrolled(db, one.id, one.closedOn ?? dayOf(now));
	const people = enrolled.map(({ personId }) => personId);
	const [stops, drills] = await Promise.all([readStops(db, people), readMistaken(db, people)]);
	const taught = new Set(courseOf(library, one).modules.map(({ id }) => id));
	const practised = stops.flatMap(({ module, scenario: id, screens, ...counts }) => {
		const found = findScenario(library, module, id);
		if (!found) return [];
		const { scenario } = inTheirWords(locals, found);
		const hardest = screens.flatMap(({ screen, ...people }) => {
			const shown = findScreen(scenario, screen);
			return shown ? [{ bar: shown.bar, hint: shown.hint ?? '', ...people }] : [];
		});
		const href = `/practice/${module}/${id}`;
		return [{ href, title: scenario.title[language], ...counts, hardest: hardest.slice(0, HARDEST) }];
	});
	const others = library.scenarios
		.filter(
			({ module, id }) => taught.has(module) && !stops.some((one) => one.module === module && one.scenario === id)
		)
		.map(({ module, id, title }) => ({ href: `/practice/${module}/${id}`, title: title[language] }));
	return { id: one.id, name: one.name, enrolled: enrolled.length, practised, others, drills };
};
