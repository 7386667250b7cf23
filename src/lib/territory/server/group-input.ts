import { z } from 'zod';
import { dayBoxes, dayFrom } from '#lib/server/day-input.ts';
import { isId } from '#lib/shared/ids.ts';
import { tidyName } from '#lib/shared/names.ts';
import { OTHER_COUNT_KINDS } from '#lib/territory/other-counts.ts';

const idField = z.string({ error: 'invalid' }).refine(isId, 'invalid');

/** A few words that must be there, tidied: NFC, single spaces. */
const words = (missing: string) =>
	z
		.string({ error: missing })
		.transform(tidyName)
		.pipe(
			z
				.string()
				.min(1, missing)
				.max(60, 'name_too_long')
				.regex(/[\p{L}\p{N}]/u, missing)
		);

const nameField = words('group_name_missing');
const kindField = words('group_kind_missing');

/** None, one or several values of one name. */
const several = <T extends z.ZodType>(one: T) =>
	z.preprocess((sent) => (sent === undefined || sent === '' ? [] : [sent].flat()), z.array(one));

/** A group as it enters the books of its ward. */
export const newGroupInput = z
	.object({ groupId: idField, name: nameField, kind: kindField, ...dayBoxes })
	.transform(({ day, month, year, groupId: id, ...group }, context) => ({
		...group,
		id,
		validFrom: dayFrom({ day, month, year }, context)
	}));

export const renamingInput = z.object({
	name: nameField,
	kind: kindField,
	shownName: z.string({ error: 'invalid' }).max(200, 'invalid'),
	shownKind: z.string({ error: 'invalid' }).max(200, 'invalid')
});

/** Several groups become one. */
export const groupMergeInput = z
	.object({
		approvalId: idField,
		intoId: idField,
		from: several(idField).pipe(z.array(idField).min(2, 'groups_two_missing').max(50, 'invalid')),
		name: nameField,
		kind: kindField,
		...dayBoxes
	})
	.transform(({ day, month, year, ...merge }, context) => ({ ...merge, on: dayFrom({ day, month, year }, context) }));

/** One group becomes several: their names, one on a line. */
export const groupSplitInput = z
	.object({
		approvalId: idField,
		names: z
			.string({ error: 'group_names_missing' })
			.transform((text) => text.split('\n').map(tidyName).filter(Boolean))
			.pipe(z.array(z.string().max(60, 'name_too_long')).min(2, 'group_names_missing').max(20, 'group_names_many')),
		kind: kindField,
		...dayBoxes
	})
	.transform(({ day, month, year, ...split }, context) => ({ ...split, on: dayFrom({ day, month, year }, context) }));

/** Who of those that wait after a split lives in which new group. */
export const assignmentInput = z.object({
	eventId: idField,
	person: several(idField).pipe(z.array(idField).min(1, 'assign_nobody').max(200, 'invalid')),
	toGroupId: z.string({ error: 'group_missing' }).refine(isId, 'group_missing')
});

export const decisionInput = z.object({
	eventId: idField,
	decision: z.enum(['accept', 'refuse'], { error: 'decision_missing' })
});

export const otherCountInput = z
	.object({
		countId: idField,
		kind: z.enum(OTHER_COUNT_KINDS, { error: 'other_kind_missing' }),
		adults: z
			.string({ error: 'count_missing' })
			.transform((text) => text.replace(/[\s.]+/gu, ''))
			.pipe(
				z
					.string()
					.min(1, { error: 'count_missing', abort: true })
					.regex(/^\d{1,6}$/, 'count_wrong')
			)
			.transform(Number),
		source: z
			.string({ error: 'other_source_missing' })
			.transform(tidyName)
			.pipe(z.string().min(1, 'other_source_missing').max(200, 'text_too_long')),
		...dayBoxes
	})
	.transform(({ day, month, year, countId: id, ...count }, context) => ({
		...count,
		id,
		asOf: dayFrom({ day, month, year }, context)
	}));
