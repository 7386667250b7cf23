import type { Library, Module, Question, StoredStandard } from '#lib/curriculum/content.ts';
import { findModule, findQuestion } from '#lib/curriculum/library.ts';
import type { PastEvent } from '#lib/ledger/server/bulk.ts';
import type { Mark } from '#lib/learning/events.ts';
import type { Answer, FormItem } from '#lib/learning/form.ts';
import { codeOf, type TestKind } from '#lib/learning/test.ts';
import type { Attempt } from '#lib/learning/server/attempt.ts';
import { drawForm } from '#lib/learning/server/draw.ts';
import { isRight } from '#lib/learning/server/mark.ts';
import { judge } from '#lib/learning/server/submit.ts';
import { newId } from '#lib/shared/ids.ts';
import type { Assistance } from '#lib/shared/log.ts';
import type { SamplePerson } from './people.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface SampleTeaching {
	library: Library;
	standard: StoredStandard;
	trainerId: string;
	pointIds: string[];
	until: Date;
}

export interface Learned {
	events: PastEvent[];
	attempts: { attempt: Attempt; marks: Mark[] }[];
}

/**
 * Invents one person's half-year: some go straight to the whole test, most learn module by module, some stop half-way;
 * about three in four results are witnessed at a learning point in the evening, some had help that does not count.
 */
export function inventLearning(person: SamplePerson, teaching: SampleTeaching, chance: () => number): Learned {
	const learned: Learned = { events: [], attempts: [] };
	const begin = Math.max(
		person.registeredAt.getTime() + DAY,
		teaching.until.getTime() - Math.floor(15 + Math.sqrt(chance()) * 150) * DAY
	);
	let evening = atEvening(begin, chance);
	const skill = 0.6 + chance() * 0.36 - (person.birthYear < 1955 ? 0.06 : 0);
	// Who learns at the point is witnessed there, but for a test now and then; who learns at home is not.
	const atHome = chance() < 0.24;
	const away = () => atHome || chance() < 0.03;
	const next = (days: number) =>
		(evening = atEvening(evening.getTime() + (1 + Math.floor(chance() * days)) * DAY, chance));

	if (chance() < 0.28) {
		for (let tries = 0; tries < 2 && evening < teaching.until; tries += 1) {
			if (
				sit(
					learned,
					person,
					teaching,
					{ door: 'whole', standard: teaching.standard.id },
					evening,
					skill + tries * 0.08,
					!away(),
					chance
				)
			)
				break;
			next(12);
		}
		return learned;
	}
	const stamina = chance() < 0.88 ? 4 : 1 + Math.floor(chance() * 3);
	for (const moduleId of teaching.standard.modules.slice(0, stamina)) {
		const module = findModule(teaching.library, moduleId);
		if (!module || evening >= teaching.until) break;
		read(learned, person, module, evening, chance);
		for (let tries = 0; tries < 3 && evening < teaching.until; tries += 1) {
			next(5);
			if (evening >= teaching.until) break;
			const kind: TestKind = { door: 'module', standard: teaching.standard.id, module: moduleId };
			if (sit(learned, person, teaching, kind, evening, skill + 0.06 + tries * 0.05, !away(), chance)) break;
		}
		next(9);
	}
	return learned;
}

function atEvening(time: number, chance: () => number): Date {
	const midnight = Math.floor((time + 7 * HOUR) / DAY) * DAY - 7 * HOUR;
	return new Date(midnight + (19 + chance() * 2) * HOUR);
}

function read(learned: Learned, person: SamplePerson, module: Module, evening: Date, chance: () => number): void {
	for (const [n, lesson] of module.lessons.entries()) {
		if (chance() < 0.2) continue;
		const occurredAt = new Date(evening.getTime() - (module.lessons.length - n) * 8 * 60_000);
		learned.events.push({
			subjectId: person.id,
			id: newId(occurredAt),
			kind: 'lesson.completed',
			body: { module: module.id, lesson: lesson.id },
			contentHash: lesson.hash,
			occurredAt,
			actorId: person.id
		});
	}
}

/** One test from start to result; returns whether it was passed. */
function sit(
	learned: Learned,
	person: SamplePerson,
	{ library, standard, trainerId, pointIds }: SampleTeaching,
	kind: TestKind,
	submittedAt: Date,
	skill: number,
	witnessed: boolean,
	chance: () => number
): boolean {
	const startedAt = new Date(submittedAt.getTime() - (9 + chance() * 12) * 60_000);
	const modules = kind.door === 'module' ? [kind.module] : standard.modules;
	const count = kind.door === 'module' ? standard.moduleTest.questions : standard.wholeTest.questionsPerModule;
	const seed = Array.from({ length: 4 }, () =>
		Math.floor(chance() * 2 ** 32)
			.toString(16)
			.padStart(8, '0')
	).join('');
	const taught = modules.map((id) => findModule(library, id)).filter((module) => module !== null);
	const form = drawForm(taught, count, new Map(), seed);
	const marks = form.map((item) => answerByChance(library, item, skill, chance));
	const verdict = judge(standard, kind.door === 'module' ? 'module' : 'whole', marks);
	const learningPointId = pointIds[Math.floor(chance() * pointIds.length)] ?? null;
	const attempt: Attempt = {
		id: newId(startedAt),
		personId: person.id,
		test: codeOf(kind),
		standardHash: standard.hash,
		seed,
		form,
		submissionId: newId(startedAt),
		startedAt,
		deadlineAt: null,
		submittedAt,
		witnessId: witnessed ? trainerId : null,
		learningPointId: witnessed ? learningPointId : null,
		witnessedStartAt: witnessed ? startedAt : null,
		witnessedEndAt: witnessed ? submittedAt : null,
		witnessedAssistance: witnessed ? 'none' : null
	};
	const assistance = helpByChance(chance);
	learned.attempts.push({ attempt, marks });
	learned.events.push({
		subjectId: person.id,
		id: attempt.submissionId,
		kind: 'test.submitted',
		body: { attemptId: attempt.id, door: kind.door, standard: standard.id, ...verdict, marks },
		assistance,
		witnessId: attempt.witnessId,
		learningPointId: attempt.learningPointId,
		helperId: assistance === 'none' ? null : attempt.witnessId,
		contentHash: standard.hash,
		occurredAt: submittedAt,
		actorId: person.id
	});
	return verdict.passed;
}

function helpByChance(chance: () => number): Assistance {
	const pick = chance();
	if (pick < 0.86) return 'none';
	if (pick < 0.94) return 'read_aloud';
	return pick < 0.975 ? 'prompted' : 'done_for';
}

function answerByChance(library: Library, item: FormItem, skill: number, chance: () => number): Mark {
	const question = findQuestion(library, item.question) as Question;
	const answer: Answer = chance() < skill ? rightAnswer(question) : wrongAnswer(question, chance);
	return { ...item, answer, right: isRight(question, answer) };
}

function rightAnswer(question: Question): Answer {
	if (question.kind === 'order') return question.steps.map((_, n) => n);
	if (question.kind === 'match') return question.pairs.map((_, n) => n);
	return question.options.flatMap((option, n) => (option.right ? [n] : []));
}

function wrongAnswer(question: Question, chance: () => number): Answer {
	if (chance() < 0.3 || question.kind === 'order' || question.kind === 'match') return ['unknown'];
	const wrong = question.options.flatMap((option, n) => (option.right ? [] : [n]));
	return [wrong[Math.floor(chance() * wrong.length)] ?? 0];
}
