import { z } from 'zod';
import { MEANS_STATES } from '#lib/outreach/campaign.ts';
import type { MetPerson } from '#lib/outreach/server/visits.ts';
import {
	CANNOT_REASONS,
	MET_CHOICES,
	VISIT_MARKS,
	VISIT_MEANS,
	VISIT_OUTCOMES,
	VISIT_PHONES,
	VISIT_SHOWN
} from '#lib/outreach/visit.ts';
import { idField } from '#lib/people/server/input.ts';
import { dayBoxes, dayFrom } from '#lib/server/day-input.ts';
import { isDay } from '#lib/shared/dates.ts';
import { isId } from '#lib/shared/ids.ts';

/** One box ticked arrives as text, several as a list, none not at all. */
const shown = z
	.union([z.string(), z.array(z.string())])
	.default([])
	.transform((kinds) => [kinds].flat())
	.pipe(z.array(z.enum(VISIT_SHOWN, { error: 'invalid' })));

const device = z
	.enum(['', ...VISIT_PHONES], { error: 'invalid' })
	.default('')
	.transform((chosen) => chosen || null);

const nextOn = z
	.string({ error: 'invalid' })
	.default('')
	.transform((text) => text || null)
	.pipe(z.string().refine(isDay, 'day_wrong').nullable());

const met = z.enum(['', ...MET_CHOICES], { error: 'invalid' });
const state = z.enum(['', ...MEANS_STATES], { error: 'invalid' });

/**
 * The form at a door. For each person of the house it carries `met-<id>`: empty where she was not in, or how far
 * she got (`MET_CHOICES`); `<means>-<id>`: empty where nobody asked.
 */
export const visitInput = z
	.looseObject({
		visitId: idField,
		outcome: z.enum(VISIT_OUTCOMES, { error: 'visit_outcome_missing' }),
		askedFor: z.string().optional(),
		...{ shown, device, nextOn, ...dayBoxes }
	})
	.transform((typed, context) => {
		const { visitId: id, outcome, askedFor, shown, device, nextOn, day, month, year } = typed;
		const on = dayFrom({ day, month, year }, context);
		const people = outcome === 'in' ? readPeople(typed, context) : [];
		return { id, outcome, shown, device, nextOn, on, askedFor: askedFor !== undefined, people };
	});

function readPeople(typed: Record<string, unknown>, context: z.RefinementCtx): MetPerson[] {
	return Object.entries(typed).flatMap(([name, value]) => {
		const personId = name.slice('met-'.length);
		if (!name.startsWith('met-') || !isId(personId)) return [];
		const how = read(met, name, value, context);
		if (how === '' || how === undefined) return [];
		const reason = CANNOT_REASONS.find((one) => how === `cannot:${one}`) ?? null;
		const mark = reason !== null ? 'cannot' : (VISIT_MARKS.find((one) => one === how) ?? null);
		const means: MetPerson['means'] = {};
		for (const kind of VISIT_MEANS) {
			const said = read(state, `${kind}-${personId}`, typed[`${kind}-${personId}`] ?? '', context);
			if (said) means[kind] = said;
		}
		return [{ personId, mark, cannotReason: reason, means }];
	});
}

/** One field of many of the same kind; what is wrong is said beside it. */
function read<Value>(
	schema: z.ZodType<Value>,
	name: string,
	value: unknown,
	context: z.RefinementCtx
): Value | undefined {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	for (const { message } of parsed.error.issues) context.addIssue({ code: 'custom', message, path: [name] });
	return undefined;
}
