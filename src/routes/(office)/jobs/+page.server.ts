import { redirect } from '@sveltejs/kit';
import { jobInput } from '#lib/server/job-input.ts';
import { listJobs, runJobNow } from '#lib/server/job-board.ts';
import { act } from '../../form.ts';
import type { Actions, PageServerLoad } from './$types';

/** What the servers do by themselves: when last, when next, what failed; and letting one run now. */
export const load: PageServerLoad = async ({ locals, url }) => ({
	...(await listJobs(locals.db, locals.actor, locals.now)),
	asked: url.searchParams.has('asked')
});

export const actions: Actions = {
	default: (event) =>
		act(event, jobInput, async ({ job }) => {
			await runJobNow(event.locals.db, event.locals.actor, job, event.locals.now);
			redirect(303, '/jobs?asked');
		})
};
