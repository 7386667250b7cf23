import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deadlineFrom, isOverdue } from '#lib/learning/deadline.ts';
import { retakeOf } from '#lib/learning/retake.ts';

const RULES = { starts: { most: 3, hours: 168 }, waitHours: 24 };
const NOW = new Date('2026-11-20T05:00:00Z');
const ago = (hours: number, passed = false) => ({ startedAt: new Date(NOW.getTime() - hours * 3_600_000), passed });

test('a fourth start within the week is refused, whatever became of the three, until the first of them is a week old', () => {
	expect(retakeOf(RULES, [ago(100), ago(70), ago(40)], NOW)).toEqual({
		left: 0,
		from: new Date(NOW.getTime() + 68 * 3_600_000)
	});
	expect(retakeOf(RULES, [ago(169), ago(70), ago(40)], NOW)).toEqual({ left: 1, from: null });
});

test('after a start that was not passed she waits, after a passed one she does not', () => {
	expect(retakeOf(RULES, [ago(23)], NOW).from).toEqual(new Date(NOW.getTime() + 3_600_000));
	expect(retakeOf(RULES, [ago(24)], NOW).from).toBeNull();
	expect(retakeOf(RULES, [ago(1, true)], NOW).from).toBeNull();
});

test('whoever begins as early as she is let begins never more often than the rules say, in any window', () => {
	const rules = fc.record({
		starts: fc.record({ most: fc.integer({ min: 1, max: 4 }), hours: fc.integer({ min: 1, max: 200 }) }),
		waitHours: fc.integer({ min: 0, max: 48 })
	});
	fc.assert(
		fc.property(rules, fc.array(fc.tuple(fc.boolean(), fc.nat(40)), { maxLength: 12 }), (policy, tries) => {
			const starts: { startedAt: Date; passed: boolean }[] = [];
			let now = NOW;
			for (const [passed, later] of tries) {
				const { from } = retakeOf(policy, starts, now);
				now = from ?? now;
				expect(retakeOf(policy, starts, now).from).toBeNull();
				starts.push({ startedAt: now, passed });
				now = new Date(now.getTime() + later * 3_600_000);
			}
			for (const { startedAt } of starts) {
				const window = starts.filter((one) => {
					const since = one.startedAt.getTime() - startedAt.getTime();
					return since >= 0 && since < policy.starts.hours * 3_600_000;
				});
				expect(window.length).toBeLessThanOrEqual(policy.starts.most);
			}
		})
	);
});

test('more time moves the deadline by so many percent, and an answer on its way at the deadline still counts', () => {
	expect(deadlineFrom(NOW, 20, 0)).toEqual(new Date('2026-11-20T05:20:00Z'));
	expect(deadlineFrom(NOW, 20, 25)).toEqual(new Date('2026-11-20T05:25:00Z'));
	const attempt = { deadlineAt: new Date('2026-11-20T05:20:00Z'), submittedAt: null };
	expect(isOverdue(attempt, new Date('2026-11-20T05:20:15Z'))).toBe(false);
	expect(isOverdue(attempt, new Date('2026-11-20T05:20:16Z'))).toBe(true);
	expect(isOverdue({ ...attempt, submittedAt: NOW }, new Date('2026-11-21T05:20:16Z'))).toBe(false);
	expect(isOverdue({ ...attempt, deadlineAt: null }, new Date('2027-11-21T05:20:16Z'))).toBe(false);
});
