import type { TrailWanted } from '#lib/ledger/server/audit-trail.ts';
import { isDay, type Day } from '#lib/shared/dates.ts';

/** What the address asks of the audit; whatever makes no sense asks for nothing. */
export function readAskedTrail(asked: URLSearchParams): TrailWanted {
	const text = (name: string) => (asked.get(name) ?? '').normalize('NFC').trim().slice(0, 100);
	const before = Number(text('before'));
	return {
		who: text('who'),
		whom: text('whom'),
		verb: text('verb'),
		from: readDay(text('from')),
		to: readDay(text('to')),
		place: /^(\d{2}|\d{5})$/.test(text('place')) ? text('place') : '',
		before: Number.isSafeInteger(before) && before > 0 ? before : null
	};
}

/** `22/11/2026` as people write it, or `2026-11-22` as addresses do. */
function readDay(text: string): Day | null {
	const [, day = '', month = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
	const wanted = year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
	return isDay(wanted) ? wanted : null;
}
