import { z } from 'zod';
import { PARTS } from '#lib/outreach/team.ts';
import { dayBoxes, dayFrom } from '#lib/server/day-input.ts';
import { isId } from '#lib/shared/ids.ts';

const idField = z.string({ error: 'invalid' }).refine(isId, 'invalid');
const line = z.string({ error: 'required' }).min(1, 'required').max(100, 'name_too_long');

const teamFields = {
	name: line,
	/** a group, or the ward's own code for a team of the whole ward */
	place: z.string({ error: 'team_place_missing' }).min(1, 'team_place_missing'),
	decisionNumber: z.string({ error: 'invalid' }).max(100, 'name_too_long').default('')
};

interface TeamForm {
	name: string;
	place: string;
	decisionNumber: string;
	day: string;
	month: string;
	year: string;
}

/** Without a number there is no decision, whatever day stands in the boxes. */
function factsFrom({ name, place, decisionNumber, ...boxes }: TeamForm, context: z.RefinementCtx) {
	const decision = decisionNumber === '' ? null : { number: decisionNumber, on: dayFrom(boxes, context) };
	return { name, groupId: isId(place) ? place : null, decision };
}

export const teamInput = z.object({ ...teamFields, ...dayBoxes }).transform(factsFrom);

export const newTeamInput = z
	.object({ teamId: idField, ...teamFields, ...dayBoxes })
	.transform(({ teamId, ...form }, context) => ({ ...factsFrom(form, context), id: teamId }));

const partField = z.enum(PARTS, { error: 'team_part_missing' });

export const memberInput = z
	.object({ memberId: idField, personId: idField, part: partField, ...dayBoxes })
	.transform(({ memberId, personId, part, ...boxes }, context) => ({
		...{ id: memberId, personId, part },
		from: dayFrom(boxes, context)
	}));

/** The ticked points. */
export const teamPointsInput = z.object({
	points: z.preprocess((sent) => (sent === undefined ? [] : [sent].flat()), z.array(idField).max(100, 'invalid'))
});
