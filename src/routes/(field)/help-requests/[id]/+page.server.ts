import { readHelpRequest } from '#lib/outreach/server/help-request-list.ts';
import { listToSend, mayFinish } from '#lib/outreach/server/help-requests.ts';
import { writeDay } from '#lib/shared/dates.ts';
import { OUTCOME_WORDS, SUITS_WORDS, TOPIC_WORDS, WAY_WORDS } from '../../../team-words.ts';
import type { PageServerLoad } from './$types';

/** What somebody asked for, who goes, how it ended. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, now } = locals;
	const request = await readHelpRequest(db, actor, params.id);
	const { id, name, groupName, note, state, helper, outcome, doneOn } = request;
	const members = state === 'done' ? [] : await listToSend(db, actor, request, now);
	return {
		request: {
			...{ id, name, groupName, note, state, helper, memberId: request.memberId },
			topic: TOPIC_WORDS[request.topic](),
			suits: SUITS_WORDS[request.suits](),
			way: WAY_WORDS[request.way](),
			askedOn: writeDay(request.askedOn),
			outcome: outcome && OUTCOME_WORDS[outcome](),
			doneOn: doneOn && writeDay(doneOn)
		},
		members: [...new Map(members.map((one) => [one.personId, one])).values()].map((one) => ({
			...{ id: one.id, name: one.name, trained: one.trainedOn !== null },
			me: one.personId === actor.id
		})),
		mayFinish: await mayFinish(db, actor, request, now),
		saved: url.searchParams.has('done')
	};
};
