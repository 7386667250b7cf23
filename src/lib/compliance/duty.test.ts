import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Appointment } from '#lib/compliance/agency.ts';
import { dueOf, framesToOpen, staysOf, type DutyRule, type Frame } from '#lib/compliance/duty.ts';
import { addMonths } from '#lib/compliance/months.ts';
import { addDays, daysBetween } from '#lib/shared/dates.ts';

const rule = (more: Partial<DutyRule> = {}): DutyRule => ({
	startsOn: '2026-01-01',
	endsOn: null,
	due: { months: 3 },
	graceDays: 0,
	validMonths: 12,
	modules: ['a', 'b', 'c'],
	refresher: ['a'],
	audience: { agencies: [], positions: [], people: [] },
	...more
});
const post = (more: Partial<Appointment> = {}): Appointment => ({
	...{ id: 'x', agencyId: 'ubnd', personId: 'p', position: 'Chuyên viên', kind: 'civil_servant' },
	...{ from: '2020-01-01', to: null },
	...more
});

test('whoever joins later has the full time, also where the order names one day', () => {
	expect(dueOf(rule(), '2026-05-31', 0)).toBe('2026-08-31');
	expect(dueOf(rule({ due: { days: 30 } }), '2026-05-31', 0)).toBe('2026-06-30');
	const fixed = rule({ due: { on: '2026-03-02' } });
	expect(dueOf(fixed, '2026-01-01', 0)).toBe('2026-03-02');
	expect(dueOf(fixed, '2026-07-01', 0)).toBe(addDays('2026-07-01', 60));
	expect(dueOf(fixed, '2026-01-01', 1)).toBe('2027-03-02');
});

test('the first period asks for everything, the later ones for the refresher, and each opens when the one before ends', () => {
	const frames = framesToOpen(rule(), [{ from: '2020-01-01', to: null }], [], '2028-02-01');
	expect(frames).toMatchObject([
		{ n: 1, opens: '2026-01-01', due: '2026-04-01', ends: '2027-01-01', modules: ['a', 'b', 'c'] },
		{ n: 2, opens: '2027-01-01', due: '2027-04-01', ends: '2028-01-01', modules: ['a'] },
		{ n: 3, opens: '2028-01-01', due: '2028-04-01', ends: '2029-01-01', modules: ['a'] }
	]);
	expect(framesToOpen(rule(), [{ from: '2020-01-01', to: null }], frames, '2028-02-01')).toEqual([]);
});

test('a duty without validity is asked for once', () => {
	const once = rule({ validMonths: null });
	const [first, ...more] = framesToOpen(once, [{ from: '2020-01-01', to: null }], [], '2030-01-01');
	expect(first).toMatchObject({ n: 1, opens: '2026-01-01', ends: null });
	expect(more).toEqual([]);
	expect(framesToOpen(once, [{ from: '2020-01-01', to: null }], [first as Frame], '2040-01-01')).toEqual([]);
});

test('who left, or whose duty has ended or not begun, is asked for nothing new; who comes back begins anew', () => {
	const gone = [{ from: '2020-01-01', to: '2026-06-01' }];
	const [first] = framesToOpen(rule(), gone, [], '2026-02-01') as [Frame];
	expect(framesToOpen(rule(), gone, [first], '2027-02-01')).toEqual([]);
	expect(
		framesToOpen(rule({ endsOn: '2026-12-31' }), [{ from: '2020-01-01', to: null }], [first], '2027-02-01')
	).toEqual([]);
	expect(framesToOpen(rule({ startsOn: '2027-01-01' }), [{ from: '2020-01-01', to: null }], [], '2026-12-31')).toEqual(
		[]
	);
	const back = [...gone, { from: '2026-09-15', to: null }];
	expect(framesToOpen(rule(), back, [first], '2026-10-01')).toMatchObject([
		{ n: 2, anchor: '2026-09-15', opens: '2026-09-15', due: '2026-12-15', modules: ['a', 'b', 'c'] }
	]);
});

test('posts that touch are one stay: a move within the audience starts nothing anew', () => {
	const moves = [
		post({ from: '2026-03-01', to: '2026-06-01' }),
		post({ agencyId: 'dang', from: '2026-06-01' }),
		post({ from: '2024-01-01', to: '2025-01-01' })
	];
	expect(staysOf(rule(), moves)).toEqual([
		{ from: '2024-01-01', to: '2025-01-01' },
		{ from: '2026-03-01', to: null }
	]);
	const only = (audience: Partial<DutyRule['audience']>) => rule({ audience: { ...rule().audience, ...audience } });
	expect(staysOf(only({ agencies: ['dang'] }), moves)).toEqual([{ from: '2026-06-01', to: null }]);
	expect(staysOf(only({ positions: ['chuyên viên'] }), moves)).toHaveLength(2);
	expect(staysOf(only({ positions: ['Chủ tịch'] }), moves)).toEqual([]);
	expect(staysOf(only({ people: ['another'] }), moves)).toEqual([]);
});

const day = fc.integer({ min: 0, max: 5000 }).map((count) => addDays('2024-01-01', count));

test('however often and whenever it runs, periods follow one another without gap and are due within themselves', () => {
	fc.assert(
		fc.property(
			fc.record({
				startsOn: day,
				joined: day,
				validMonths: fc.integer({ min: 1, max: 36 }),
				dueDays: fc.integer({ min: 0, max: 27 })
			}),
			fc.array(day, { minLength: 1, maxLength: 6 }),
			({ startsOn, joined, validMonths, dueDays }, days) => {
				const duty = rule({ startsOn, validMonths, due: { days: dueDays } });
				const stay = [{ from: joined, to: null }];
				const open: Frame[] = [];
				for (const today of days.toSorted()) open.push(...framesToOpen(duty, stay, open, today));
				const last = days.toSorted().at(-1) as string;
				expect(open).toEqual(framesToOpen(duty, stay, [], last));
				open.forEach((frame, index) => {
					expect(frame.n).toBe(index + 1);
					expect(frame.opens).toBe(addMonths(frame.anchor, index * validMonths));
					expect(frame.due < (frame.ends as string) && frame.due >= frame.opens).toBe(true);
					expect(daysBetween(frame.opens, frame.due)).toBe(dueDays);
					if (index > 0) expect(open[index - 1]?.ends).toBe(frame.opens);
				});
			}
		)
	);
});
