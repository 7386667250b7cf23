import { readStanding } from '../../(learner)/standing.ts';
import type { PageServerLoad } from './$types';

/** The modules in their order, with what the person signed in has read and passed of each. */
export const load: PageServerLoad = async ({ locals }) => {
	const { db, library, signIn, language } = locals;
	const standing = signIn && (await readStanding(db, library, signIn.personId));
	const [standard] = library.standards;
	return {
		modules: library.modules.map(({ id, title, icon, lessons }) => ({
			id,
			icon,
			title: title[language],
			lessons: lessons.length,
			minutes: lessons.reduce((sum, lesson) => sum + lesson.minutes, 0),
			done: lessons.filter((lesson) => standing?.lessonsDone.has(`${id}/${lesson.id}`)).length,
			passed: standing !== null && standing.standard.modules.includes(id) && !standing.missing.includes(id)
		})),
		standard: standard ? { id: standard.id, modules: standard.modules.length } : null
	};
};
