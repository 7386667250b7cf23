import fc from 'fast-check';
import { record } from '#lib/ledger/server/record.ts';
import { stateAssistance, voidResult } from '#lib/learning/server/corrections.ts';
import { assignResidents, listWaiting } from '#lib/people/server/assignment.ts';
import { correctBirthYear } from '#lib/people/server/corrections.ts';
import { UNDO_DAYS } from '#lib/people/merging.ts';
import { undoMerge } from '#lib/people/server/merging.ts';
import { moveResidence, recordDeath } from '#lib/people/server/residence.ts';
import { addDays } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { FALL_REASONS } from '#lib/territory/events.ts';
import { decideDeclaration, findWaitingFall } from '#lib/territory/server/declarations.ts';
import { splitBefore } from '#lib/territory/server/group-changes.ts';
import { listGroups } from '#lib/territory/server/groups.ts';
import { declarePopulation, mergeGroups, splitGroup } from '#lib/territory/server/population.ts';
import { actorWith, mergeTwo, settle, takeTest, type Commune, type World } from '#tests/world.ts';

/** The day before the first random one. */
export const START = '2026-11-20';

const LIFE = [
	'birth',
	'birth',
	'test',
	'move',
	'death',
	'declare',
	'declare',
	'decide',
	'merge',
	'split',
	'assign'
] as const;
const CORRECTIONS = ['one', 'two', 'birth_year', 'void', 'help'] as const;

const rest = {
	far: fc.boolean(),
	one: fc.nat(20),
	other: fc.nat(20),
	adults: fc.integer({ min: 20, max: 90 })
};
/** Somebody registered, tested, moved or dead, a group declared, merged or split. */
export const step = fc.record({ kind: fc.constantFrom(...LIFE), ...rest });
/**
 * The same, and records found to be one person or two after all, a year of birth, a result or its help found wrong.
 * Without assignments: they are dated back to their split and so change days that have closed.
 */
export const stepOrCorrection = fc.record({
	kind: fc.constantFrom(...LIFE.filter((kind) => kind !== 'assign'), ...CORRECTIONS),
	...rest
});
type Of<A> = A extends fc.Arbitrary<infer S> ? S : never;
type Step = Of<typeof step> | Of<typeof stepOrCorrection>;

/** Random histories of a world, each going on where the one before ended. */
export interface RandomDays {
	world: World;
	/** how many days have passed since START */
	day: number;
	/** records of those who may do or suffer something */
	living: string[];
	/** by record, the result of her test */
	tested: Map<string, string>;
	merges: { personId: string; otherId: string; mergeId: string; day: number }[];
}

export function randomDaysIn(world: World): RandomDays {
	return { world, day: 0, living: [], tested: new Map(), merges: [] };
}

/** Does one random thing as its officer would, on a day of its own. */
export async function live(days: RandomDays, { kind, far, one, other, adults }: Step): Promise<void> {
	const { world, living, tested } = days;
	const { db, cuaNam, thanhBa } = world;
	days.day += 1;
	const { day } = days;
	const now = new Date(`${addDays(START, day)}T05:00:00Z`);
	const on = addDays(START, day);
	const commune = far ? thanhBa : cuaNam;
	const groups = (await listGroups(db, commune.wardCode, on)).filter(({ validFrom }) => validFrom < on);
	const group = groups[one % groups.length];
	const next = groups[other % groups.length];
	const personId = living[one % Math.max(1, living.length)];
	if (!group || !next) return;
	const event = { eventId: newId(now) };
	const named = (word: string) => ({ id: newId(now), name: `${word} ${day}`, kind: 'tổ' });

	if (kind === 'birth')
		living.push(await settle(world, { ...commune, groups: [group.id, next.id] } as Commune, {}, now));
	if (kind === 'test' && personId && !tested.has(personId)) {
		const { submissionId } = await takeTest(world, personId, { door: 'whole', standard: world.standard.id }, {}, now);
		tested.set(personId, submissionId);
	}
	if (kind === 'move' && personId) {
		await record(db, commune.officer, moveResidence, { ...event, personId, toGroupId: group.id, on }, now);
	}
	if (kind === 'death' && personId) {
		await record(db, actorWith('ward_officer', 'vn'), recordDeath, { ...event, personId, on }, now);
		living.splice(living.indexOf(personId), 1);
	}
	if (kind === 'declare') {
		const reason = FALL_REASONS[one % FALL_REASONS.length] ?? null;
		const numbers = { ageFrom: 18, resident: adults, lodging: one, away: other, asOf: on, reason };
		await record(db, commune.officer, declarePopulation, { ...event, groupId: group.id, ...numbers }, now);
	}
	const waiting = kind === 'decide' ? await findWaitingFall(db, group.id) : null;
	if (waiting) {
		const decision = { ...event, groupId: group.id, declaration: waiting.eventId, accepted: far };
		await record(db, actorWith('ward_officer', 'vn', now), decideDeclaration, decision, now);
	}
	if (kind === 'merge' && group !== next) {
		const merge = { ...event, from: [group.id, next.id], into: named('Tổ gộp'), on };
		await record(db, commune.officer, mergeGroups, merge, now);
	}
	if (kind === 'split') {
		const into = [named('Tổ trên'), named('Tổ dưới')];
		const split = { ...event, from: group.id, holding: named('Chưa phân tổ'), into, on };
		await record(db, commune.officer, splitGroup, split, now);
	}
	for (const held of kind === 'assign' ? groups : []) {
		if (held === next || (await splitBefore(db, held.id)) === null) continue;
		const { people } = await listWaiting(db, commune.officer, held.id, now);
		const half = people.slice(0, 1 + Math.trunc(people.length / 2)).map((person) => person.personId);
		const assignment = { eventId: newId(now), groupId: held.id, toGroupId: next.id, people: half };
		await record(db, commune.officer, assignResidents, assignment, now);
	}
	await correct(days, { kind, far, one, other, adults }, now);
}

async function correct({ world, day, living, tested, merges }: RandomDays, step: Step, now: Date): Promise<void> {
	const { kind, far, one, other } = step;
	const officer = actorWith('ward_officer', 'vn', now);
	const personId = living[one % Math.max(1, living.length)];
	const otherId = living[other % Math.max(1, living.length)];
	const event = { eventId: newId(now) };
	if (kind === 'one' && personId && otherId && personId !== otherId) {
		const [least, gone] = [personId, otherId].sort() as [string, string];
		const mergeId = await mergeTwo(world, { ...world.cuaNam, officer }, least, gone, now);
		merges.push({ personId: least, otherId: gone, mergeId, day });
		living.splice(living.indexOf(gone), 1);
	}
	const merge = kind === 'two' ? merges.pop() : undefined;
	if (merge && merge.day > day - UNDO_DAYS) {
		await record(world.db, officer, undoMerge, { ...event, ...merge }, now);
		living.push(merge.otherId);
	}
	if (kind === 'birth_year' && personId) {
		const birthYear = far ? 1955 : 2012;
		await record(world.db, officer, correctBirthYear, { ...event, personId, birthYear }, now);
	}
	const resultId = personId && tested.get(personId);
	if (kind === 'void' && resultId) {
		await record(world.db, officer, voidResult, { ...event, personId, resultId, reason: 'technical_fault' }, now);
	}
	if (kind === 'help' && resultId) {
		await record(world.db, officer, stateAssistance, { ...event, personId, resultId, assistance: 'done_for' }, now);
	}
}
