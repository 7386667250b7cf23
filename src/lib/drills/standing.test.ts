import { expect, test } from 'vitest';
import type { LogEvent } from '#lib/shared/log.ts';
import { drillStandingOf } from '#lib/drills/standing.ts';

const ended = (day: string, passed: boolean): LogEvent => ({
	...{ subjectId: 'p', id: day, kind: 'drill.ended', assistance: null, witnessId: null, helperId: null },
	...{ learningPointId: null, contentHash: null, actorId: 'p', recordedAt: new Date(0) },
	body: { drillId: 'd', fakes: 4, misses: passed ? 0 : 4, genuines: 4, falseAlarms: 0, passed, marks: [] },
	occurredAt: new Date(`${day}T05:00:00Z`)
});

test('the next drill is due after 30 days, after two passed in a row after 90, and after a failed one after 30 again', () => {
	expect(drillStandingOf([])).toBe(null);
	const log = [ended('2026-01-01', true), ended('2026-02-01', true), ended('2026-06-01', false)];
	expect(log.map((_, n) => drillStandingOf(log.slice(0, n + 1))?.dueOn)).toEqual([
		'2026-01-31',
		'2026-05-02',
		'2026-07-01'
	]);
	expect(drillStandingOf(log)).toMatchObject({ drills: 3, passedInRow: 0, misses: 4, lastOn: '2026-06-01' });
});
