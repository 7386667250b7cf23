import { z } from 'zod';
import { DRILL_KINDS } from '../drill.ts';

const text = z
	.string()
	.overwrite((value) => value.replace(/\s+/gu, ' ').trim())
	.min(1);

export const drillItemInput = z.strictObject({
	id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'chỉ gồm chữ thường không dấu, số và dấu gạch nối'),
	kind: z.enum(DRILL_KINDS),
	genuine: z.boolean(),
	lesson: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'viết kiểu ten-phan/ten-bai'),
	situation: text.optional(),
	variants: z
		.array(z.strictObject({ from: text, text }))
		.min(2)
		.max(6),
	choices: z
		.array(z.strictObject({ text, right: z.boolean().optional() }))
		.min(2)
		.max(4),
	explain: text
});
