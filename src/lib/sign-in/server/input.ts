import { z } from 'zod';
import { PICTURES } from '#lib/sign-in/pictures.ts';

export const cardInput = z.object({
	code: z.string({ error: 'card_code_missing' }).min(1, 'card_code_missing').max(200, 'card_code_wrong')
});

/** One tap: which picture, and the how-manieth of them; or a wish to begin again. */
export const tapInput = z.object({
	picture: z.enum(PICTURES, { error: 'invalid' }).optional(),
	place: z
		.string({ error: 'invalid' })
		.regex(/^[1-6]$/, 'invalid')
		.transform(Number)
		.default(1),
	again: z.string({ error: 'invalid' }).optional()
});

export const passwordInput = z.object({
	loginName: z.string({ error: 'required' }).min(1, 'required'),
	password: z.string({ error: 'required' }).min(1, 'required')
});

/** The link's token stands in the address. */
export const linkInput = z.object({});
