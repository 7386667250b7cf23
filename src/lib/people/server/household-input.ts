import { z } from 'zod';
import { dayBoxes, dayFrom } from '#lib/server/day-input.ts';
import { isId } from '#lib/shared/ids.ts';
import { idField, orNothing, tidied } from '#lib/people/server/input.ts';

const LONGEST_LABEL = 100;

const labelField = z
	.string({ error: 'household_missing' })
	.transform(tidied)
	.pipe(
		z
			.string()
			.min(1, 'household_missing')
			.max(LONGEST_LABEL, 'name_too_long')
			.regex(/[\p{L}\p{N}]/u, 'household_missing')
	);

/** What people call a house and by what one finds it. */
const houseFields = { label: labelField, landmark: orNothing };

export const newHouseholdInput = z.object({ householdId: idField, ...houseFields });

export const householdCorrectionInput = z.object({
	...houseFields,
	headId: z
		.string()
		.default('')
		.transform((id) => id || null)
		.pipe(z.string().refine(isId, 'invalid').nullable())
});

export const dayInput = z.object(dayBoxes).transform((boxes, context) => ({ on: dayFrom(boxes, context) }));

export const joinInput = z
	.object({ personId: idField, ...dayBoxes })
	.transform(({ personId, ...boxes }, context) => ({ personId, on: dayFrom(boxes, context) }));

/** One box ticked arrives as text, several as a list, none not at all. */
const movers = z
	.union([z.string(), z.array(z.string())], { error: 'movers_missing' })
	.transform((ids) => [ids].flat())
	.pipe(z.array(z.string().refine(isId, 'invalid')).min(1, 'movers_missing'));

export const splitInput = z
	.object({ householdId: idField, ...houseFields, movers, ...dayBoxes })
	.transform(({ day, month, year, ...split }, context) => ({ ...split, on: dayFrom({ day, month, year }, context) }));
