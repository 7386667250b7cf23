import { redirect } from '@sveltejs/kit';
import { enrolHerself } from '#lib/classes/server/enrolment.ts';
import { readForHer } from '#lib/classes/server/own.ts';
import { nothingInput } from '#lib/learning/server/input.ts';
import { taughtIn } from '../../../../(field)/classes/taught.ts';
import { act } from '../../../../form.ts';
import { learnerId } from '../../../learner.ts';
import type { Actions, PageServerLoad } from './$types';

const SHOWN = 6;

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, now, library, language } = locals;
	const { one, enrolled, evenings } = await readForHer(db, learnerId(locals), params.id, now);
	return {
		...{ id: one.id, name: one.name, enrolled, evenings: evenings.slice(0, SHOWN) },
		point: { point: one.point.name, address: one.point.address },
		taught: taughtIn(one, library, language)
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, nothingInput, async () => {
			const { db, actor, now } = event.locals;
			await enrolHerself(db, actor, event.params.id, now);
			redirect(303, `/me/classes/${event.params.id}`);
		})
};
