import type { Lesson, Library, Module, Question, Skill, StoredStandard } from './content.ts';

export function findModule(library: Library, id: string): Module | null {
	return library.modules.find((module) => module.id === id) ?? null;
}

export function findLesson(library: Library, moduleId: string, lessonId: string): Lesson | null {
	return findModule(library, moduleId)?.lessons.find((lesson) => lesson.id === lessonId) ?? null;
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

export function findSkill(library: Library, id: string): Skill | null {
	for (const domain of library.framework) {
		const skill = domain.skills.find((one) => one.id === id);
		if (skill) return skill;
	}
	return null;
}

/** The lesson after this one in its module; null after the last. */
export function nextLesson(library: Library, lesson: Lesson): Lesson | null {
	const lessons = findModule(library, lesson.module)?.lessons ?? [];
	const place = lessons.findIndex((one) => one.id === lesson.id);
	return place === -1 ? null : (lessons[place + 1] ?? null);
}

/** The practice questions that belong to a lesson. */
export function practiceOf(library: Library, lesson: Lesson): Question[] {
	return findModule(library, lesson.module)?.practice.filter((question) => question.lesson === lesson.id) ?? [];
}
