import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CYCLE_STATES } from './cycle.ts';
import { EXTRACT_RESULTS, isOf, periodsOf, readPeriod, resultOf, totalsOf } from './extract.ts';

test('a period is a month, a quarter or a year, with its first and last day', () => {
	expect(readPeriod('2024-02')).toMatchObject({ kind: 'month', from: '2024-02-01', to: '2024-02-29' });
	expect(readPeriod('2026-Q4')).toMatchObject({ kind: 'quarter', number: 4, from: '2026-10-01', to: '2026-12-31' });
	expect(readPeriod('2026')).toMatchObject({ kind: 'year', from: '2026-01-01', to: '2026-12-31' });
});

test('what names no period is none', () => {
	for (const code of [
		'',
		'26',
		'2026-13',
		'2026-00',
		'2026-Q5',
		'2026-Q0',
		'2026-1',
		'1999',
		'2026-09-01',
		'２０２６',
		"2026'"
	]) {
		expect(readPeriod(code), code).toBeNull();
	}
	fc.assert(fc.property(fc.string(), (code) => readPeriod(code) === null || /^\d{4}/.test(code)));
});

test('the periods of a year lie one after the other, and none that has not begun is offered', () => {
	const all = periodsOf(2026, '2026-12-31');
	for (const kind of ['month', 'quarter', 'year'] as const) {
		const days = all.filter((one) => one.kind === kind).map(({ from, to }) => [from, to]);
		expect(days[0]?.[0]).toBe('2026-01-01');
		expect(days.at(-1)?.[1]).toBe('2026-12-31');
	}
	expect(periodsOf(2026, '2026-04-01').map(({ code }) => code)).toEqual([
		...['2026', '2026-Q1', '2026-Q2', '2026-01', '2026-02', '2026-03', '2026-04']
	]);
	expect(periodsOf(2027, '2026-12-31')).toEqual([]);
});

test('one overdue duty is missing whatever else was done; one late one is late', () => {
	expect(resultOf([{ state: 'done_on_time' }, { state: 'overdue' }])).toBe('missing');
	expect(resultOf([{ state: 'done_on_time' }, { state: 'done_late' }])).toBe('late');
	expect(resultOf([{ state: 'waived' }, { state: 'done_on_time' }])).toBe('on_time');
	expect(resultOf([{ state: 'waived' }, { state: 'in_progress' }])).toBe('not_due');
	expect(resultOf([{ state: 'postponed' }])).toBe('exempt');
	expect(resultOf([{ state: 'ended' }])).toBe('none');
	expect(resultOf([])).toBe('none');
});

test('what was done or over before the period is not of it; what is still open is, however old', () => {
	const period = { from: '2026-07-01' };
	expect(isOf(period, { doneOn: '2026-06-30', endedOn: null })).toBe(false);
	expect(isOf(period, { doneOn: '2026-07-01', endedOn: null })).toBe(true);
	expect(isOf(period, { doneOn: null, endedOn: '2026-06-30' })).toBe(false);
	expect(isOf(period, { doneOn: null, endedOn: null })).toBe(true);
});

test('everybody is counted once, and a share never exceeds what it is of', () => {
	const person = fc.record({
		cycles: fc.array(fc.record({ state: fc.constantFrom(...CYCLE_STATES) }), { maxLength: 4 }),
		skilledOn: fc.constantFrom(null, '2026-01-01')
	});
	fc.assert(
		fc.property(fc.array(person, { maxLength: 30 }), (people) => {
			const totals = totalsOf(people.map(({ cycles, skilledOn }) => ({ skilledOn, result: resultOf(cycles) })));
			expect(EXTRACT_RESULTS.reduce((sum, result) => sum + totals[result], 0)).toBe(people.length);
			expect(totals.bound).toBe(totals.on_time + totals.late + totals.missing);
			expect(totals.skilled).toBeLessThanOrEqual(totals.people);
		})
	);
});
