import { z } from 'zod';
import { dayBoxes, dayFrom } from '#lib/server/day-input.ts';
import { isId } from '#lib/shared/ids.ts';
import { FALL_REASONS } from '#lib/territory/events.ts';
import { POINT_KINDS, WEEKDAYS } from '#lib/territory/opening-times.ts';
import { ADDRESS_FORMS, FEEDS } from '#lib/territory/settings.ts';

const idField = z.string({ error: 'invalid' }).refine(isId, 'invalid');

/** A few words that must be there. */
const line = () => z.string({ error: 'required' }).min(1, 'required').max(100, 'name_too_long');

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
	.object({
		eventId: idField,
		resident: countField,
		lodging: countField,
		away: countField,
		reason: z
			.enum(['', ...FALL_REASONS], { error: 'fall_reason_missing' })
			.default('')
			.transform((chosen) => chosen || null),
		...dayBoxes
	})
	.transform(({ day, month, year, ...counts }, context) => ({
		...counts,
		asOf: dayFrom({ day, month, year }, context)
	}));

/** Forms that were shown before there was this choice send nothing. */
const feedsField = z.enum(FEEDS, { error: 'invalid' }).default('witnessed');

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
			teamTitle: line(),
			shownTeamTitle: line(),
			feeds: feedsField,
			shownFeeds: feedsField,
			shownSupplements: ticked(offered)
		})
		.transform(({ shownAddress, shownSupplements, shownTeamTitle, shownFeeds, ...wanted }) => ({
			wanted,
			shown: { address: shownAddress, supplements: shownSupplements, teamTitle: shownTeamTitle, feeds: shownFeeds }
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

/** What a learning point is called, where it lies, what it is. */
export const pointInput = z.object({
	name: line(),
	address: line(),
	kind: z.enum(POINT_KINDS, { error: 'point_kind_missing' })
});

export const newPointInput = pointInput.extend({ pointId: idField });

const DAY = 24 * 60;

/** "19:30", "19h30", "19h", "7": the minute of the day; "24:00" is its end. */
const timeField = z.string({ error: 'time_missing' }).transform((text, context) => {
	const [, hours = '', minutes = '00'] = /^(\d{1,2})(?:\s*[:.hg]\s*(\d{2})?)?$/iu.exec(text) ?? [];
	const minute = Number(hours) * 60 + Number(minutes);
	if (hours !== '' && Number(minutes) < 60 && minute <= DAY) return minute;
	context.addIssue({ code: 'custom', message: text === '' ? 'time_missing' : 'time_wrong' });
	return z.NEVER;
});

/** Ends after it begins. */
const spanFields = { fromMinute: timeField, toMinute: timeField };

function checkSpan({ fromMinute, toMinute }: { fromMinute: number; toMinute: number }, context: z.RefinementCtx) {
	if (fromMinute < toMinute) return;
	context.addIssue({ code: 'custom', message: 'time_ends_first', path: ['toMinute'] });
}

const WEEKDAY_BOXES = WEEKDAYS.map(String);

export const hoursInput = z
	.object({ hoursId: idField, weekdays: ticked(WEEKDAY_BOXES), ...spanFields, ...dayBoxes })
	.superRefine(checkSpan)
	.transform(({ hoursId, weekdays, fromMinute, toMinute, ...boxes }, context) => {
		if (weekdays.length === 0) context.addIssue({ code: 'custom', message: 'weekdays_missing', path: ['weekdays'] });
		const validFrom = dayFrom(boxes, context);
		return { id: hoursId, weekdays: weekdays.map(Number), fromMinute, toMinute, validFrom };
	});

export const stopInput = z
	.object({ stopId: idField, place: line(), ...spanFields, ...dayBoxes })
	.superRefine(checkSpan)
	.transform(({ stopId, place, fromMinute, toMinute, ...boxes }, context) => ({
		id: stopId,
		place,
		fromMinute,
		toMinute,
		on: dayFrom(boxes, context)
	}));

/** From which day on something holds no longer. */
export const endInput = z.object(dayBoxes).transform((boxes, context) => ({ on: dayFrom(boxes, context) }));
