import { z } from 'zod';
import { INDICATORS } from '#lib/indicators/catalogue.ts';
import { CRITERIA_SETS } from '#lib/indicators/indicator.ts';
import { dayBoxes, dayFrom } from '#lib/server/day-input.ts';
import { isId } from '#lib/shared/ids.ts';

const idField = z.string({ error: 'invalid' }).refine(isId, 'invalid');
const words = (missing: string) =>
	z
		.string({ error: missing })
		.transform((text) => text.replace(/\s+/gu, ' ').trim())
		.pipe(z.string().min(1, missing).max(200, 'support_text_too_long'));

/** A whole number; "1.700" and "1 700" are one number. A share is refused: counts are asked. */
const count = z
	.string({ error: 'indicator_count_wrong' })
	.refine((text) => !text.includes('%'), { message: 'indicator_percent', abort: true })
	.transform((text) => (/^\d{1,3}([.\s]\d{3})+$/.test(text) ? text.replace(/[.\s]/gu, '') : text))
	.pipe(z.string().regex(/^\d{1,9}$/, 'indicator_count_wrong'))
	.transform(Number);

export const entryInput = z
	.object({
		id: idField,
		numerator: count,
		denominator: count.pipe(z.number().min(1, 'indicator_count_wrong')),
		source: words('indicator_source_missing'),
		correction: z
			.literal('yes')
			.optional()
			.transform((sent) => sent !== undefined),
		...dayBoxes
	})
	.transform(({ day, month, year, ...entry }, context) => {
		if (entry.numerator > entry.denominator)
			context.addIssue({ code: 'custom', message: 'indicator_part_above', path: ['numerator'] });
		return { ...entry, asOf: dayFrom({ day, month, year }, context) };
	});

/** "85", "85%" and "87,5" are shares here. */
const percent = z
	.string({ error: 'indicator_share_wrong' })
	.transform((text) => text.replace(/[\s%]/gu, '').replace(',', '.'))
	.pipe(z.string().regex(/^\d{1,3}(\.\d{1,2})?$/, 'indicator_share_wrong'))
	.transform((text) => Number((Number(text) / 100).toFixed(4)))
	.pipe(z.number().positive('indicator_share_wrong').max(1, 'indicator_share_wrong'));

export const targetInput = z
	.object({
		id: idField,
		share: percent,
		issuer: words('indicator_issuer_missing'),
		source: words('indicator_source_missing'),
		replaces: z
			.string()
			.default('')
			.transform((text) => text || null)
			.pipe(z.string().refine(isId, 'invalid').nullable()),
		...dayBoxes
	})
	.transform(({ day, month, year, share, ...target }, context) => ({
		...target,
		value: share,
		dueOn: dayFrom({ day, month, year }, context)
	}));

/** All of an issuer's templates, with the ids of the targets that the officer saw they would replace. */
export const planInput = z.object({
	issuer: words('indicator_issuer_missing'),
	seen: z
		.string()
		.default('')
		.transform((text) => text.split(' ').filter((id) => id !== ''))
		.pipe(z.array(z.string().refine(isId, 'invalid')).max(100))
});

const members = z.preprocess(
	(sent) => (sent === undefined ? [] : [sent].flat()),
	z.array(z.enum(INDICATORS.map(({ id }) => id) as [string, ...string[]], { error: 'invalid' }))
);

/** Ticked boxes, one name a set. */
export const criteriaInput = z.object(
	Object.fromEntries(CRITERIA_SETS.map((set) => [set, members])) as Record<
		(typeof CRITERIA_SETS)[number],
		typeof members
	>
);
