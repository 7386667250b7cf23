import { expect, test } from 'vitest';
import { addWorkingDays, dueDays, isOverdue, nextDue } from '#lib/people/requests.ts';

const at = (moment: string) => new Date(moment);

test('two working days pass over a Saturday and a Sunday', () => {
	expect(addWorkingDays('2026-11-16', 2)).toBe('2026-11-18');
	expect(addWorkingDays('2026-11-19', 2)).toBe('2026-11-23');
	expect(addWorkingDays('2026-11-20', 2)).toBe('2026-11-24');
	expect(addWorkingDays('2026-11-21', 2)).toBe('2026-11-24');
	expect(addWorkingDays('2026-11-22', 2)).toBe('2026-11-24');
});

test('a request is received on the day in Viet Nam, and an objection is settled within fifteen days', () => {
	expect(dueDays('objection', at('2026-11-16T16:59:00Z'))).toEqual({
		firstAnswerDue: '2026-11-18',
		due: '2026-12-01'
	});
	expect(dueDays('objection', at('2026-11-16T17:01:00Z'))).toEqual({
		firstAnswerDue: '2026-11-19',
		due: '2026-12-02'
	});
	expect(dueDays('erasure', at('2026-11-16T05:00:00Z')).due).toBe('2026-11-26');
});

test('the first answer counts until it is given, then the end; what is answered is never overdue', () => {
	const due = { firstAnswerDue: '2026-11-18', due: '2026-12-01' };
	expect(nextDue({ state: 'received', ...due })).toBe('2026-11-18');
	expect(nextDue({ state: 'working', ...due })).toBe('2026-12-01');
	expect(isOverdue({ state: 'received', ...due }, '2026-11-18')).toBe(false);
	expect(isOverdue({ state: 'received', ...due }, '2026-11-19')).toBe(true);
	expect(isOverdue({ state: 'working', ...due }, '2026-11-19')).toBe(false);
	expect(isOverdue({ state: 'working', ...due }, '2026-12-02')).toBe(true);
	expect(isOverdue({ state: 'declined', ...due }, '2026-12-02')).toBe(false);
});
