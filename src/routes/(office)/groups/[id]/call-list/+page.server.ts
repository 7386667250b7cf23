import { readCallList } from '#lib/outreach/server/team-call-list.ts';
import { dayOf, writeDay } from '#lib/shared/dates.ts';
import { listLearningPoints } from '#lib/territory/server/points.ts';
import { standardIn } from '../../../../asked-figure.ts';
import { showPoints } from '../../../../points-shown.ts';
import type { PageServerLoad } from './$types';

/** Names and numbers to call, for paper; with where one may learn next, so that the caller can say it. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, now } = locals;
	const standard = await standardIn(locals, params.id);
	const { group, people } = await readCallList(db, actor, { groupId: params.id, standard }, now);
	const points = await showPoints(locals, await listLearningPoints(db, [group.wardCode], dayOf(now)));
	const next = points.find(({ when }) => when !== null);
	return { group, people, printedOn: writeDay(dayOf(now)), next: next ?? null };
};
