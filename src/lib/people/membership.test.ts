import { expect, test } from 'vitest';
import { oneAfterAnother } from '#lib/people/membership.ts';

const lives = (householdId: string, from: string, to: string | null = null) => ({ householdId, from, to });

test('a later membership ends an earlier one, whichever record it stands under', () => {
	expect(oneAfterAnother([lives('b', '2026-05-01'), lives('a', '2026-01-01')])).toEqual([
		lives('a', '2026-01-01', '2026-05-01'),
		lives('b', '2026-05-01')
	]);
});

test('two memberships of one house that touch are one', () => {
	const twice = [lives('a', '2026-01-01', '2026-03-01'), lives('a', '2026-03-01'), lives('a', '2026-02-01')];
	expect(oneAfterAnother(twice)).toEqual([lives('a', '2026-01-01')]);
});

test('whoever was away between two stays has two', () => {
	const stays = [lives('a', '2026-01-01', '2026-02-01'), lives('a', '2026-04-01')];
	expect(oneAfterAnother(stays)).toEqual(stays);
});

test('of two that begin on one day one stands, always the same', () => {
	const both = [lives('b', '2026-01-01'), lives('a', '2026-01-01')];
	expect(oneAfterAnother(both)).toEqual([lives('b', '2026-01-01')]);
	expect(oneAfterAnother(both.toReversed())).toEqual([lives('b', '2026-01-01')]);
});
