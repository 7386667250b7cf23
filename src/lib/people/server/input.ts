import { z } from 'zod';
import { RELATIONSHIPS } from '#lib/people/consent.ts';
import { REQUEST_KINDS } from '#lib/people/requests.ts';
import { dayBoxes, dayFrom } from '#lib/server/day-input.ts';
import { isId } from '#lib/shared/ids.ts';
import { tidyName } from '#lib/shared/names.ts';

const LONGEST_NAME = 100;

/** The shape of an id; whether it exists is the domain's question. */
export const idField = z.string({ error: 'invalid' }).refine(isId, 'invalid');
export const wardField = z.string({ error: 'invalid' }).regex(/^\d{5}$/, 'invalid');

/** Any name that people bear, one word included. */
export const nameField = z
	.string({ error: 'name_missing' })
	.transform(tidied)
	.pipe(z.string().min(1, 'name_missing').max(LONGEST_NAME, 'name_too_long').regex(/\p{L}/u, 'name_without_letters'));

export const orNothing = z
	.string({ error: 'invalid' })
	.default('')
	.transform((text) => tidied(text) || null)
	.pipe(z.string().max(LONGEST_NAME, 'name_too_long').nullable());

/** Four digits; which years are possible is the verb's rule. */
export const birthYearField = z
	.string({ error: 'birth_year_missing' })
	.transform((text) => text.replace(/\s+/gu, ''))
	.pipe(
		z
			.string()
			.min(1, 'birth_year_missing')
			.regex(/^\d{4}$/, 'birth_year_four_digits')
	)
	.transform(Number);

/** 0912 345 678, 0912.345.678 and +84 912 345 678 are one number: 0912345678. */
const phoneField = z
	.string({ error: 'invalid' })
	.default('')
	.transform((text) => text.replace(/[\s.\-()\u2010-\u2015]+/gu, '').replace(/^(?:\+|00)84/, '0'))
	.pipe(z.string().regex(/^(0\d{8,10})?$/, 'phone_wrong'))
	.transform((digits) => digits || null);

/** A ticked box carries the hash of the words beside it; an empty one is not sent. */
const agreedField = z
	.string({ error: 'invalid' })
	.regex(/^[0-9a-f]{64}$/, 'invalid')
	.nullable()
	.default(null);

const relationshipField = z
	.enum(['', ...RELATIONSHIPS], { error: 'invalid' })
	.default('')
	.transform((chosen) => chosen || null);

/** Who somebody is and where she says she lives, as a form asks for it. */
export const registrationFields = {
	fullName: nameField,
	everydayName: orNothing,
	birthYear: birthYearField,
	wardCode: wardField,
	groupId: idField,
	household: orNothing,
	phone: phoneField,
	agreedPhone: agreedField,
	guardianName: orNothing,
	guardianRelationship: relationshipField,
	agreedGuardian: agreedField,
	agreedChild: agreedField
};

/** The form of somebody who registers herself; what its id stands for is made on the server. */
export const selfRegistrationInput = z.object({
	formId: z.string({ error: 'invalid' }).max(100, 'invalid'),
	...registrationFields
});

const groupChoice = z.string({ error: 'group_missing' }).refine(isId, 'group_missing');

/** The form in which a helper registers somebody else; the group is chosen on it. */
export const helperRegistrationInput = selfRegistrationInput.extend({
	groupId: groupChoice,
	/** a house of the group that was chosen; `new` for the one that is typed */
	householdId: z.union([idField, z.enum(['', 'new'])]).default(''),
	/** she has seen who looks alike, and says it is somebody else */
	looked: z.literal('1').optional()
});

/** What an officer's form about one person carries at least; the person stands in the address. */
export const personEventInput = z.object({ eventId: idField });

export const confirmationInput = z.object({ eventId: idField, groupId: idField });

/** Claims ticked in a list: each an event's id, a person's and a group's, with spaces between. */
export const confirmationsInput = z.object({
	approvalId: idField,
	claim: z.union([z.string().transform((one) => [one]), z.array(z.string())], { error: 'nobody_chosen' }).pipe(
		z
			.array(
				z
					.string()
					.transform((text) => text.split(' '))
					.pipe(z.tuple([idField, idField, idField]))
					.transform(([eventId, personId, groupId]) => ({ eventId, personId, groupId }))
			)
			.max(50, 'invalid')
	)
});

export const birthYearInput = z.object({ eventId: idField, birthYear: birthYearField });

export const moveInput = z
	.object({ eventId: idField, toGroupId: groupChoice, ...dayBoxes })
	.transform(({ day, month, year, ...move }, context) => ({ ...move, on: dayFrom({ day, month, year }, context) }));

/** Somebody who came from another ward: her card, and, once it is known who she is, the group and the day. */
export const arrivalInput = z
	.object({
		card: z.string({ error: 'card_missing' }).min(1, 'card_missing').max(500, 'card_missing'),
		step: z.enum(['look', 'move']).default('look'),
		eventId: z.string().default(''),
		toGroupId: z.string().default(''),
		day: z.string().default(''),
		month: z.string().default(''),
		year: z.string().default('')
	})
	.transform(({ card, step, ...rest }, context) => {
		if (step === 'look') return { card, move: null };
		const move = moveInput.safeParse(rest);
		if (move.success) return { card, move: move.data };
		for (const { message, path } of move.error.issues) context.addIssue({ code: 'custom', message, path });
		return z.NEVER;
	});

export const deathInput = z
	.object({ eventId: idField, ...dayBoxes })
	.transform(({ eventId, ...boxes }, context) => ({ eventId, on: dayFrom(boxes, context) }));

/** What somebody is called, put right. */
export const namesInput = z.object({ fullName: nameField, everydayName: orNothing });

export const consentInput = z.object({
	agreedGuardian: agreedField,
	agreedHerself: agreedField,
	phone: phoneField,
	withdraw: z.string().optional()
});

const longText = z
	.string({ error: 'invalid' })
	.default('')
	.transform((text) => tidied(text) || null)
	.pipe(z.string().max(500, 'text_too_long').nullable());

export const dataRequestInput = z.object({
	requestId: idField,
	kind: z.enum(REQUEST_KINDS, { error: 'request_kind_missing' }),
	text: longText
});

export const requestAnswerInput = z.object({
	state: z.enum(['working', 'done', 'declined'], { error: 'request_state_missing' }),
	reply: longText
});

/** What an officer decides about two records; which two stands in the address. */
export const pairInput = z.object({
	decision: z.enum(['ask', 'dismiss'], { error: 'invalid' }),
	eventId: idField
});

/** Without the invisible letters that pasted text brings along. */
export function tidied(text: string): string {
	return tidyName(text.replace(/[\p{Cf}\p{Co}\p{Cn}]|(?!\s)\p{Cc}/gu, ''));
}
