import { isOverdue, nextDue } from '#lib/people/requests.ts';
import { listOpenRequests, REQUESTS_PAGE } from '#lib/people/server/requests.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import type { PageServerLoad } from './$types';

const SOON = 2;

/** What people of the reader's wards ask about their own data: whatever is due first stands first. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, now } = locals;
	const page = Number(url.searchParams.get('page') ?? 1) || 1;
	const { requests, total } = await listOpenRequests(db, actor, page, now);
	const today = dayOf(now);
	return {
		requests: requests.map((request) => {
			const next = nextDue(request) ?? request.due;
			const how = isOverdue(request, today) ? 'overdue' : next <= addDays(today, SOON) ? 'soon' : 'in_time';
			return { ...request, next, how: how as 'overdue' | 'soon' | 'in_time' };
		}),
		total,
		page,
		pages: Math.ceil(total / REQUESTS_PAGE),
		answered: url.searchParams.has('answered')
	};
};
