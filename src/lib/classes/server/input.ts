import { z } from 'zod';
import { dayBoxes, dayFrom } from '#lib/server/day-input.ts';
import { isDay, type Day } from '#lib/shared/dates.ts';
import { isId } from '#lib/shared/ids.ts';
import { LEARNERS, MARKS, type DaysOff, type Mark } from '#lib/classes/class.ts';

const idField = z.string({ error: 'invalid' }).refine(isId, 'invalid');
const list = (missing: string) =>
	z
		.union([z.string(), z.array(z.string())], { error: missing })
		.optional()
		.transform((given) => [given ?? []].flat().filter((one) => one !== ''));
const time = z
	.string({ error: 'time_wrong' })
	.regex(/^([01]?\d|2[0-3])[:hg.]?([0-5]\d)$/, 'time_wrong')
	.transform((text) => {
		const digits = text.replace(/\D/g, '').padStart(4, '0');
		return `${digits.slice(0, 2)}:${digits.slice(2)}`;
	});
/** `22/11/2026` */
const writtenDay = z
	.string({ error: 'day_missing' })
	.min(1, 'day_missing')
	.transform((text, context) => {
		const day = dayWritten(text);
		if (day !== null) return day;
		context.addIssue({ code: 'custom', message: 'day_wrong' });
		return z.NEVER;
	});

/** `16/02/2027; 18/02/2027 - 21/02/2027`: days and spans of days, one after the other. */
const daysOff = z
	.string()
	.max(400, 'too_long')
	.default('')
	.transform((text, context) => {
		const spans = text.split(/[;,\n]/).filter((part) => part.trim() !== '');
		return spans.map((span): DaysOff => {
			const [from, to = from, ...more] = span.split(/\s[-–]\s|[–]/).map((part) => dayWritten(part.trim()));
			if (from && to && from <= to && more.length === 0) return { from, to };
			context.addIssue({ code: 'custom', message: 'class_off_wrong' });
			return z.NEVER;
		});
	});

function dayWritten(text: string): Day | null {
	const [, day = '', month = '', year = ''] = /^(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})$/.exec(text) ?? [];
	const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	return isDay(written) ? written : null;
}

/** A new class; what it learns is `standard:<id>` or one or more modules. */
export const classInput = z
	.object({
		classId: idField,
		name: z.string({ error: 'class_name_missing' }).min(1, 'class_name_missing').max(120, 'too_long'),
		learningPointId: z.string({ error: 'point_missing' }).refine(isId, 'point_missing'),
		learners: z.enum(LEARNERS, { error: 'class_learners_missing' }),
		organisation: z.string().max(120, 'too_long').optional(),
		modules: list('class_modules_missing'),
		trainer: list('invalid'),
		from: writtenDay,
		to: writtenDay,
		weekday: list('class_weekday_missing'),
		off: daysOff,
		starts: time,
		ends: time,
		openToAll: z.string().optional()
	})
	.superRefine(({ modules, weekday, from, to, starts, ends }, context) => {
		const wrong = (path: string, message: string) => context.addIssue({ code: 'custom', message, path: [path] });
		if (modules.length === 0) wrong('modules', 'class_modules_missing');
		if (!weekday.some((day) => /^[0-6]$/.test(day))) wrong('weekday', 'class_weekday_missing');
		if (to < from) wrong('to', 'class_days_wrong');
		if (ends <= starts) wrong('ends', 'class_times_wrong');
	})
	.transform(({ modules, trainer, weekday, openToAll, organisation, ...rest }) => {
		const standard = modules.find((one) => one.startsWith('standard:'))?.slice('standard:'.length) ?? null;
		return {
			...rest,
			standard,
			modules: standard === null ? modules : [],
			trainers: trainer.filter(isId),
			weekdays: weekday.filter((day) => /^[0-6]$/.test(day)).map(Number),
			organisation: organisation ? organisation : null,
			openToAll: openToAll === 'yes'
		};
	});

/** What may change while a class goes on. */
export const classChangeInput = z
	.object({
		name: z.string({ error: 'class_name_missing' }).min(1, 'class_name_missing').max(120, 'too_long'),
		trainer: list('invalid'),
		starts: time,
		ends: time
	})
	.superRefine(({ starts, ends }, context) => {
		if (ends <= starts) context.addIssue({ code: 'custom', message: 'class_times_wrong', path: ['ends'] });
	})
	.transform(({ trainer, ...rest }) => ({ ...rest, trainers: trainer.filter(isId) }));

/** A card as a scanner types it, the whole address on it or its code. */
const cardField = z
	.string({ error: 'card_missing' })
	.min(1, 'card_missing')
	.max(300, 'card_missing')
	.transform((text) => text.replace(/^https?:\/\/[^/\s]+\/c\//i, ''));

const loose = z.string({ error: 'day_missing' }).optional();

/** A card, or whom of a list and from which day. */
export const enrolmentInput = z
	.object({
		card: cardField.optional(),
		...{ day: loose, month: loose, year: loose },
		person: list('class_nobody_chosen'),
		way: z.enum(['list', 'pasted'], { error: 'invalid' }).optional()
	})
	.transform(({ card, person, way = 'list', day = '', month = '', year = '' }, context) => {
		if (card !== undefined) return { card };
		const personIds = person.filter(isId);
		if (personIds.length === 0) context.addIssue({ code: 'custom', message: 'class_nobody_chosen', path: ['person'] });
		return { personIds, way, on: dayFrom({ day, month, year }, context) };
	});

export const pastedInput = z.object({
	pasted: z.string({ error: 'class_list_empty' }).min(1, 'class_list_empty').max(30_000, 'too_long')
});

export const eveningInput = z
	.object({ ...dayBoxes, meetingId: idField, starts: time, ends: time })
	.transform(({ day, month, year, ...rest }, context) => ({ ...rest, day: dayFrom({ day, month, year }, context) }));

export const closureInput = z.object(dayBoxes).transform((boxes, context) => ({ on: dayFrom(boxes, context) }));

const isMark = (text: unknown): text is Mark => (MARKS as readonly unknown[]).includes(text);

/** A card, or a roll: `mark-<person>` and `was-<person>` for everybody, and what the untouched are. */
export const rollInput = z
	.record(z.string(), z.union([z.string(), z.array(z.string())]))
	.transform((typed, context) => {
		const [rest, card] = [typed['rest'], cardField.safeParse(typed['card'])];
		if (typed['card'] !== undefined) {
			if (card.success) return { card: card.data };
			context.addIssue({ code: 'custom', message: 'card_missing', path: ['card'] });
			return z.NEVER;
		}
		return {
			fill: typed['fill'] === 'opening',
			way: typed['way'] === 'sheet' ? ('sheet' as const) : ('tap' as const),
			marks: Object.keys(typed)
				.filter((name) => name.startsWith('was-') && isId(name.slice(4)))
				.map((name) => {
					const [mark, was] = [typed[`mark-${name.slice(4)}`], typed[name]];
					const wasMark = isMark(was) ? was : null;
					const untouched = wasMark === null && isMark(rest) && typed['fill'] === undefined ? rest : wasMark;
					return { personId: name.slice(4), mark: isMark(mark) ? mark : untouched, was: wasMark };
				})
		};
	});
