import { placesFor } from '#lib/access/permissions.ts';
import { listHelpRequests } from '#lib/outreach/server/help-request-list.ts';
import { writeDay } from '#lib/shared/dates.ts';
import { SUITS_WORDS, TOPIC_WORDS } from '../../team-words.ts';
import type { PageServerLoad } from './$types';

/** Who waits for help in the reader's places, who goes, and what was done this week; one's own first. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, now } = locals;
	const all = (await listHelpRequests(db, actor, now)).map((one) => ({
		...{ id: one.id, name: one.name, group: one.groupName, state: one.state, helper: one.helper },
		topic: TOPIC_WORDS[one.topic](),
		suits: SUITS_WORDS[one.suits](),
		askedOn: writeDay(one.askedOn),
		mine: one.helperId === actor.id
	}));
	const inState = (state: string) => all.filter((one) => one.state === state);
	return {
		waiting: inState('waiting'),
		assigned: inState('assigned').sort((a, b) => Number(b.mine) - Number(a.mine)),
		done: inState('done'),
		mayTake: placesFor(actor, 'help_request.take').length > 0,
		saved: url.searchParams.has('done')
	};
};
