import { z } from 'zod';
import { OUTCOMES, SUITS, TOPICS } from '#lib/outreach/help-request.ts';
import { dayBoxes, dayFrom } from '#lib/server/day-input.ts';
import { isId } from '#lib/shared/ids.ts';

const idField = z.string({ error: 'invalid' }).refine(isId, 'invalid');
const topicField = z.enum(TOPICS, { error: 'help_topic_missing' });

/** What a learner asks from her own page: one tap says with what. */
export const ownHelpInput = z.object({ requestId: idField, topic: topicField });

/** What is written down for somebody who asks by telephone or face to face: whoever is known is not named again. */
export const helpInput = z
	.object({
		requestId: idField,
		personId: z.union([idField, z.literal('')], { error: 'invalid' }).default(''),
		name: z.string({ error: 'invalid' }).max(100, 'name_too_long').default(''),
		group: z.string({ error: 'invalid' }).default(''),
		topic: topicField,
		note: z.string({ error: 'invalid' }).max(200, 'text_too_long').default(''),
		suits: z.enum(SUITS, { error: 'help_suits_missing' }),
		way: z.enum(['phone', 'in_person'], { error: 'help_way_missing' }),
		...dayBoxes
	})
	.transform(({ requestId, personId, name, group, note, topic, suits, way, ...boxes }, context) => {
		if (personId === '' && name === '') context.addIssue({ code: 'custom', message: 'required', path: ['name'] });
		return {
			...{ id: requestId, topic, suits, way, name },
			note: note === '' ? null : note,
			personId: personId === '' ? null : personId,
			groupId: isId(group) ? group : null,
			askedOn: dayFrom(boxes, context)
		};
	});

/** Whom to send. */
export const assignmentInput = z.object({
	memberId: z.string({ error: 'help_member_missing' }).refine(isId, 'help_member_missing')
});

export const outcomeInput = z
	.object({ outcome: z.enum(OUTCOMES, { error: 'help_outcome_missing' }), ...dayBoxes })
	.transform(({ outcome, ...boxes }, context) => ({ outcome, on: dayFrom(boxes, context) }));
