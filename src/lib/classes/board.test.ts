import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	boardOf,
	MODULE_STATES,
	planOf,
	SKILL_STATES,
	STATES,
	type Course,
	type CourseModule,
	type Learner
} from '#lib/classes/board.ts';
import { eveningsBetween, nextEvening } from '#lib/classes/class.ts';

const TODAY = '2026-11-20';
const said = (text: string) => ({ vi: text, en: text });

function moduleOf(id: string, standards: string[]): CourseModule {
	const skills = ['a', 'b'].map((one) => ({ id: `${id}.${one}`, name: said(one) }));
	return {
		id,
		title: said(id),
		skills,
		lessons: skills.map((skill, n) => ({ id: `bai-${n}`, title: said(`${n}`), skills: [skill.id] })),
		standards
	};
}

const COURSE: Course = { standard: 'thiet-yeu', modules: ['mot', 'hai'].map((id) => moduleOf(id, ['thiet-yeu'])) };
const MODULES: Course = { standard: null, modules: [moduleOf('mot', ['thiet-yeu']), moduleOf('tu-do', [])] };

const nobody: Learner = {
	...{ personId: 'p', name: 'Bà Mẫu', lessons: [], skills: [], tests: [], attained: [], came: 0, lastActive: null }
};
const onlyOne = (course: Course, learner: Partial<Learner>) => {
	const [person] = boardOf(course, [{ ...nobody, lastActive: TODAY, ...learner }], TODAY).people;
	if (!person) throw new Error('nobody on the board');
	return person;
};

const id = fc.constantFrom('mot', 'hai', 'tu-do');
const learner: fc.Arbitrary<Learner> = fc.record({
	personId: fc.uuid(),
	name: fc.constant('Bà Mẫu'),
	lessons: fc.uniqueArray(fc.tuple(id, fc.constantFrom('bai-0', 'bai-1')).map((parts) => parts.join('/'))),
	skills: fc.uniqueArray(
		fc
			.tuple(id, fc.constantFrom('a', 'b'), fc.nat(8), fc.nat(8))
			.map(([module, one, right, wrong]) => ({ skill: `${module}.${one}`, right, asked: right + wrong })),
		{ selector: ({ skill }) => skill }
	),
	tests: fc.uniqueArray(
		fc.record({
			test: fc.constantFrom('whole:thiet-yeu', 'module:thiet-yeu/mot', 'module:thiet-yeu/hai'),
			failed: fc.nat(3),
			passed: fc.boolean()
		}),
		{ selector: ({ test }) => test }
	),
	attained: fc.uniqueArray(fc.constantFrom('thiet-yeu', 'khac')),
	came: fc.nat(5),
	lastActive: fc.option(fc.constantFrom('2026-10-01', '2026-11-06', '2026-11-19', TODAY))
});

describe('whatever people did', () => {
	test.each([
		['a standard', COURSE],
		['modules', MODULES]
	])('everybody enrolled stands in one part of each count, and at one table of the plan: %s', (_, course) => {
		const sum = (counts: Record<string, number>, names: readonly string[]) =>
			names.reduce((total, name) => total + (counts[name] ?? NaN), 0);
		fc.assert(
			fc.property(fc.array(learner, { maxLength: 40 }), (learners) => {
				const board = boardOf(course, learners, TODAY);
				expect(board.enrolled).toBe(learners.length);
				expect(sum(board.counts, STATES)).toBe(board.enrolled);
				for (const { counts } of board.modules) expect(sum(counts, MODULE_STATES)).toBe(board.enrolled);
				for (const { counts } of board.skills) expect(sum(counts, SKILL_STATES)).toBe(board.enrolled);
				const planned = planOf(board).flatMap(({ people }) => people);
				expect(planned).toHaveLength(board.enrolled - board.counts.finished);
				expect(new Set(planned).size).toBe(planned.length);
				for (const { state, next, stuck } of board.people) {
					expect(next === null).toBe(state === 'finished');
					expect(stuck.length > 0).toBe(state === 'stuck');
				}
			})
		);
	});
});

describe('somebody', () => {
	test('who neither came nor began has never come, and is called', () => {
		expect(onlyOne(COURSE, { lastActive: null })).toMatchObject({ state: 'never_came', next: { kind: 'call' } });
		expect(onlyOne(COURSE, { came: 1 })).toMatchObject({ state: 'on_the_way', modules: ['not_begun', 'not_begun'] });
	});

	test('goes on with the next lesson, then the module’s test, then the next module', () => {
		const step = (read: string[], passed = false) =>
			onlyOne(COURSE, {
				lessons: read,
				tests: passed ? [{ test: 'module:thiet-yeu/mot', failed: 0, passed: true }] : []
			}).next;
		expect(step(['mot/bai-0'])).toEqual({ kind: 'lesson', module: 'mot', lesson: 'bai-1' });
		expect(step(['mot/bai-0', 'mot/bai-1'])).toEqual({ kind: 'test', module: 'mot' });
		expect(step(['mot/bai-0'], true)).toEqual({ kind: 'lesson', module: 'hai', lesson: 'bai-0' });
	});

	test('who failed a test twice is stuck there and goes back to what went worst', () => {
		const person = onlyOne(COURSE, {
			tests: [{ test: 'module:thiet-yeu/mot', failed: 2, passed: false }],
			skills: [
				{ skill: 'mot.a', asked: 10, right: 6 },
				{ skill: 'mot.b', asked: 10, right: 5 }
			]
		});
		expect(person).toMatchObject({ state: 'stuck', modules: ['stuck', 'not_begun'] });
		expect(person.stuck).toEqual([{ why: 'failed_twice', module: 'mot' }]);
		expect(person.next).toEqual({ kind: 'again', module: 'mot', lesson: 'bai-1' });
	});

	test('who answers one skill wrongly again and again is stuck on it, but not by three wrong of many', () => {
		const on = (right: number, asked: number) => onlyOne(COURSE, { skills: [{ skill: 'mot.b', asked, right }] });
		expect(on(1, 4).stuck).toEqual([{ why: 'wrong_tries', module: 'mot', skill: 'mot.b' }]);
		expect(on(1, 4).next).toEqual({ kind: 'again', module: 'mot', lesson: 'bai-1' });
		expect([on(0, 2).state, on(3, 6).state]).toEqual(['on_the_way', 'on_the_way']);
	});

	test('who began and was not seen for fourteen days is stuck, even with nothing wrong', () => {
		const quiet = (lastActive: string) => onlyOne(COURSE, { lessons: ['mot/bai-0'], lastActive });
		expect(quiet('2026-11-06').stuck).toEqual([{ why: 'quiet', since: '2026-11-06' }]);
		expect(quiet('2026-11-07').state).toBe('on_the_way');
	});

	test('has finished by the standard, or in a class for modules by their tests or, without a test, by reading', () => {
		expect(onlyOne(COURSE, { attained: ['thiet-yeu'] }).state).toBe('finished');
		const passed = [{ test: 'module:thiet-yeu/mot', failed: 0, passed: true }];
		expect(onlyOne(MODULES, { tests: passed }).modules).toEqual(['finished', 'not_begun']);
		const read = ['tu-do/bai-0', 'tu-do/bai-1'];
		expect(onlyOne(MODULES, { tests: passed, lessons: read }).state).toBe('finished');
	});
});

test('evenings fall on the days of the week that were chosen, and the next one was not cancelled', () => {
	expect(eveningsBetween('2026-11-16', '2026-11-29', [1, 4])).toEqual([
		...['2026-11-16', '2026-11-19', '2026-11-23', '2026-11-26']
	]);
	const evening = (day: string, cancelled = false) => ({ day, cancelled });
	const evenings = [evening('2026-11-19'), evening(TODAY, true), evening('2026-11-23')];
	expect(nextEvening(evenings, TODAY)?.day).toBe('2026-11-23');
	expect(nextEvening(evenings, '2026-11-24')).toBeNull();
});
