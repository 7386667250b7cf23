import type { Day } from '#lib/shared/dates.ts';
import type { Assistance } from '#lib/shared/log.ts';
import type { Scenario } from './scenario.ts';
import type { DrillItem } from './drill.ts';

/** A text in both languages of the interface. What is taught is in Vietnamese; titles also have English. */
export interface Bilingual {
	vi: string;
	en: string;
}

export interface Skill {
	/** stable for ever, such as `payment.transfer` */
	id: string;
	name: Bilingual;
	/** codes of official frameworks, filled where known; never shown as "according to" */
	official: Record<string, string>;
}

export interface Domain {
	id: string;
	name: Bilingual;
	skills: Skill[];
}

/** What proves a standard: the first one is "Kỹ năng số thiết yếu". All of it is our own rule. */
export interface Standard {
	id: string;
	version: number;
	name: Bilingual;
	/** an adult is who reaches this age within the year; the same in every version of one standard */
	ageFrom: number;
	/** ids of required modules, in order */
	modules: string[];
	moduleTest: { questions: number; pass: number };
	wholeTest: { questionsPerModule: number; passShare: number; passPerModule: number };
	/** the five tasks of the witnessed practical check; a version without them has no such door */
	practicalCheck?: PracticalTask[];
	/** kinds of assistance with which a result still counts */
	counts: Assistance[];
	/** only in a standard of officials: it makes no figure of a residential group, and its tests are taken online */
	online?: OnlineRules;
}

/** One of the five things that somebody does before a witness. */
export interface PracticalTask {
	id: string;
	name: Bilingual;
	/** what the witness looks for */
	lookFor: Bilingual;
	/** ids of the required modules that it proves */
	modules: string[];
	/** scenarios in which it is done on the drawn phone, as `module/scenario` */
	practice: string[];
}

/** How officials' tests are taken: alone and online, the whole form on one page. */
export interface OnlineRules {
	/** how long one test may take; null: as long as it takes */
	minutes: number | null;
	/** at most so many starts of one test within so many hours, handed in or not */
	starts: { most: number; hours: number };
	/** hours from a start that was not passed until the next one */
	waitHours: number;
	/** hours from handing in until one's own answers can be looked at with what is right */
	reviewHours: number;
}

export interface Fact {
	id: string;
	says: string;
	source: string;
	confidence: 'H' | 'M' | 'L' | 'K';
	checked: Day;
	checkBy: Day;
}

export interface Lesson {
	/** hash of the content; what attempts and events name */
	hash: string;
	id: string;
	module: string;
	title: Bilingual;
	goal: string;
	minutes: number;
	skills: string[];
	/** a supplement: the code of the one province whose people see it, once their province has switched it on */
	local: string | null;
	updated: Day;
	checkBy: Day;
	facts: Fact[];
	/** Markdown with our blocks; safe HTML comes from `renderLesson` */
	body: string;
}

export type QuestionKind = 'single' | 'multiple' | 'situation' | 'order' | 'match';
export type Pool = 'practice' | 'test';

/** A question with its key. Lives on the server only; what a learner is shown is an `AskedQuestion`. */
export interface Question {
	hash: string;
	id: string;
	module: string;
	pool: Pool;
	/** for practice: the lesson it belongs to */
	lesson: string | null;
	skill: string;
	kind: QuestionKind;
	situation: string | null;
	message: { from: string; text: string } | null;
	ask: string;
	/** for single, multiple and situation */
	options: { text: string; right: boolean }[];
	/** for order: the steps in the right order */
	steps: string[];
	/** for match */
	pairs: { prompt: string; answer: string }[];
	explain: string;
}

/** For whom a module is written; each has its own list of modules. */
export const AUDIENCES = ['residents', 'officials', 'trainers'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** The drawings a module can have, in `ModuleIcon`. */
export const ICONS = [
	'phone',
	'mail',
	'id-card',
	'services',
	'card',
	'shield',
	'lock',
	'news',
	'heart',
	'cart',
	'assistant',
	'receipt',
	'document',
	'pen',
	'meeting',
	'share',
	'hands'
] as const;
export type Icon = (typeof ICONS)[number];

export interface Module {
	hash: string;
	id: string;
	title: Bilingual;
	summary: string;
	icon: Icon;
	audience: Audience;
	/** for officials: which of the 26 topics of August 2026 it answers, as a mapping, never as a claim */
	topics: number[];
	skills: string[];
	/** Markdown */
	introduction: string;
	/** what everybody learns */
	lessons: Lesson[];
	/** lessons of one province each; they count in no progress, since only their own people see them */
	supplements: Lesson[];
	practice: Question[];
	test: Question[];
}

/** A word that stops a reader, in plain ones. */
export interface GlossaryWord {
	word: string;
	/** how it is written in lessons, as inside a sentence */
	forms: string[];
	/** may hold places of address */
	means: string;
}

/** How learners are spoken to: a setting of the province (bác, cô chú, bà con…), inside and at the start of a sentence. */
export interface Address {
	lower: string;
	upper: string;
}

export type StoredStandard = Standard & { hash: string };

/** Everything in `content/`, read once, indexed, and never changed while the application runs. */
export interface Library {
	readonly framework: readonly Domain[];
	readonly standards: readonly StoredStandard[];
	/** in the order of the course */
	readonly modules: readonly Module[];
	/** every province's own lessons, whoever sees them */
	readonly supplements: readonly Lesson[];
	/** pieces of apps to practise with, in the order of the course */
	readonly scenarios: readonly Scenario[];
	readonly glossary: readonly GlossaryWord[];
	/** what drills in recognising fraud are drawn from */
	readonly drills: readonly DrillItem[];
	/** safe HTML of a lesson of this library, made once; in residents' lessons with hard words explained */
	readonly lessonHtml: (lesson: Lesson, address: Address) => string;
	/** safe HTML of a module's introduction, made once */
	readonly introductionHtml: (module: Module, address: Address) => string;
}
