import { z } from 'zod';
import { PICTURES, type BlockKind } from '../scenario.ts';
import { skillId, slug, text } from './input.ts';

const tap = { to: slug.optional(), mistake: slug.optional() };
const picture = z.enum(PICTURES, `là một trong các hình: ${PICTURES.join(', ')}`);

export const scenarioInput = z.strictObject({
	title: text,
	title_en: text,
	skills: z.array(skillId).min(1),
	lesson: slug.optional(),
	situation: text,
	goal: text,
	offered: z.array(z.strictObject({ id: slug, name: text, value: text })).default([]),
	screens: z.array(z.unknown()).min(2),
	mistakes: z.array(z.strictObject({ id: slug, say: text })).min(1),
	paths: z.array(z.array(slug).min(2)).min(1)
});

export const screenInput = z.strictObject({
	id: slug,
	bar: text,
	say: text.optional(),
	hint: text.optional(),
	done: text.optional(),
	blocks: z.array(z.unknown()).min(1)
});

/** Every kind of block by the key that names it, which stands first in its YAML. */
export const BLOCK_INPUTS = {
	title: z.strictObject({ title: text }),
	text: z.strictObject({ text }),
	alert: z.strictObject({ alert: text }),
	picture: z.strictObject({ picture, text }),
	list: z.strictObject({
		list: z.array(z.strictObject({ text, note: text.optional(), picture: picture.optional(), ...tap })).min(1)
	}),
	field: z.strictObject({
		field: text,
		wants: z.union([slug, z.array(slug).min(1)], 'là mã của một điều trong "offered", hoặc danh sách mã').optional(),
		any: z.literal(true, 'là true').optional(),
		known: z.record(slug, slug).optional(),
		wrong: slug.optional(),
		numbers: z.boolean().optional()
	}),
	keypad: z.strictObject({ keypad: text, wants: slug, to: slug, wrong: slug }),
	button: z.strictObject({ button: text, ...tap, send: slug.optional() }),
	qr: z.strictObject({ qr: text, ...tap }),
	message: z.strictObject({ message: z.strictObject({ from: text, text, link: text.optional() }), ...tap }),
	mail: z.strictObject({
		mail: z.strictObject({ from: text, address: text.optional(), subject: text, text: text.optional() }),
		...tap
	}),
	notification: z.strictObject({ notification: z.strictObject({ from: text, text }), ...tap }),
	dialog: z.strictObject({
		dialog: text,
		buttons: z
			.array(z.strictObject({ button: text, ...tap }))
			.min(1)
			.max(3)
	})
} satisfies Record<BlockKind, z.ZodType>;
