import { redirect } from '@sveltejs/kit';
import { changeClass } from '#lib/classes/server/changes.ts';
import { listEvenings, readClass } from '#lib/classes/server/class.ts';
import { classChangeInput } from '#lib/classes/server/input.ts';
import { listClassTrainers, listTrainersOf } from '#lib/classes/server/trainers.ts';
import { act } from '../../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, now } = locals;
	const { id, name, point, closedOn } = await readClass(db, actor, 'class.run', params.id);
	if (closedOn !== null) redirect(303, `/classes/${id}`);
	const teaching = await listClassTrainers(db, id, point.wardCode, now);
	const others = (await listTrainersOf(db, point.wardCode, now)).filter(
		({ personId }) => !teaching.some((trainer) => trainer.personId === personId)
	);
	const last = (await listEvenings(db, id)).findLast(({ cancelled }) => !cancelled);
	return {
		...{ id, name, starts: last?.starts ?? '19:00', ends: last?.ends ?? '21:00' },
		trainers: [...teaching, ...others].filter((trainer) => trainer.name !== null),
		teaching: teaching.map(({ personId }) => personId)
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, classChangeInput, async (input) => {
			const { locals, params } = event;
			await changeClass(locals.db, locals.actor, { classId: params.id, ...input }, locals.now);
			redirect(303, `/classes/${params.id}`);
		})
};
