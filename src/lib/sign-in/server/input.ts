import { z } from 'zod';
import { ROLES } from '#lib/access/roles.ts';
import { birthYearField, idField, nameField } from '#lib/people/server/input.ts';
import { dayBoxes, dayFrom } from '#lib/server/day-input.ts';
import { addDays } from '#lib/shared/dates.ts';
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
	again: z.string({ error: 'invalid' }).optional(),
	/** before whose card the page stood */
	holder: z.string({ error: 'invalid' }).optional()
});

export const passwordInput = z.object({
	loginName: z.string({ error: 'required' }).min(1, 'required'),
	password: z.string({ error: 'required' }).min(1, 'required')
});

/** An e-mail address, or nothing: then she wants no letters. */
export const mailAddressInput = z.object({
	address: z
		.string({ error: 'invalid' })
		.max(200, 'mail_address_wrong')
		.regex(/^([^\s<>()",;:@]+@[^\s<>()",;:@]+\.[^\s<>()",;:@.]+)?$/u, 'mail_address_wrong')
});

/** The link's token stands in the address. */
export const linkInput = z.object({});

export const oneTimeCodeInput = z.object({
	oneTimeCode: z.string({ error: 'one_time_code_missing' }).min(1, 'one_time_code_missing').max(200, 'invalid')
});

/** Asked only of somebody who has a second factor already. */
export const newFactorInput = z.object({ oneTimeCode: z.string({ error: 'invalid' }).max(200, 'invalid').default('') });

const passwordField = z.string({ error: 'required' }).min(1, 'required');

export const newPasswordInput = z.object({
	loginName: z.string({ error: 'required' }).default(''),
	oldPassword: z.string({ error: 'required' }).default(''),
	password: passwordField
});

/** Which session is to end; all others than this one if none is named. */
export const sessionEndInput = z.object({ session: z.string({ error: 'invalid' }).refine(isId, 'invalid').optional() });

/** How somebody who was invited wants to sign in from now on. */
export const acceptanceInput = z
	.object({
		way: z.literal('provider', { error: 'invalid' }).optional(),
		loginName: z.string({ error: 'required' }).default(''),
		password: z.string({ error: 'required' }).default('')
	})
	.superRefine(({ way, ...typed }, context) => {
		for (const [name, text] of Object.entries(typed))
			if (way === undefined && text === '') context.addIssue({ code: 'custom', path: [name], message: 'required' });
	});

const roleField = z.enum(ROLES, { error: 'choose_one' });
const placeField = z.string({ error: 'choose_one' }).max(40, 'invalid');

/** Somebody new, as the form of an invitation asks for her; what its id stands for is made on the server. */
export const newcomerInput = z.object({
	formId: z.string({ error: 'invalid' }).max(100, 'invalid'),
	fullName: nameField,
	birthYear: birthYearField,
	role: roleField,
	place: placeField
});

/** Somebody new whose role and place are known already: a volunteer of a team. */
export const volunteerInput = newcomerInput.omit({ role: true, place: true });

/** Somebody known, whom the address names. */
export const invitationInput = z.object({ role: roleField, place: placeField });

/** The form in which a role is given; its end is chosen, not typed. */
export const grantInput = z
	.object({
		approvalId: idField,
		personId: z.string({ error: 'person_missing' }).refine(isId, 'person_missing'),
		role: z.enum(ROLES, { error: 'role_missing' }),
		place: z.string({ error: 'invalid' }).max(40, 'invalid'),
		until: z.enum(['open', 'year_end', 'one_year'], { error: 'invalid' }),
		...dayBoxes
	})
	.transform(({ day, month, year, until, ...grant }, context) => {
		const from = dayFrom({ day, month, year }, context);
		if (from === z.NEVER) return z.NEVER;
		const ends = { open: null, year_end: `${Number(from.slice(0, 4)) + 1}-01-01`, one_year: addDays(from, 365) };
		const to = ends[until];
		return { ...grant, from, to };
	});

/** From which day on a role holds no longer. */
export const endInput = z.object(dayBoxes).transform((boxes, context) => ({ on: dayFrom(boxes, context) }));

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
