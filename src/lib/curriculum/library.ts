import type { Audience, Lesson, Library, Module, Question, Skill, Standard, StoredStandard } from './content.ts';
import type { Scenario } from './scenario.ts';

export function findModule(library: Library, id: string): Module | null {
	return library.modules.find((module) => module.id === id) ?? null;
}

export function findLesson(library: Library, moduleId: string, lessonId: string): Lesson | null {
	const module = findModule(library, moduleId);
	return module && ([...module.lessons, ...module.supplements].find((lesson) => lesson.id === lessonId) ?? null);
}

/** A question as it is now. What an attempt of the past was shown is read from the stored versions instead. */
export function findQuestion(library: Library, hash: string): Question | null {
	for (const module of library.modules) {
		for (const pool of [module.practice, module.test]) {
			const question = pool.find((one) => one.hash === hash);
			if (question) return question;
		}
	}
	return null;
}

/** A standard by its id or by the hash of its content. */
export function findStandard(library: Library, idOrHash: string): StoredStandard | null {
	return library.standards.find((standard) => standard.id === idOrHash || standard.hash === idOrHash) ?? null;
}

/** The standard for which one kind of learners learns; null where none is written for them. */
export function standardFor(library: Library, audience: Audience): StoredStandard | null {
	const isTheirs = (id: string) => findModule(library, id)?.audience === audience;
	return library.standards.find((standard) => standard.modules.every(isTheirs)) ?? null;
}

/**
 * Whether a standard speaks of residents and so of the figures of their groups. Officials' standards say how tests are
 * taken online; what is reached in them counts in no group.
 */
export function isForResidents(standard: Standard): boolean {
	return standard.online === undefined;
}

/** The standard that residents learn for, of which every figure of a place speaks. Throws where none is written. */
export function residentsStandard(library: Library): StoredStandard {
	const standard = standardFor(library, 'residents');
	if (!standard) throw new Error('content/standards has no standard for residents');
	return standard;
}

/** An audience's modules: those that a standard asks for, in its order, and the others in the order of the course. */
export function modulesFor(library: Library, audience: Audience): { required: Module[]; free: Module[] } {
	const own = library.modules.filter((module) => module.audience === audience);
	const wanted = standardFor(library, audience)?.modules ?? [];
	return {
		required: wanted.flatMap((id) => own.find((module) => module.id === id) ?? []),
		free: own.filter((module) => !wanted.includes(module.id))
	};
}

export function findSkill(library: Library, id: string): Skill | null {
	for (const domain of library.framework) {
		const skill = domain.skills.find((one) => one.id === id);
		if (skill) return skill;
	}
	return null;
}

/** The lesson after this one in its module; null after the last and after a supplement. */
export function nextLesson(library: Library, lesson: Lesson): Lesson | null {
	const lessons = findModule(library, lesson.module)?.lessons ?? [];
	const place = lessons.findIndex((one) => one.id === lesson.id);
	return place === -1 ? null : (lessons[place + 1] ?? null);
}

/** A scenario as it is now. What a run of the past was shown is read from the stored versions instead. */
export function findScenario(library: Library, moduleId: string, id: string): Scenario | null {
	return library.scenarios.find((scenario) => scenario.module === moduleId && scenario.id === id) ?? null;
}

/** What can be practised on a drawn phone with a lesson: what names it, and what belongs to no lesson but to its skills. */
export function scenariosFor(library: Library, lesson: Lesson): Scenario[] {
	return library.scenarios.filter(
		(scenario) =>
			scenario.module === lesson.module &&
			(scenario.lesson === lesson.id ||
				(scenario.lesson === null && scenario.skills.some((skill) => lesson.skills.includes(skill))))
	);
}

/** The practice questions that belong to a lesson. */
export function practiceOf(library: Library, lesson: Lesson): Question[] {
	return findModule(library, lesson.module)?.practice.filter((question) => question.lesson === lesson.id) ?? [];
}
