import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#lib/shared/dates.ts';
import type { LogEvent } from '#lib/shared/log.ts';
import { foldPeople } from '#lib/ledger/fold.ts';
import { modelOf } from '#lib/ledger/model.fixture.ts';
import { DAYS, FIRST_DAY, GROUPS, PEOPLE, randomLog, STANDARDS } from '#lib/ledger/random-log.fixture.ts';
import type { TallyChange } from '#lib/literacy/tally.ts';
import { ADULT_AGES } from '#lib/territory/age-rule.ts';

/** `npm run test:full` asks for many more. */
const runs = Number(process.env['PROPERTY_RUNS'] ?? 150);

const fold = (events: readonly LogEvent[]) => foldPeople(PEOPLE, events, STANDARDS);
const byRule = (tallies: readonly TallyChange[], age: number) =>
	tallies.filter(({ ageFrom }) => ageFrom === 0 || ageFrom === age);

test('any order and repetition of the same events folds to the same rows', () => {
	fc.assert(
		fc.property(
			randomLog.chain((log) =>
				fc.tuple(fc.constant(log), fc.shuffledSubarray([...log, ...log], { minLength: log.length * 2 }))
			),
			([log, shuffled]) => {
				expect(fold(shuffled)).toEqual(fold(log));
			}
		),
		{ numRuns: runs }
	);
});

test('the numbers of every group on every day, by each age rule, are those of the independent model', () => {
	fc.assert(
		fc.property(randomLog, fc.constantFrom(...ADULT_AGES), (log, ageFrom) => {
			const { groupTallies } = fold(log);
			const model = modelOf(PEOPLE, log, STANDARDS);
			for (const groupId of GROUPS) {
				for (let n = 0; n < DAYS; n += 3) {
					const day = addDays(FIRST_DAY, n);
					const changes = byRule(groupTallies, ageFrom).filter(
						(change) => change.groupId === groupId && change.day <= day
					);
					const sum = (of: 'assessed' | 'attained' | 'witnessed') =>
						changes.reduce((all, change) => all + change[of], 0);
					expect({ day, assessed: sum('assessed'), attained: sum('attained'), witnessed: sum('witnessed') }).toEqual({
						day,
						...model.countOn(groupId, day, ageFrom)
					});
				}
			}
		}),
		{ numRuns: runs }
	);
});

test('who was merged stands as one person under the least id, in whatever order the merges came', () => {
	fc.assert(
		fc.property(randomLog, (log) => {
			const rows = fold(log);
			for (const person of rows.people) {
				if (person.mergedInto !== null) expect(person.mergedInto < person.id).toBe(true);
			}
			const roots = new Set(rows.people.filter((person) => person.mergedInto === null).map((person) => person.id));
			for (const row of [...rows.residences, ...rows.literacyStatuses, ...rows.lessonProgress]) {
				expect(roots.has(row.personId)).toBe(true);
			}
		}),
		{ numRuns: runs }
	);
});

test('once every merge is undone, whatever was learnt meanwhile, everybody is who she would be had nobody merged', () => {
	fc.assert(
		fc.property(randomLog, (log) => {
			const apart = log.filter((event) => !event.kind.startsWith('person.merged') && event.kind !== 'person.unmerged');
			const last = log.at(-1) as LogEvent;
			const undone = log
				.filter((event) => event.kind === 'person.merged')
				.map((merge, n) => ({
					...merge,
					id: `20000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
					kind: 'person.unmerged',
					body: { ...(merge.body as object), merge: merge.id },
					occurredAt: new Date(last.occurredAt.getTime() + 1)
				}));
			expect(fold([...log, ...undone])).toEqual(fold(apart));
		}),
		{ numRuns: runs }
	);
});

test('nobody counts more than once, and nobody attains without having been assessed', () => {
	fc.assert(
		fc.property(randomLog, fc.constantFrom(...ADULT_AGES), (log, ageFrom) => {
			const { groupTallies, people } = fold(log);
			const standing = people.filter((person) => person.mergedInto === null).length;
			for (let n = 0; n < DAYS; n += 1) {
				const changes = byRule(groupTallies, ageFrom).filter((change) => change.day <= addDays(FIRST_DAY, n));
				const sum = (of: 'assessed' | 'attained' | 'witnessed') => changes.reduce((all, change) => all + change[of], 0);
				expect(sum('assessed')).toBeLessThanOrEqual(standing);
				expect(sum('attained')).toBeLessThanOrEqual(sum('assessed'));
				expect(sum('witnessed')).toBeLessThanOrEqual(sum('attained'));
			}
		}),
		{ numRuns: runs }
	);
});

test('erasing a person changes no number', () => {
	fc.assert(
		fc.property(randomLog, (log) => {
			const kept = log.filter((event) => event.kind !== 'person.erased');
			expect(fold(log).groupTallies).toEqual(fold(kept).groupTallies);
		}),
		{ numRuns: runs }
	);
});
