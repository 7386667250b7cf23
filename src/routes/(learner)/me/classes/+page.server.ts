import { findNextEvening, listOpenToHer, listOwn } from '#lib/classes/server/own.ts';
import { learnerId } from '../../learner.ts';
import type { PageServerLoad } from './$types';

/** The classes in which she is enrolled, and those of her ward in which she may enrol herself. */
export const load: PageServerLoad = async ({ locals }) => {
	const { db, now } = locals;
	const personId = learnerId(locals);
	const own = await listOwn(db, personId);
	const open = await listOpenToHer(db, personId);
	return {
		next: await findNextEvening(db, personId, now),
		own,
		open: open
			.filter(({ id }) => !own.some((one) => one.id === id))
			.map(({ id, name, point }) => ({ id, name, point: `${point.name}, ${point.address}` }))
	};
};
