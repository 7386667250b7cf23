import { expect, test } from 'vitest';
import type { LiteracyStatus } from '#lib/literacy/status.ts';
import { tallyChangesOf } from '#lib/literacy/tally.ts';
import type { Life, Residence } from '#lib/people/life.ts';

const reached: LiteracyStatus = {
	standard: 'ky-nang',
	assessedDay: '2026-03-01',
	attainedDay: '2026-04-01',
	witnessedDay: null,
	version: 1,
	evidence: ['a']
};

function home(groupId: string, from: string, more: Partial<Residence> = {}): Residence {
	return { groupId, from, to: null, confirmedOn: from, confirmedBy: 'head', ...more };
}

function changes(life: Partial<Life>, status = reached) {
	const whole: Life = { birthYear: 1955, diedOn: null, erasedOn: null, residences: [home('a', '2026-01-01')], ...life };
	return tallyChangesOf(whole, [status], () => 18).map(
		({ groupId, day, ageFrom, assessed, attained, witnessed }) =>
			`${groupId} ${day} ${assessed} ${attained} ${witnessed}${ageFrom === 0 ? '' : ` by ${ageFrom}`}`
	);
}

test('she counts from the day on which she reached it', () => {
	expect(changes({})).toEqual(['a 2026-03-01 1 0 0', 'a 2026-04-01 0 1 0']);
	expect(changes({}, { ...reached, witnessedDay: '2026-04-01' })).toEqual(['a 2026-03-01 1 0 0', 'a 2026-04-01 0 1 1']);
});

test('not before somebody confirmed where she lives, and never if nobody did', () => {
	expect(changes({ residences: [home('a', '2026-01-01', { confirmedOn: '2026-05-01' })] })).toEqual([
		'a 2026-05-01 1 1 0'
	]);
	expect(changes({ residences: [home('a', '2026-01-01', { confirmedOn: null })] })).toEqual([]);
});

test('not before 1 January of the year in which she becomes an adult', () => {
	expect(changes({ birthYear: 2008 })).toEqual(['a 2026-03-01 1 0 0', 'a 2026-04-01 0 1 0']);
	expect(changes({ birthYear: 2009 })[0]).toBe('a 2027-01-01 1 1 0');
});

test('another age rule has rows of its own for whoever it counts sooner, until she counts by both', () => {
	expect(changes({ birthYear: 2009 })).toEqual([
		...['a 2027-01-01 1 1 0', 'a 2026-03-01 1 0 0 by 15'],
		...['a 2026-04-01 0 1 0 by 15', 'a 2027-01-01 -1 -1 0 by 15']
	]);
	expect(changes({ birthYear: 2008 }), 'of age by both when it was reached').toHaveLength(2);
	const moved = [home('a', '2026-01-01', { to: '2026-06-01' }), home('b', '2026-06-01')];
	expect(changes({ birthYear: 2009, residences: moved }).filter((change) => change.startsWith('b'))).toEqual([
		...['b 2027-01-01 1 1 0', 'b 2026-06-01 1 1 0 by 15', 'b 2027-01-01 -1 -1 0 by 15']
	]);
});

test('a move carries her from one group to the other on its day', () => {
	const residences = [home('a', '2026-01-01', { to: '2026-06-01' }), home('b', '2026-06-01')];
	expect(changes({ residences })).toEqual([
		'a 2026-03-01 1 0 0',
		'a 2026-06-01 -1 -1 0',
		'a 2026-04-01 0 1 0',
		'b 2026-06-01 1 1 0'
	]);
});

test('a group that she left before she reached anything never counted her', () => {
	const residences = [home('a', '2026-01-01', { to: '2026-02-01' }), home('b', '2026-02-01')];
	expect(changes({ residences })).toEqual(['b 2026-03-01 1 0 0', 'b 2026-04-01 0 1 0']);
});

test('from the day she died she counts nowhere; what was before stays', () => {
	expect(changes({ diedOn: '2026-07-01' })).toEqual([
		'a 2026-03-01 1 0 0',
		'a 2026-07-01 -1 -1 0',
		'a 2026-04-01 0 1 0'
	]);
	expect(changes({ diedOn: '2026-02-01' })).toEqual([]);
});

test('nobody is counted whose year of birth is not known', () => {
	expect(changes({ birthYear: null })).toEqual([]);
});
