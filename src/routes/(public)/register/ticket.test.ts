import { expect, test } from 'vitest';
import { isId, newId } from '#lib/shared/ids.ts';
import { newTicket, readTicket } from './ticket.ts';

const NOW = new Date('2026-11-22T03:00:00Z');

test('a ticket always stands for the same two ids', () => {
	const ticket = newTicket(NOW);
	const ids = readTicket(ticket, NOW);
	expect(ids).toEqual(readTicket(ticket, new Date(NOW.getTime() + 3_600_000)));
	expect(isId(ids?.personId ?? '')).toBe(true);
	expect(isId(ids?.eventId ?? '')).toBe(true);
	expect(ids?.personId).not.toBe(ids?.eventId);
});

test('ids keep the order of time that their tickets have', () => {
	const [earlier = '', later = ''] = [NOW, new Date(NOW.getTime() + 60_000)].map(
		(now) => readTicket(newTicket(now), now)?.personId ?? ''
	);
	expect(earlier < later).toBe(true);
});

test('the id of somebody known is no ticket, alone or with anything behind it', () => {
	const known = newId(NOW);
	expect(readTicket(known, NOW)).toBeNull();
	const forged = readTicket(`${known}.${'a'.repeat(24)}`, NOW);
	expect(forged?.personId).not.toBe(known);
});

test('an old ticket, one from the future and nonsense are refused', () => {
	const ticket = newTicket(NOW);
	expect(readTicket(ticket, new Date(NOW.getTime() + 3 * 86_400_000))).toBeNull();
	expect(readTicket(ticket, new Date(NOW.getTime() - 1))).toBeNull();
	expect(readTicket('', NOW)).toBeNull();
	expect(readTicket('../../etc', NOW)).toBeNull();
});
