import { redirect } from '@sveltejs/kit';
import { placesFor } from '#lib/access/permissions.ts';
import { openClass } from '#lib/classes/server/class.ts';
import { classInput } from '#lib/classes/server/input.ts';
import { listTrainersOf, type Trainer } from '#lib/classes/server/trainers.ts';
import { isForResidents, modulesFor } from '#lib/curriculum/library.ts';
import { addDays, dayOf, writeDay } from '#lib/shared/dates.ts';
import { forbidden } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { listLearningPoints } from '#lib/territory/server/points.ts';
import { act } from '../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

const USUAL_WEEKS = 6;

export const load: PageServerLoad = async ({ locals }) => {
	const { db, actor, now, library } = locals;
	const points = await listLearningPoints(db, placesFor(actor, 'class.open'), dayOf(now));
	if (points.length === 0) throw forbidden();
	const trainers = new Map<string, Trainer>();
	for (const wardCode of new Set(points.map((point) => point.wardCode)).values()) {
		for (const trainer of await listTrainersOf(db, wardCode, now)) trainers.set(trainer.personId, trainer);
	}
	const { required, free } = modulesFor(library, 'residents');
	const today = dayOf(now);
	return {
		classId: newId(now),
		points: points.map(({ id, name, address }) => ({ id, name, address })),
		trainers: [...trainers.values()],
		herself: actor.id,
		standards: library.standards.filter(isForResidents).map(({ id, name }) => ({ id, name })),
		modules: [...required, ...free].map(({ id, title }) => ({ id, title })),
		from: writeDay(today),
		to: writeDay(addDays(today, USUAL_WEEKS * 7))
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, classInput, async (input) => {
			const { db, actor, now, library } = event.locals;
			await openClass(db, actor, library, input, now);
			redirect(303, `/classes/${input.classId}`);
		})
};
