import { z } from 'zod';
import { isDay, type Day } from '#lib/shared/dates.ts';

const box = z
	.string({ error: 'day_missing' })
	.transform((text) => text.replace(/\s+/gu, ''))
	.pipe(
		z
			.string()
			.min(1, { error: 'day_missing', abort: true })
			.regex(/^\d{1,4}$/, 'day_wrong')
	);

/** A day as a form asks for it: three boxes named day, month and year. `dayFrom` puts them together. */
export const dayBoxes = { day: box, month: box, year: box };

/** The calendar day that three boxes name; `day_wrong` at the first box where there is no such day. */
export function dayFrom(
	{ day, month, year }: { day: string; month: string; year: string },
	context: z.RefinementCtx
): Day {
	const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	if (isDay(text)) return text;
	context.addIssue({ code: 'custom', message: 'day_wrong', path: ['day'] });
	return z.NEVER;
}
