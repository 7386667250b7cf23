import { z } from 'zod';
import { FORCES, MEANS, MOST_AT_ONCE } from '#lib/outreach/campaign.ts';
import { PLAN_STATES } from '#lib/outreach/plan.ts';
import { dayBoxes, dayFrom } from '#lib/server/day-input.ts';
import { isDay } from '#lib/shared/dates.ts';
import { isId } from '#lib/shared/ids.ts';

const idField = z.string({ error: 'invalid' }).refine(isId, 'invalid');
const idOrNothing = z
	.string({ error: 'invalid' })
	.default('')
	.transform((text) => text || null)
	.pipe(z.string().refine(isId, 'invalid').nullable());
/** A few words on one line. */
const words = (missing: string, longest = 300) =>
	z
		.string({ error: missing })
		.transform((text) => text.replace(/\s+/gu, ' ').trim())
		.pipe(z.string().min(1, missing).max(longest, 'support_text_too_long'));
const wordsOrNothing = z
	.string({ error: 'invalid' })
	.default('')
	.transform((text) => text.replace(/\s+/gu, ' ').trim() || null)
	.pipe(z.string().max(200, 'support_text_too_long').nullable());

/** A whole number from one to a limit; "1.700" and "1 700" are one number, minus and comma are none. */
const countFrom1 = (wrong: string, most: number) =>
	z
		.string({ error: wrong })
		.transform((text) => text.replace(/[\s.]+/gu, ''))
		.pipe(z.string().regex(/^\d{1,7}$/, wrong))
		.transform(Number)
		.pipe(z.number().min(1, wrong).max(most, wrong));

export const supportInput = z
	.object({
		supportId: idField,
		serviceId: z.string({ error: 'support_service_missing' }).min(1, 'support_service_missing').max(60, 'invalid'),
		who: z.string({ error: 'invalid' }).max(200, 'support_text_too_long').default(''),
		personId: idOrNothing,
		actions: z
			.string({ error: 'support_count_wrong' })
			.default('1')
			.transform((text) => text || '1')
			.pipe(countFrom1('support_count_wrong', MOST_AT_ONCE)),
		force: z.enum(FORCES, { error: 'support_force_missing' }),
		partners: wordsOrNothing,
		campaignId: idOrNothing,
		place: z.string({ error: 'support_place_missing' }).min(1, 'support_place_missing').max(60, 'invalid'),
		...dayBoxes
	})
	.transform(({ day, month, year, ...support }, context) => ({
		...support,
		on: dayFrom({ day, month, year }, context)
	}));

export const serviceInput = z.object({
	serviceId: z.string({ error: 'invalid' }).max(60, 'invalid'),
	place: z.string({ error: 'invalid' }).regex(/^(vn|\d{2})$/, 'invalid'),
	name: words('service_name_missing', 100),
	means: z
		.enum(['', ...MEANS], { error: 'invalid' })
		.default('')
		.transform((chosen) => chosen || null),
	ended: z
		.enum(['yes', 'no'], { error: 'invalid' })
		.default('no')
		.transform((chosen) => chosen === 'yes')
});

/** `22/11/2026`, as people write it in one box. */
const dayText = (wrong: string) =>
	z
		.string({ error: wrong })
		.transform((text) => {
			const [, day = '', month = '', year = ''] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(text) ?? [];
			return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
		})
		.pipe(z.string().refine(isDay, wrong));

/** Goals come as `goal:<service>`, empty where there is none. */
export const campaignInput = z
	.object({
		campaignId: idField,
		name: words('campaign_name_missing', 150),
		from: dayText('campaign_day_wrong'),
		to: dayText('campaign_day_wrong'),
		reportHour: z
			.string({ error: 'campaign_hour_wrong' })
			.regex(/^(1[2-9]|2[0-3])$/, 'campaign_hour_wrong')
			.transform(Number),
		wards: z.preprocess(
			(sent) => (sent === undefined ? [] : [sent].flat()),
			z.array(z.string().regex(/^\d{5}$/, 'invalid')).min(1, 'campaign_wards_missing')
		)
	})
	.catchall(z.union([z.string(), z.array(z.string())]))
	.transform(({ campaignId, name, from, to, reportHour, wards, ...rest }, context) => {
		if (to < from) context.addIssue({ code: 'custom', message: 'campaign_days_wrong', path: ['to'] });
		const goals = Object.entries(rest).flatMap(([field, typed]) => {
			if (!field.startsWith('goal:') || typed === '') return [];
			const goal = countFrom1('campaign_goal_wrong', 9_999_999).safeParse(typed);
			if (goal.success) return [{ serviceId: field.slice('goal:'.length), goal: goal.data }];
			context.addIssue({ code: 'custom', message: 'campaign_goal_wrong', path: [field] });
			return [];
		});
		return { id: campaignId, name, from, to, reportHour, wardCodes: wards, goals };
	});

/** Why a report goes back. */
export const returnInput = z.object({ note: words('report_note_missing') });

export const planItemInput = z
	.object({
		itemId: idField,
		content: words('plan_content_missing', 500),
		owner: words('plan_owner_missing', 200),
		measure: words('plan_measure_missing', 300),
		state: z.enum(PLAN_STATES, { error: 'plan_state_missing' }),
		...dayBoxes
	})
	.transform(({ day, month, year, itemId, ...item }, context) => ({
		...item,
		id: itemId,
		due: dayFrom({ day, month, year }, context)
	}));
