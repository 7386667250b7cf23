import { z } from 'zod';
import { isId } from '#lib/shared/ids.ts';
import { PICTURES } from '#lib/sign-in/pictures.ts';
import { CARD_ROLL_PAGE } from '#lib/sign-in/server/card-roll.ts';
import { MOST_SHEETS } from '#lib/sign-in/server/blank-cards.ts';

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

/** 128 random bits that the form was shown with: cards are drawn from them, so that sending it twice draws none twice. */
const formKey = z.string({ error: 'invalid' }).regex(/^[\w-]{22}$/, 'invalid');

export const cardFormInput = z.object({ formKey });

export const lostCardInput = z.object({ formKey, then: z.enum(['reissue', 'nothing'], { error: 'invalid' }) });

const idList = z.union([z.string(), z.array(z.string())], { error: 'cards_nobody_chosen' });

/** Whoever is ticked on a group's list; at most as many as a page shows. */
export const cardSheetInput = z.object({
	formKey,
	personId: idList
		.transform((ids) => [ids].flat())
		.pipe(z.array(z.string().refine(isId, 'invalid')).min(1, 'cards_nobody_chosen').max(CARD_ROLL_PAGE, 'invalid'))
});

const wholeNumber = (missing: string) =>
	z
		.string({ error: missing })
		.regex(/^0*\d{1,6}$/, missing)
		.transform(Number);

export const blankCardsInput = z.object({
	formKey,
	wardCode: z.string({ error: 'invalid' }).regex(/^\d{5}$/, 'invalid'),
	sheets: wholeNumber('cards_sheets_wrong').pipe(
		z.number().min(1, 'cards_sheets_wrong').max(MOST_SHEETS, 'cards_sheets_wrong')
	)
});

const blankCard = z.string({ error: 'blank_card_missing' }).max(200, 'card_code_wrong');

export const bindingInput = z.object({ blankCard: blankCard.min(1, 'blank_card_missing') });

/** On the form of a registration a blank card may be left out. */
export const optionalBlankCard = { blankCard: blankCard.default('') };

export const writeOffInput = z
	.object({
		from: wholeNumber('card_number_missing'),
		to: z
			.string({ error: 'invalid' })
			.regex(/^\d{0,6}$/, 'card_number_missing')
			.default(''),
		why: z.enum(['spoilt', 'lost'], { error: 'write_off_reason_missing' })
	})
	.transform(({ from, to, why }) => ({ from, to: to === '' ? from : Number(to), reason: why }));
