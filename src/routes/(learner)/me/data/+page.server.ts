import { consentsNeeded } from '#lib/people/consent.ts';
import { isOverdue } from '#lib/people/requests.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { readOwnData } from './own-data.ts';
import type { PageServerLoad } from './$types';

/** What is stored about her, who looked at it, and what she may do about it. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { learning, consents, requests, waysIn, classes, support, office, certificates, ...data } =
		await readOwnData(locals);
	const today = dayOf(locals.now);
	const isChild = consentsNeeded(data.who.birthYear, today).length > 0;
	return {
		...data,
		counts: { lessons: learning.lessons.length, practices: learning.practice.length, tests: learning.tests.length },
		papers: certificates.length,
		office: { posts: office.posts.length, duties: office.duties.length },
		around: {
			classes: classes.length,
			support: support.support.length,
			visits: support.visits.length,
			means: support.means.length
		},
		cards: waysIn.cards.filter((card) => card.voidedAt === null && card.expiresOn >= today).length,
		sessions: waysIn.sessions.length,
		roles: waysIn.roles.filter((role) => role.to === null || role.to > today),
		purposes: (isChild ? (['phone', 'learning'] as const) : (['phone'] as const)).map((purpose) => ({
			purpose,
			// The newest stands first.
			latest: consents.find((consent) => consent.purpose === purpose) ?? null
		})),
		requests: requests.map((request) => ({ ...request, overdue: isOverdue(request, today) })),
		done: url.searchParams.get('done')
	};
};
