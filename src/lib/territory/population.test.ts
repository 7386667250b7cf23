import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder, type LogEvent } from '#lib/shared/log.ts';
import { groupHistoryOf } from '#lib/territory/population.ts';

const runs = Number(process.env['PROPERTY_RUNS'] ?? 200);

interface Step {
	kind: 'rise' | 'fall' | 'accept' | 'refuse' | 'sum';
	adults: number;
	asOf: number;
	/** which of the declarations so far a decision is about */
	about: number;
}

const steps = fc.array(
	fc.record({
		kind: fc.constantFrom<Step['kind']>('rise', 'fall', 'fall', 'accept', 'refuse', 'sum'),
		adults: fc.nat(500),
		asOf: fc.integer({ min: 1, max: 9 }),
		about: fc.nat(5)
	}),
	{ maxLength: 20 }
);

const idOf = (n: number) => `10000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const dayIn = (n: number) => `2026-03-0${n}`;

function logOf(all: readonly Step[]): LogEvent[] {
	const declared: string[] = [];
	return all.flatMap((step, n) => {
		const numbers = { ageFrom: 18, resident: step.adults, lodging: 0, away: 0, asOf: dayIn(step.asOf) };
		const event = (kind: string, body: unknown): LogEvent[] => [
			{
				...{ subjectId: 'g', id: idOf(n), kind, body, assistance: null, witnessId: null, helperId: null },
				...{ learningPointId: null, contentHash: null, actorId: `a${n}` },
				...{ occurredAt: new Date(Date.UTC(2026, 3, 1, n)), recordedAt: new Date(Date.UTC(2026, 3, 1, n)) }
			}
		];
		if (step.kind === 'rise' || step.kind === 'fall') {
			declared.push(idOf(n));
			return event('population.declared', step.kind === 'fall' ? { ...numbers, fall: 'died' } : numbers);
		}
		if (step.kind === 'sum') {
			return event('group.succeeded', { from: [], on: dayIn(9), kind: 'merge', population: numbers });
		}
		const declaration = declared[step.about % Math.max(1, declared.length)] ?? idOf(99);
		return event('population.decided', { declaration, accepted: step.kind === 'accept' });
	});
}

/** Which numbers stand, read back to front: a declaration counts if it was no fall, or was accepted before anything else came of it. */
function modelOf(all: readonly Step[]): Map<string, number> {
	const stands = new Map<string, number>();
	const ids = all.map((step, n) => (step.kind === 'rise' || step.kind === 'fall' ? n : -1)).filter((n) => n >= 0);
	const decides = (n: number) => {
		const before = ids.filter((id) => id < n);
		return before[(all[n]?.about ?? 0) % Math.max(1, before.length)];
	};
	all.forEach((step, n) => {
		if (step.kind === 'accept' || step.kind === 'refuse') return;
		const first = all.findIndex(
			(later, at) =>
				at > n && (['rise', 'fall', 'sum'].includes(later.kind) || (decides(at) === n && later.kind !== 'sum'))
		);
		const accepted = first >= 0 && all[first]?.kind === 'accept';
		if (step.kind === 'fall' && !accepted) return;
		stands.set(`${dayIn(step.asOf)} ${step.kind === 'sum' ? 'merged' : 'head'}`, step.adults);
	});
	return stands;
}

test('what stands is what no fall left waiting, refused or replaced, whatever was declared and decided', () => {
	fc.assert(
		fc.property(steps, (all) => {
			const { counts } = groupHistoryOf(logOf(all));
			const found = new Map(counts.map((count) => [`${count.asOf} ${count.source}`, count.resident]));
			expect([...found].sort()).toEqual([...modelOf(all)].sort());
		}),
		{ numRuns: runs }
	);
});

test('a group’s history does not depend on the order in which its events arrive', () => {
	fc.assert(
		fc.property(
			steps.chain((all) =>
				fc.tuple(fc.constant(all), fc.shuffledSubarray(logOf(all), { minLength: logOf(all).length }))
			),
			([all, shuffled]) => {
				expect(groupHistoryOf(inOrder(shuffled))).toEqual(groupHistoryOf(logOf(all)));
			}
		),
		{ numRuns: runs }
	);
});

test('at most one declaration waits, and one who decided stands beside every fall that is settled', () => {
	fc.assert(
		fc.property(steps, (all) => {
			const { declarations } = groupHistoryOf(logOf(all));
			expect(declarations.filter(({ state }) => state === 'waiting').length).toBeLessThanOrEqual(1);
			for (const { fall, state, decidedBy } of declarations) {
				expect(decidedBy !== null).toBe(fall !== null && (state === 'counts' || state === 'refused'));
			}
		}),
		{ numRuns: runs }
	);
});
