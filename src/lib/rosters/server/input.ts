import { z } from 'zod';
import { FIELDS, type Field } from '#lib/rosters/columns.ts';
import { idField, wardField } from '#lib/people/server/input.ts';
import { isId } from '#lib/shared/ids.ts';

export const rosterInput = z.object({
	rosterId: idField,
	wardCode: wardField,
	groupId: z
		.string()
		.default('')
		.transform((id) => id || null)
		.pipe(z.string().refine(isId, 'invalid').nullable())
});

/** `column-0`, `column-1`, …: what each column holds. */
export const columnsInput = z.record(z.string(), z.unknown()).transform((typed) => ({
	fields: Array.from({ length: 60 }, (_, n): Field | null => {
		return FIELDS.find((field) => field === typed[`column-${n}`]) ?? null;
	})
}));

const line = z.string().regex(/^\d{1,7}$/, 'invalid');

/** Rows that were ticked. */
export const linesInput = z.object({
	line: z
		.union([line.transform((one) => [one]), z.array(line)], { error: 'line_missing' })
		.transform((lines) => lines.map(Number))
});

export const nothingInput = z.object({});
