import type { Audience, Module } from '#lib/curriculum/content.ts';
import { modulesFor, standardFor } from '#lib/curriculum/library.ts';
import { readStanding } from '../../(learner)/standing.ts';

/** One kind of learners' modules, those that their standard asks for first, with what the person signed in has done of each. */
export async function listModules({ db, library, signIn, language }: App.Locals, audience: Audience) {
	const standard = standardFor(library, audience);
	const standing = signIn && (await readStanding(db, library, signIn.personId, standard ?? undefined));
	const cardOf = ({ id, title, icon, lessons }: Module) => ({
		id,
		icon,
		title: title[language],
		lessons: lessons.length,
		minutes: lessons.reduce((sum, lesson) => sum + lesson.minutes, 0),
		done: lessons.filter((lesson) => standing?.lessonsDone.has(`${id}/${lesson.id}`)).length,
		passed: Boolean(standing && standard?.modules.includes(id) && !standing.missing.includes(id))
	});
	const { required, free } = modulesFor(library, audience);
	return {
		required: required.map(cardOf),
		free: free.map(cardOf),
		standard: standard && { id: standard.id, name: standard.name, modules: standard.modules.length },
		attained: Boolean(standard && standing?.status?.attainedDay)
	};
}
