import { describe, expect, test } from 'vitest';
import { paceOf, targetOf, type Target } from '#lib/indicators/pace.ts';

const target: Target = { place: '00082', value: 0.8, startsOn: '2026-01-01', dueOn: '2026-12-27', issuer: 'UBND' };

function figure(
	witnessedRate: number | null,
	asOf = '2026-06-30',
	doubt: Parameters<typeof paceOf>[0]['doubt'] = null
) {
	return { witnessedRate, asOf, doubt };
}

describe('a place keeps pace', () => {
	test('green while it is where an even way to the target would have brought it', () => {
		expect(paceOf(figure(0.4), target)).toEqual({ colour: 'green', reason: 'on_pace', expected: 0.4 });
		expect(paceOf(figure(0), target)).toMatchObject({ colour: 'red' });
		expect(paceOf(figure(0, '2026-01-01'), target)).toEqual({ colour: 'green', reason: 'on_pace', expected: 0 });
	});

	test('green when the target is reached, however early', () => {
		expect(paceOf(figure(0.8, '2026-02-01'), target)).toMatchObject({ colour: 'green', reason: 'reached' });
	});

	test('amber down to three quarters of that, red below', () => {
		expect(paceOf(figure(0.39), target)).toMatchObject({ colour: 'amber', reason: 'behind' });
		expect(paceOf(figure(0.31), target)).toMatchObject({ colour: 'amber', reason: 'behind' });
		expect(paceOf(figure(0.29), target)).toMatchObject({ colour: 'red', reason: 'far_behind' });
	});

	test('against the whole target once it is due', () => {
		expect(paceOf(figure(0.7, '2027-03-01'), target)).toEqual({ colour: 'amber', reason: 'behind', expected: 0.8 });
	});

	test('grey with the reason where the figure is in doubt, nothing was promised, or the count is hidden', () => {
		expect(paceOf(figure(0.8, '2026-06-30', 'coverage'), target)).toMatchObject({ colour: 'grey', reason: 'coverage' });
		expect(paceOf(figure(null, '2026-06-30', 'no_denominator'), null)).toMatchObject({ reason: 'no_denominator' });
		expect(paceOf(figure(0.8), null)).toEqual({ colour: 'grey', reason: 'no_target', expected: null });
		expect(paceOf(figure(null), target)).toMatchObject({ colour: 'grey', reason: 'small_counts' });
	});
});

describe('a place is bound', () => {
	const province = { ...target, place: '01', value: 0.7 };
	const country = { ...target, place: 'vn', value: 0.6 };
	const chain = ['group', '00082', '01', 'vn'];

	test('by its own target, else by that of the nearest place above', () => {
		expect(targetOf([country, province, target], chain, '2026-06-30')).toBe(target);
		expect(targetOf([country, province], chain, '2026-06-30')).toBe(province);
		expect(targetOf([country], chain, '2026-06-30')).toBe(country);
		expect(targetOf([target], ['08152', '25', 'vn'], '2026-06-30')).toBeNull();
	});

	test('by the one due next, by none that has not begun, and by a missed one until another is set', () => {
		const later = { ...target, startsOn: '2026-07-01', dueOn: '2027-12-31' };
		expect(targetOf([later, target], chain, '2026-06-30')).toBe(target);
		expect(targetOf([later, target], chain, '2026-08-01')).toBe(target);
		expect(targetOf([later, target], chain, '2027-01-01')).toBe(later);
		expect(targetOf([target], chain, '2027-01-01')).toBe(target);
		expect(targetOf([later], chain, '2026-06-30')).toBeNull();
	});
});
