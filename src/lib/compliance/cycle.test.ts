import fc from 'fast-check';
import { expect, test } from 'vitest';
import { standingOf, type Known, type Tried, type Waiver } from '#lib/compliance/cycle.ts';
import type { Frame } from '#lib/compliance/duty.ts';
import { addDays } from '#lib/shared/dates.ts';

const first: Frame = {
	...{ n: 1, anchor: '2026-01-01', opens: '2026-01-01', due: '2026-03-31', graceDays: 5 },
	...{ ends: '2027-01-01', modules: ['a', 'b'] }
};
const second: Frame = { ...first, n: 2, opens: '2027-01-01', due: '2027-03-31', ends: '2028-01-01', modules: ['a'] };
let made = 0;
const tried = (module: string, on: string, right = 8): Tried => {
	made += 1;
	return { module, on, result: `r${made}`, asked: 10, right, passed: right >= 7, witnessed: false };
};
const known = (more: Partial<Known> = {}): Known => ({
	...{ frame: first, validMonths: 12, boundUntil: null, tried: [], elsewhere: [], read: [], waiver: null },
	...more
});
const waiver = (more: Partial<Waiver>): Waiver => ({
	...{ id: 'w', kind: 'postponed', reason: 'leave', paper: null, until: '2026-06-30' },
	...{ grantedBy: 'x', grantedOn: '2026-02-01' },
	...more
});
const state = (more: Partial<Known>, asOf: string) => standingOf(known(more), asOf).state;

test('a cycle goes from not started over in progress to done on time, late or overdue', () => {
	expect(state({}, '2026-02-01')).toBe('not_started');
	expect(state({ read: [{ module: 'b', on: '2026-01-10' }] }, '2026-02-01')).toBe('in_progress');
	expect(state({ tried: [tried('a', '2026-01-20')] }, '2026-02-01')).toBe('in_progress');
	// the days of grace are still on time
	expect(state({}, '2026-04-05')).toBe('not_started');
	expect(state({}, '2026-04-06')).toBe('overdue');
	const both = (on: string) => ({ tried: [tried('a', '2026-01-20'), tried('b', on)] });
	expect(standingOf(known(both('2026-04-05')), '2026-05-01')).toMatchObject({
		state: 'done_on_time',
		doneOn: '2026-04-05',
		blockers: []
	});
	expect(state(both('2026-04-06'), '2026-05-01')).toBe('done_late');
});

test('what is missing is told by its kind, of a test with the last try', () => {
	const tries = [tried('b', '2026-01-20', 3), tried('b', '2026-02-20', 6)];
	expect(standingOf(known({ tried: tries }), '2026-03-01').blockers).toEqual([
		{ kind: 'test_not_tried', module: 'a' },
		{ kind: 'test_not_passed', module: 'b', right: 6, asked: 10, on: '2026-02-20' }
	]);
});

test('a deadline that was missed does not trap the second cycle', () => {
	const tries = [tried('a', '2027-02-01'), tried('b', '2027-02-02')];
	const late = standingOf(known({ tried: tries }), '2027-02-02');
	expect(late).toMatchObject({ state: 'done_late', doneOn: '2027-02-02' });
	expect(standingOf(known({ frame: second, tried: tries }), '2027-02-02')).toMatchObject({
		state: 'done_on_time',
		doneOn: '2027-02-01'
	});
	// Never finished, the first stays what it is and the second is finished all the same.
	const half = [tried('a', '2027-02-01')];
	expect(state({ tried: half }, '2027-02-02')).toBe('overdue');
	expect(state({ frame: second, tried: half }, '2027-02-02')).toBe('done_on_time');
});

test('last year’s result is not shown as this year’s', () => {
	const tries = [tried('a', '2026-12-31'), tried('b', '2026-12-31')];
	expect(state({ tried: tries }, '2027-01-01')).toBe('done_late');
	expect(state({ frame: second, tried: tries }, '2027-01-01')).toBe('not_started');
});

test('a test before the first period counts only if it would still be valid', () => {
	const old = (on: string) => ({ tried: [tried('a', on), tried('b', on)] });
	expect(standingOf(known(old('2025-01-02')), '2026-01-01')).toMatchObject({
		state: 'done_on_time',
		doneOn: '2025-01-02'
	});
	expect(state(old('2025-01-01'), '2026-01-01')).toBe('not_started');
	expect(state({ ...old('2019-01-01'), validMonths: null }, '2026-01-01')).toBe('done_on_time');
});

test('a completion elsewhere does for a module and is shown apart', () => {
	const elsewhere = [
		{ kind: 'elsewhere' as const, module: 'b', completion: 'c', platform: 'Nền tảng mẫu', on: '2026-02-01' }
	];
	const standing = standingOf(known({ tried: [tried('a', '2026-01-20')], elsewhere }), '2026-03-01');
	expect(standing.state).toBe('done_on_time');
	expect(standing.evidence.map(({ kind }) => kind)).toEqual(['test', 'elsewhere']);
});

test('leaving ends a cycle that is not done, and nothing done afterwards revives it', () => {
	const left = { boundUntil: '2026-02-15' };
	expect(state(left, '2026-02-14')).toBe('not_started');
	expect(standingOf(known(left), '2026-02-15')).toMatchObject({ state: 'ended', endedOn: '2026-02-15' });
	const tries = [tried('a', '2026-02-10'), tried('b', '2026-02-15')];
	expect(state({ ...left, tried: tries }, '2026-06-01')).toBe('ended');
	const done = [tried('a', '2026-02-10'), tried('b', '2026-02-14')];
	expect(state({ ...left, tried: done }, '2026-06-01')).toBe('done_on_time');
});

test('a postponement moves the day, a waiver lets off, and after its end the full time begins', () => {
	const postponed = { waiver: waiver({}) };
	expect(state(postponed, '2026-06-30')).toBe('postponed');
	expect(standingOf(known(postponed), '2026-07-05')).toMatchObject({ state: 'not_started', due: '2026-06-30' });
	expect(state(postponed, '2026-07-06')).toBe('overdue');
	expect(state({ waiver: waiver({ kind: 'waived', until: null }) }, '2030-01-01')).toBe('waived');
	const ended = { waiver: waiver({ kind: 'waived', until: '2026-06-30' }) };
	expect(state(ended, '2026-06-30')).toBe('waived');
	expect(standingOf(known(ended), '2026-07-01')).toMatchObject({
		state: 'not_started',
		due: addDays('2026-06-30', 89)
	});
	// Who does it all the same has done it.
	const tries = [tried('a', '2026-05-01'), tried('b', '2026-05-01')];
	expect(state({ ...postponed, tried: tries }, '2026-06-01')).toBe('done_on_time');
});

test('one more passed test never takes a completion back nor makes it later', () => {
	const on = fc.integer({ min: 0, max: 900 }).map((count) => addDays('2025-01-01', count));
	const one = fc.record({ module: fc.constantFrom('a', 'b', 'c'), on, right: fc.integer({ min: 5, max: 10 }) });
	fc.assert(
		fc.property(fc.array(one, { maxLength: 8 }), one, fc.constantFrom(first, second), (tries, more, frame) => {
			const all = tries.map((each) => tried(each.module, each.on, each.right));
			const before = standingOf(known({ frame, tried: all }), '2027-12-31');
			const after = standingOf(
				known({ frame, tried: [...all, tried(more.module, more.on, more.right)] }),
				'2027-12-31'
			);
			if (before.doneOn !== null) expect(after.doneOn !== null && after.doneOn <= before.doneOn).toBe(true);
			expect(after.doneOn === null).toBe(after.blockers.length > 0);
			expect(after.blockers.length + after.evidence.length).toBe(frame.modules.length);
		})
	);
});
