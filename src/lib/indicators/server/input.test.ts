import { describe, expect, test } from 'vitest';
import { criteriaInput, entryInput, targetInput } from '#lib/indicators/server/input.ts';
import { newId } from '#lib/shared/ids.ts';

const NOW = new Date('2026-11-22T03:00:00Z');
const day = { day: '22', month: '11', year: '2026' };
const entry = { id: newId(NOW), numerator: '30', denominator: '120', source: 'Công an', ...day };
const target = { id: newId(NOW), share: '85', issuer: 'UBND', source: 'Kế hoạch', ...day };
const problems = (result: ReturnType<typeof entryInput.safeParse>) =>
	result.error?.issues.map(({ path, message }) => [path[0], message]) ?? [];

describe('a number is typed', () => {
	test('as two counts, also with dots and spaces between the thousands', () => {
		expect(entryInput.parse({ ...entry, denominator: '1.250' })).toMatchObject({ numerator: 30, denominator: 1250 });
		expect(entryInput.parse({ ...entry, denominator: '12 500' })).toMatchObject({ denominator: 12_500 });
	});

	test('never as a share', () => {
		expect(problems(entryInput.safeParse({ ...entry, numerator: '87%' }))).toEqual([
			['numerator', 'indicator_percent']
		]);
		for (const numerator of ['', '87,5', '0.87', '-3', 'ba mươi', '1e3', '1.2.3'])
			expect(problems(entryInput.safeParse({ ...entry, numerator }))).toEqual([['numerator', 'indicator_count_wrong']]);
	});

	test('never with a part above its whole, an empty whole, no source, or a day that is none', () => {
		expect(problems(entryInput.safeParse({ ...entry, numerator: '121' }))).toEqual([
			['numerator', 'indicator_part_above']
		]);
		expect(problems(entryInput.safeParse({ ...entry, numerator: '0', denominator: '0' }))[0]).toEqual([
			'denominator',
			'indicator_count_wrong'
		]);
		expect(problems(entryInput.safeParse({ ...entry, source: ' ' }))).toEqual([['source', 'indicator_source_missing']]);
		expect(problems(entryInput.safeParse({ ...entry, day: '31' }))).toEqual([['day', 'day_wrong']]);
	});
});

test('a target is typed as a percentage', () => {
	for (const [share, value] of [
		['85', 0.85],
		['85%', 0.85],
		['87,5', 0.875],
		['100', 1]
	] as const)
		expect(targetInput.parse({ ...target, share })).toMatchObject({ value, dueOn: '2026-11-22', replaces: null });
	for (const share of ['0', '101', '', 'tám', '-5'])
		expect(targetInput.safeParse({ ...target, share }).success).toBe(false);
});

test('sets of criteria come as one tick, many or none', () => {
	const sent = { party: 'gia-dinh-so', front: ['gia-dinh-so', 'xac-nhan-vneid'] };
	expect(criteriaInput.parse(sent)).toEqual({
		...{ party: ['gia-dinh-so'], council: [], committee: [], front: ['gia-dinh-so', 'xac-nhan-vneid'] }
	});
	expect(criteriaInput.safeParse({ party: 'nothing' }).success).toBe(false);
});
