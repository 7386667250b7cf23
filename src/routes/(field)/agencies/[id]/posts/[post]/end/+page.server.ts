import { redirect } from '@sveltejs/kit';
import { endPost, readPost } from '#lib/compliance/server/appointments.ts';
import { fromDayInput } from '#lib/compliance/server/input.ts';
import { listOfficials } from '#lib/compliance/server/posts.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { act } from '../../../../../../form.ts';
import { readKeptAgency } from '../../../own-agency.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, now } = locals;
	const { agency, post } = await readHere(locals, params);
	const official = (await listOfficials(db, [agency.id])).find(({ id }) => id === post.id);
	return {
		agency: { id: agency.id, name: agency.name },
		post: { name: official?.fullName ?? '–', position: post.position },
		today: dayOf(now)
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, fromDayInput, async ({ on }) => {
			const { db, actor, now } = event.locals;
			const { agency, post } = await readHere(event.locals, event.params);
			await endPost(db, actor, { postId: post.id, on }, now);
			redirect(303, `/agencies/${agency.id}`);
		})
};

async function readHere(locals: App.Locals, params: { id: string; post: string }) {
	await readKeptAgency(locals, params.id);
	const found = await readPost(locals.db, locals.actor, params.post, locals.now);
	if (found.agency.id !== params.id) throw notFound();
	return found;
}
