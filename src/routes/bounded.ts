import type { Handle } from '@sveltejs/kit/hooks';
import { isDatabaseAway, reasonOf } from '#lib/server/failure-reason.ts';
import { inTime } from '#lib/server/in-time.ts';
import type { Kind, Load } from '#lib/server/load.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { comeBack, retryAfter } from './come-back.ts';
import { kindOf } from './load-class.ts';

/** Milliseconds after which nobody waits any longer. The statements of one page end sooner by themselves. */
const LONGEST: Record<Kind, number> = { figures: 60_000, files: 120_000, lessons: 25_000, saving: 30_000 };

/** Answers as much as can be answered, in bounded time; whoever else asks is told when to come back. */
export function bounded(load: () => Load, tell: (line: object) => void): Handle {
	return async ({ event, resolve }) => {
		const { request, route, locals } = event;
		const kind = kindOf(route.id, request.method);
		if (load().turnsAway(kind)) return comeBack(event);
		try {
			const response = await load().during(() => inTime(Promise.resolve(resolve(event)), LONGEST[kind]));
			if (response.status === 503 && !response.headers.has('retry-after'))
				response.headers.set('retry-after', retryAfter());
			return response;
		} catch (error) {
			const isLate = error instanceof DomainError && error.code === 'busy';
			if (!isLate && !isDatabaseAway(error)) throw error;
			tell({ id: locals.requestId, route: route.id, failed: reasonOf(error) });
			return comeBack(event);
		}
	};
}
