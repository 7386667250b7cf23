import { z } from 'zod';
import { dayBoxes, dayFrom } from '#lib/server/day-input.ts';
import { isId } from '#lib/shared/ids.ts';
import { ADDRESS_FORMS } from '#lib/territory/settings.ts';

const idField = z.string({ error: 'invalid' }).refine(isId, 'invalid');

/** How many people; "1.622" and "1 622" are one number. Nothing is nothing, never zero. */
const countField = z
	.string({ error: 'count_missing' })
	.transform((text) => text.replace(/[\s.]+/gu, ''))
	.pipe(
		z
			.string()
			.min(1, { error: 'count_missing', abort: true })
			.regex(/^\d{1,6}$/, 'count_wrong')
	)
	.transform(Number);

/** What the head of a group says of it. By which age rule is not asked: the standard's. */
export const declarationInput = z
	.object({ eventId: idField, resident: countField, lodging: countField, away: countField, ...dayBoxes })
	.transform(({ day, month, year, ...counts }, context) => ({
		...counts,
		asOf: dayFrom({ day, month, year }, context)
	}));

const addressField = z.enum(ADDRESS_FORMS, { error: 'address_missing' });

/** None, one or several boxes of one name; a box that stands for nothing we know is refused. */
const ticked = (known: readonly string[]) =>
	z.preprocess(
		(sent) => (sent === undefined ? [] : [sent].flat()),
		z.array(z.string().refine((text) => known.includes(text), 'invalid'))
	);

/** What a province decides, beside what it had decided when the form was shown. `offered` are its own lessons. */
export const settingsInput = (offered: readonly string[]) =>
	z
		.object({
			address: addressField,
			supplements: ticked(offered),
			shownAddress: addressField,
			shownSupplements: ticked(offered)
		})
		.transform(({ shownAddress, shownSupplements, ...wanted }) => ({
			wanted,
			shown: { address: shownAddress, supplements: shownSupplements }
		}));

/** A number as it is to be read on paper: "024 3825 1234", "1900 1234". Digits and what groups them; nothing takes it away. */
export const wardPhoneInput = z.object({
	phone: z
		.string({ error: 'invalid' })
		.transform((text) => text.replace(/\s+/gu, ' '))
		.pipe(z.string().max(20, 'phone_wrong'))
		.refine(
			(text) => text === '' || (/^[+\d][\d .()-]*$/.test(text) && text.replace(/\D/g, '').length >= 8),
			'phone_wrong'
		)
		.transform((text) => text || null)
});
