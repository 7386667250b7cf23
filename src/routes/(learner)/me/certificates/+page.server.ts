import { redirect } from '@sveltejs/kit';
import { listCertificates } from '#lib/certificates/server/certificates.ts';
import { listDue } from '#lib/certificates/server/due.ts';
import { listDueDuties } from '#lib/certificates/server/due-duties.ts';
import { issueOwn } from '#lib/certificates/server/issue.ts';
import { nothingInput } from '#lib/learning/server/input.ts';
import { act } from '../../../form.ts';
import { learnerId } from '../../learner.ts';
import type { Actions, PageServerLoad } from './$types';

/** Her papers, and whether she has earned one that was not issued yet. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, library, now } = locals;
	const personId = learnerId(locals);
	const due = [...(await listDue(db, library, { personId, limit: 20 })), ...(await listDueDuties(db, personId, now))];
	const certificates = await listCertificates(db, personId, now);
	return {
		due: due.length,
		got: url.searchParams.has('got'),
		certificates: certificates.map(({ code: _, personId: __, ...paper }) => paper)
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, nothingInput, async () => {
			const { db, actor, library, now } = event.locals;
			await issueOwn(db, actor, library, learnerId(event.locals), now);
			redirect(303, '/me/certificates?got');
		})
};
