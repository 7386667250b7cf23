import { findModule, findSkill } from '#lib/curriculum/library.ts';
import { skillsOf } from '#lib/learning/evidence.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { readCardState } from '#lib/sign-in/server/card-state.ts';
import { findPicturesState } from '#lib/sign-in/server/pictures.ts';
import { learnerId } from '../../learner.ts';
import { titledTasks } from '../../../task-words.ts';
import { readStanding } from '../../standing.ts';
import type { PageServerLoad } from './$types';

/** What is known about her: results, skills, where she lives, her card. */
export const load: PageServerLoad = async ({ locals }) => {
	const { db, library, now, language } = locals;
	const personId = learnerId(locals);
	const [standing, person] = await Promise.all([readStanding(db, library, personId), readPerson(db, personId)]);
	const { standard, results, status, missing, counting } = standing;
	const titleOf = (id: string) => findModule(library, id)?.title ?? { vi: id, en: id };
	const skills = skillsOf(results.filter((result) => counting.has(result.id)));
	return {
		standard: standard.name,
		attained: status?.attainedDay ?? null,
		witnessedDay: status?.witnessedDay ?? null,
		missing: missing.map(titleOf),
		results: results.toReversed().map((result) => ({
			id: result.id,
			attemptId: result.attemptId,
			day: result.day,
			title: result.door === 'module' ? titleOf(result.modules[0]?.module ?? '') : standard.name,
			tasks: titledTasks(library, result, language),
			asked: result.marks.length,
			right: result.marks.filter((mark) => mark.right).length,
			passed: result.passed,
			counts: counting.has(result.id),
			witnessed: result.witnessed,
			helped: result.assistance !== 'none'
		})),
		practical: (standard.practicalCheck ?? []).map(({ name }) => name[language]),
		skills: skills.flatMap(({ skill, asked, right }) => {
			const name = findSkill(library, skill)?.name;
			return name ? [{ name, asked, right }] : [];
		}),
		residence: person.residence && {
			group: person.residence.groupName,
			confirmedOn: person.residence.confirmedOn
		},
		card: await readCardState(db, personId, now),
		pictures: await findPicturesState(db, personId)
	};
};
