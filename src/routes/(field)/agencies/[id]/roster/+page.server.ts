import { fail } from '@sveltejs/kit';
import { tryRoster } from '#lib/compliance/server/roster.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { planText } from '../../../../compliance-words.ts';
import { problemText, refusalText } from '../../../../refusal.ts';
import { readKeptAgency } from '../own-agency.ts';
import type { Actions, PageServerLoad } from './$types';

/** A list is chosen; what it would do is shown, and nothing is written. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { id, name } = await readKeptAgency(locals, params.id);
	return { agency: { id, name } };
};

export const actions: Actions = {
	// A file is no text field: `act` takes those only. Nothing is stored here, so nobody's sign-in is asked.
	default: async ({ locals, params, request }) => {
		const { db, actor, now } = locals;
		const agency = await readKeptAgency(locals, params.id);
		const file = (await request.formData()).get('file');
		const isFile = file instanceof File && file.size > 0;
		if (!isFile) return fail(422, refused({ file: problemText('file_missing') }, null));
		try {
			const plans = await tryRoster(db, actor, agency, new Uint8Array(await file.arrayBuffer()), now);
			return { lines: plans.map(({ line }) => line), plans: plans.map(shownPlan), refused: null };
		} catch (problem) {
			if (!(problem instanceof DomainError) || problem.status === 404) throw problem;
			return fail(problem.status, refused({}, refusalText(problem.code, problem.details)));
		}
	}
};

const refused = (problems: Record<string, string>, refusal: string | null) => ({
	lines: null,
	plans: null,
	refused: { problems, refusal }
});

function shownPlan(plan: Awaited<ReturnType<typeof tryRoster>>[number]) {
	const { line, fullName, birthYear } = plan.line;
	return { line, fullName, birthYear, state: plan.state, text: planText(plan) };
}
