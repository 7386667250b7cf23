import { expect, test } from 'vitest';
import { declarationInput } from '#lib/territory/server/input.ts';

const EVENT = '019aa000-0000-7000-8000-000000000001';

function read(more: Record<string, string>) {
	const typed = {
		eventId: EVENT,
		resident: '268',
		lodging: '44',
		away: '0',
		day: '22',
		month: '11',
		year: '2026',
		...more
	};
	const read = declarationInput.safeParse(typed);
	return read.success ? read.data : read.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`);
}

test('a declaration is three numbers and a day, and for a fall a reason', () => {
	expect(read({})).toEqual({ eventId: EVENT, resident: 268, lodging: 44, away: 0, asOf: '2026-11-22', reason: null });
	expect(read({ resident: ' 1.622 ', lodging: '1 000' })).toMatchObject({ resident: 1622, lodging: 1000 });
});

test('nothing is asked again, never taken for zero', () => {
	expect(read({ resident: '', away: ' ' })).toEqual(['resident count_missing', 'away count_missing']);
});

test('what is no whole number of people is refused', () => {
	for (const resident of ['-1', '2,5', '27o', '1e3', '٣', '1234567']) {
		expect(read({ resident }), resident).toEqual(['resident count_wrong']);
	}
});

test('an id that is none is refused before it meets the database', () => {
	expect(read({ eventId: "' or 1=1" })).toEqual(['eventId invalid']);
});
