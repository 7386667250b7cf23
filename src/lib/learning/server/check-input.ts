import { z } from 'zod';
import { dayBoxes, dayFrom } from '#lib/server/day-input.ts';
import { isDay } from '#lib/shared/dates.ts';
import { isId } from '#lib/shared/ids.ts';
import { CHECK_PHONES, TASK_MARKS, type TaskMark } from '#lib/learning/events.ts';
import type { CheckPlace } from '#lib/learning/server/check-places.ts';

const idField = z.string({ error: 'invalid' }).refine(isId, 'invalid');

const placeField = z
	.string({ error: 'check_place_missing' })
	.regex(/^(point|house):/, 'check_place_missing')
	.refine((value) => isId(value.slice(6)), 'check_place_missing')
	.transform((value) => ({ kind: value.slice(0, 5) as CheckPlace['kind'], id: value.slice(6) }));

const fields = {
	eventId: idField,
	standardHash: z.string({ error: 'invalid' }).regex(/^[0-9a-f]{64}$/, 'invalid'),
	place: placeField,
	phone: z.enum(CHECK_PHONES, { error: 'check_phone_missing' }),
	readAloud: z.string().optional()
};

/** `mark-<task>` for each task; which tasks there are is the standard's matter. */
function marksIn(rest: Record<string, unknown>): Record<string, TaskMark> {
	const marks: Record<string, TaskMark> = {};
	for (const [name, value] of Object.entries(rest)) {
		const mark = TASK_MARKS.find((one) => one === value);
		if (name.startsWith('mark-') && mark) marks[name.slice(5)] = mark;
	}
	return marks;
}

/** What a witness records where she stands. */
export const checkInput = z
	.looseObject(fields)
	.transform(({ eventId, standardHash, place, phone, readAloud, ...rest }) => ({
		...{ eventId, standardHash, place, phone, readAloud: readAloud !== undefined, marks: marksIn(rest) }
	}));

/** What a sheet says, typed in later: its day and its witness were asked first. */
export const sheetInput = z
	.looseObject({ ...fields, on: z.string({ error: 'invalid' }).refine(isDay, 'invalid'), witnessId: idField })
	.transform(({ eventId, standardHash, place, phone, readAloud, on, witnessId, ...rest }) => ({
		...{ eventId, standardHash, place, phone, readAloud: readAloud !== undefined, marks: marksIn(rest) },
		paper: { on, witnessId }
	}));

/** The day of a sheet, in three boxes. */
export const sheetDayInput = z.object(dayBoxes).transform((boxes, context) => dayFrom(boxes, context));
