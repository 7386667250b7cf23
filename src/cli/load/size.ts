import { sql, type SQL } from 'drizzle-orm';
import type { Library, StoredStandard } from '#lib/curriculum/content.ts';
import { modulesFor, residentsStandard } from '#lib/curriculum/library.ts';
import { addDays, dayOf, yearOf, type Day } from '#lib/shared/dates.ts';

/** How much is invented. */
export interface LoadSize {
	people: number;
	/** residential groups that began; where some merge, their successors come on top */
	groups: number;
	/** about so many events, as far as the lessons of a course reach */
	events: number;
}

/** Everything that the statements need to know. */
export interface Load extends LoadSize {
	standard: StoredStandard;
	/** a skill of each module of the standard, with a question of its test */
	skills: { module: string; skill: string; question: string }[];
	/** residents' lessons in the order of the course */
	lessons: { module: string; lesson: string }[];
	lessonsEach: number;
	start: Day;
	today: Day;
	/** the share of people, of ten thousand, who live in the busy ward */
	busy: number;
	busyGroups: number;
}

export const YEARS = 5;
/** People of a ward as large as wards get, in so many groups. */
const BUSY_WARD = { people: 50_000, groups: 50 };
/** Groups of every other ward. */
export const GROUPS_A_WARD = 27;
const PEOPLE_A_GROUP = 55;
/** Three of five people learn. */
export const LEARNERS_OF_TEN = 6;
/** Events of a person on average, lessons apart: registered, confirmed, tested, moved, died. */
const OTHER_EVENTS = 2.75;

/** What is left out follows from the number of people: 55 in a group, ten events each. */
export function sizeOf(people: number, asked: { groups?: number; events?: number } = {}): LoadSize {
	const groups = asked.groups ?? Math.min(90_000, Math.max(BUSY_WARD.groups + 10, Math.round(people / PEOPLE_A_GROUP)));
	return { people, groups, events: asked.events ?? people * 10 };
}

export function loadOf(size: LoadSize, library: Library, now: Date): Load {
	const standard = residentsStandard(library);
	const { required, free } = modulesFor(library, 'residents');
	const lessons = [...required, ...free].flatMap(({ id, lessons: own }) =>
		own.map((lesson) => ({ module: id, lesson: lesson.id }))
	);
	const skills = required.flatMap(({ id, test }) =>
		test.slice(0, 1).map(({ skill, hash }) => ({ module: id, skill, question: hash }))
	);
	const wanted = Math.round(((size.events / size.people - OTHER_EVENTS) * 10) / LEARNERS_OF_TEN);
	const today = dayOf(now);
	const busyGroups = Math.min(BUSY_WARD.groups, size.groups);
	const busyPeople = size.groups === busyGroups ? size.people : Math.min(BUSY_WARD.people, size.people / 5);
	return {
		...{ ...size, standard, skills, lessons, today, busyGroups },
		lessonsEach: Math.max(0, Math.min(wanted, lessons.length)),
		start: addDays(today, -365 * YEARS),
		busy: Math.round((busyPeople / size.people) * 10_000)
	};
}

/** The latest year of birth of those who are adults today, and a few who are not yet. */
export function youngest({ today, standard }: Load): number {
	return yearOf(today) - standard.ageFrom + 2;
}

/** A number below `below` that is always the same for a row and a purpose. */
export function drawn(row: SQL, purpose: number, below: number): SQL {
	return sql
		.raw(`(hashint8extended(`)
		.append(row)
		.append(sql.raw(`::bigint, ${purpose}) & 2147483647) % ${below}`));
}

/** Ten o'clock in Viet Nam on a day, in milliseconds, with so many seconds after. */
export function at(day: SQL, seconds: SQL = sql`0`): SQL {
	return sql`((${day} - date '1970-01-01')::bigint * 86400000 + 10800000 + (${seconds}) * 1000)`;
}

export function moment(ms: SQL): SQL {
	return sql`to_timestamp(${ms} / 1000.0)`;
}

/** An id in the order of time, the same one for the same moment, kind and number. */
export function idOf(ms: SQL, kind: number, n: SQL): SQL {
	const named = sql.raw(`'7${kind.toString(16).padStart(3, '0')}8'`);
	return sql`(lpad(to_hex(${ms}), 12, '0') || ${named} || lpad(to_hex((${n})::bigint), 15, '0'))::uuid`;
}
