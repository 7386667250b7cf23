import { expect, test } from 'vitest';
import { sessionEnd } from '#lib/sign-in/session-length.ts';

const started = new Date('2026-11-01T00:00:00Z');

test("a learner's session ends thirty days after she was last seen, however long ago it began", () => {
	expect(sessionEnd(started, new Date('2027-06-01T00:00:00Z'), 'own')).toEqual(new Date('2027-07-01T00:00:00Z'));
});

test("a member of staff's ends twelve hours after, and seven days after it began at the latest", () => {
	expect(sessionEnd(started, new Date('2026-11-02T00:00:00Z'), 'staff')).toEqual(new Date('2026-11-02T12:00:00Z'));
	expect(sessionEnd(started, new Date('2026-11-07T20:00:00Z'), 'staff')).toEqual(new Date('2026-11-08T00:00:00Z'));
});

test('one on a shared tablet ends less than five minutes after, and twelve hours after it began at the latest', () => {
	const seen = new Date('2026-11-01T03:00:00Z');
	const idle = sessionEnd(started, seen, 'tablet').getTime() - seen.getTime();
	expect(idle).toBeLessThan(5 * 60_000);
	expect(idle).toBeGreaterThan(4 * 60_000);
	expect(sessionEnd(started, new Date('2026-11-01T11:59:00Z'), 'tablet')).toEqual(new Date('2026-11-01T12:00:00Z'));
});
