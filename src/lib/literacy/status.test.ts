import { expect, test } from 'vitest';
import type { Standard } from '#lib/curriculum/content.ts';
import type { TestResult } from '#lib/learning/evidence.ts';
import { modulesMissing, statusesOf } from '#lib/literacy/status.ts';

const version = (number: number, modules: string[]): Standard => ({
	id: 's',
	version: number,
	name: { vi: 's', en: 's' },
	ageFrom: 18,
	modules,
	moduleTest: { questions: 10, pass: 7 },
	wholeTest: { questionsPerModule: 5, passShare: 0.75, passPerModule: 3 },
	counts: ['none', 'read_aloud']
});
const first = version(1, ['a', 'b']);
const second = version(2, ['a', 'b', 'c']);
const versions = new Map([
	['v1', first],
	['v2', second]
]);

let made = 0;
function result(day: string, module: string | 'whole', over: Partial<TestResult> = {}): TestResult {
	made += 1;
	const modules = module === 'whole' ? ['a', 'b'] : [module];
	return {
		id: `r${made}`,
		attemptId: 'x',
		day,
		occurredAt: new Date(`${day}T05:00:00Z`),
		standard: 's',
		standardHash: 'v1',
		door: module === 'whole' ? 'whole' : 'module',
		modules: modules.map((id) => ({ module: id, asked: 10, right: 8, passed: over.passed ?? true })),
		marks: [],
		tasks: [],
		passed: true,
		assistance: 'none',
		witnessed: false,
		witnessId: null,
		learningPointId: null,
		voided: null,
		...over
	};
}
const statusOf = (...results: TestResult[]) => statusesOf(results, versions)[0];

test('module by module, the standard is attained on the day of the last one', () => {
	expect(statusOf(result('2026-05-01', 'a'))).toMatchObject({ assessedDay: null, attainedDay: null });
	expect(statusOf(result('2026-05-01', 'a'), result('2026-05-09', 'b'))).toMatchObject({
		assessedDay: '2026-05-09',
		attainedDay: '2026-05-09',
		version: 1
	});
});

test('the doors do not mix: a whole test that failed lends no module', () => {
	const failed = result('2026-05-01', 'whole', { passed: false });
	expect(statusOf(failed, result('2026-05-02', 'a'))).toMatchObject({ assessedDay: '2026-05-01', attainedDay: null });
});

test('the doors do not mix: a practical check attains by itself, and one that was not passed lends no module', () => {
	const check = (passed: boolean) => result('2026-05-03', 'whole', { door: 'practical', witnessed: true, passed });
	expect(statusOf(check(true))).toMatchObject({ attainedDay: '2026-05-03', witnessedDay: '2026-05-03' });
	expect(statusOf(result('2026-05-01', 'a'), check(false))).toMatchObject({
		...{ assessedDay: '2026-05-03', attainedDay: null }
	});
});

test('results with more help than allowed and voided ones do not even assess', () => {
	for (const over of [{ assistance: 'prompted' }, { assistance: 'done_for' }, { voided: 'wrong_person' }] as const) {
		expect(statusOf(result('2026-05-01', 'whole', over))).toMatchObject({ assessedDay: null, attainedDay: null });
	}
	expect(statusOf(result('2026-05-01', 'whole', { assistance: 'read_aloud' }))).toMatchObject({
		attainedDay: '2026-05-01'
	});
});

test('witnessed is its own day: the first on which witnessed results alone are enough', () => {
	const home = result('2026-05-01', 'whole');
	const seen = result('2026-06-01', 'whole', { witnessed: true });
	expect(statusOf(home, seen)).toMatchObject({ attainedDay: '2026-05-01', witnessedDay: '2026-06-01' });
});

test('who attained the first version has attained the standard, whatever a later one asks', () => {
	const attained = [result('2026-05-01', 'a'), result('2026-05-02', 'b')];
	const later = result('2026-07-01', 'c', { standardHash: 'v2', passed: false });
	expect(statusOf(...attained, later)).toMatchObject({ attainedDay: '2026-05-02', version: 1 });
});

test('a new version binds later attempts: they cannot complete an earlier one, but earlier ones count for it', () => {
	const early = result('2026-05-01', 'a');
	const late = result('2026-07-01', 'b', { standardHash: 'v2' });
	expect(statusOf(early, late)).toMatchObject({ attainedDay: null });
	const last = result('2026-07-02', 'c', { standardHash: 'v2' });
	expect(statusOf(early, late, last)).toMatchObject({
		attainedDay: '2026-07-02',
		version: 2,
		evidence: [early.id, late.id, last.id]
	});
});

test('what is missing is the modules without a passed and counting test of their own', () => {
	expect(
		modulesMissing([result('2026-05-01', 'a'), result('2026-05-01', 'b', { passed: false })], first, versions)
	).toEqual(['b']);
	expect(modulesMissing([result('2026-05-01', 'a', { standardHash: 'v2' })], first, versions)).toEqual(['a', 'b']);
});
