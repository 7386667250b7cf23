import { redirect } from '@sveltejs/kit';
import { readClass } from '#lib/classes/server/class.ts';
import { endEnrolment, listEnrolled } from '#lib/classes/server/enrolment.ts';
import { nothingInput } from '#lib/learning/server/input.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { act } from '../../../../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, now } = locals;
	const { id } = await readClass(db, actor, 'class.run', params.id);
	const person = (await listEnrolled(db, id, dayOf(now))).find(({ personId }) => personId === params.person);
	if (!person) throw notFound();
	return { id, name: person.name };
};

export const actions: Actions = {
	default: (event) =>
		act(event, nothingInput, async () => {
			const { locals, params } = event;
			const { id: classId, person: personId } = params;
			await endEnrolment(locals.db, locals.actor, { classId, personId }, locals.now);
			redirect(303, `/classes/${classId}/enrolment`);
		})
};
