import { z } from 'zod';
import { AGENCY_KINDS, OFFICIAL_KINDS } from '#lib/compliance/agency.ts';
import { WAIVER_KINDS, WAIVER_REASONS } from '#lib/compliance/cycle.ts';
import type { DueRule } from '#lib/compliance/duty.ts';
import { dayBoxes, dayFrom } from '#lib/server/day-input.ts';
import { isDay } from '#lib/shared/dates.ts';
import { isId } from '#lib/shared/ids.ts';

const idField = z.string({ error: 'invalid' }).refine(isId, 'invalid');
const line = (most: number) => z.string({ error: 'required' }).min(1, 'required').max(most, 'too_long');
const several = z.preprocess(
	(sent) => [sent ?? []].flat(),
	z.array(z.string().max(200, 'invalid')).max(500, 'invalid')
);
const ids = several.refine((all) => all.every(isId), 'invalid');

export const agencyInput = z.object({
	id: idField,
	place: z.string({ error: 'required' }).min(1, 'required'),
	name: line(150),
	kind: z.enum(AGENCY_KINDS, { error: 'agency_kind_missing' })
});

/** A post for somebody known (`chosenId`), or for somebody new with name and year. */
export const postInput = z
	.object({
		postId: idField,
		position: line(150),
		kind: z.enum(OFFICIAL_KINDS, { error: 'official_kind_missing' }),
		...dayBoxes,
		chosenId: idField.optional(),
		...{ personId: idField.optional(), eventId: idField.optional() },
		fullName: z.string().max(100, 'name_too_long').default(''),
		birthYear: z.string().default('')
	})
	.superRefine(({ chosenId, fullName, birthYear }, context) => {
		if (chosenId !== undefined) return;
		if (fullName === '') context.addIssue({ code: 'custom', message: 'name_missing', path: ['fullName'] });
		if (!/^\d{4}$/.test(birthYear)) {
			context.addIssue({ code: 'custom', message: 'duty_number_wrong', path: ['birthYear'] });
		}
	})
	.transform(({ day, month, year, postId, position, kind, chosenId, ...rest }, context) => {
		const { personId = '', eventId = '', fullName, birthYear } = rest;
		return {
			post: { id: postId, position, kind, from: dayFrom({ day, month, year }, context) },
			chosenId,
			enrolled: { personId, eventId, fullName, birthYear: Number(birthYear) }
		};
	});

export const fromDayInput = z.object(dayBoxes).transform((boxes, context) => ({ on: dayFrom(boxes, context) }));

/** `22/11/2026`, or nothing. */
const looseDay = z
	.string()
	.default('')
	.transform((text, context) => {
		if (text === '') return null;
		const [, day = '', month = '', year = ''] = /^(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})$/.exec(text) ?? [];
		const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
		if (isDay(written)) return written;
		context.addIssue({ code: 'custom', message: 'duty_day_wrong' });
		return z.NEVER;
	});
const writtenDay = looseDay.transform((day, context) => {
	if (day !== null) return day;
	context.addIssue({ code: 'custom', message: 'duty_day_wrong' });
	return z.NEVER;
});
const number = (least: number, most: number) =>
	z
		.string()
		.default('')
		.transform((text, context) => {
			if (text === '') return null;
			const value = /^\d{1,4}$/.test(text) ? Number(text) : -1;
			if (value >= least && value <= most) return value;
			context.addIssue({ code: 'custom', message: 'duty_number_wrong' });
			return z.NEVER;
		});

export const dutyInput = z
	.object({
		id: idField,
		place: z.string({ error: 'required' }).min(1, 'required'),
		title: line(150),
		orderNumber: line(60),
		orderedOn: writtenDay,
		issuer: line(150),
		modules: several.refine((all) => all.length > 0, 'duty_modules_missing'),
		refresher: several,
		startsOn: writtenDay,
		dueKind: z.enum(['months', 'days', 'on'], { error: 'duty_due_missing' }),
		dueCount: number(0, 1200),
		dueOn: looseDay,
		graceDays: number(0, 365),
		validMonths: number(1, 240),
		agencies: ids,
		positions: several,
		people: ids
	})
	.transform(({ orderNumber, orderedOn, issuer, dueKind, dueCount, dueOn, graceDays, ...duty }, context) => {
		const { agencies, positions, people, ...rest } = duty;
		const due = dueFrom(dueKind, dueCount, dueOn);
		if (due === null) {
			const [path, message] = dueKind === 'on' ? ['dueOn', 'duty_day_wrong'] : ['dueCount', 'duty_number_wrong'];
			context.addIssue({ code: 'custom', message, path: [path] });
			return z.NEVER;
		}
		return {
			...rest,
			...{ due, graceDays: graceDays ?? 0 },
			order: { number: orderNumber, on: orderedOn, issuer },
			audience: { agencies, positions, people }
		};
	});

function dueFrom(kind: 'months' | 'days' | 'on', count: number | null, on: string | null): DueRule | null {
	if (kind === 'on') return on === null ? null : { on };
	if (count === null) return null;
	return kind === 'months' ? { months: count } : { days: count };
}

export const waiverInput = z.object({
	id: idField,
	kind: z.enum(WAIVER_KINDS, { error: 'waiver_kind_missing' }),
	reason: z.enum(WAIVER_REASONS, { error: 'waiver_reason_missing' }),
	paper: z
		.string()
		.max(60, 'too_long')
		.default('')
		.transform((text) => (text === '' ? null : text)),
	until: looseDay
});

export const completionInput = z
	.object({
		id: idField,
		modules: several.refine((all) => all.length > 0, 'duty_modules_missing'),
		platform: line(100),
		code: line(60),
		...dayBoxes
	})
	.transform(({ day, month, year, ...rest }, context) => ({
		...rest,
		completedOn: dayFrom({ day, month, year }, context)
	}));
