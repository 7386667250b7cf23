import { redirect } from '@sveltejs/kit';
import { may, placesFor } from '#lib/access/permissions.ts';
import { helpInput } from '#lib/outreach/server/help-request-input.ts';
import { takeHelpRequest } from '#lib/outreach/server/help-requests.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { findPeople } from '#lib/people/server/search.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { forbidden, notFound } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { act } from '../../../form.ts';
import { readPlacesToChoose } from '../../../places-to-choose.ts';
import type { Actions, PageServerLoad } from './$types';

/** Somebody calls or stands before us: who she is, if the register knows her; else her name and where she lives. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, now } = locals;
	const typed = (url.searchParams.get('q') ?? '').normalize('NFC').trim().slice(0, 100);
	return {
		typed,
		found: await findPeople(db, actor, 'help_request.take', typed, now),
		person: await readChosen(locals, url.searchParams.get('person')),
		choice: await readWard(locals, url),
		requestId: newId(now),
		today: dayOf(now)
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, helpInput, async ({ personId, name, groupId, ...request }) => {
			const { db, actor, now } = event.locals;
			await readChosen(event.locals, personId);
			const who = personId === null ? { name, groupId, wardCode: await wardOf(event.locals, event.url) } : { personId };
			await takeHelpRequest(db, actor, { ...request, who }, now);
			redirect(303, `/help-requests/${request.id}`);
		})
};

async function readWard(locals: App.Locals, url: URL) {
	const held = placesFor(locals.actor, 'help_request.take');
	if (held.length === 0) throw forbidden();
	return readPlacesToChoose(locals, held, url.searchParams.get('ward') || null);
}

/** The ward in which somebody lives whom the register does not know. */
async function wardOf(locals: App.Locals, url: URL): Promise<string> {
	const choice = await readWard(locals, url);
	if (choice.step === 'place') throw notFound();
	return choice.ward.code;
}

async function readChosen({ db, actor }: App.Locals, id: string | null) {
	if (id === null) return null;
	const { fullName, birthYear, id: personId, place, residence } = await readPerson(db, id);
	const { personId: _, ...home } = place;
	if (!may(actor, 'help_request.take', home)) throw notFound();
	return { personId, name: fullName ?? '', birthYear, groupName: residence?.groupName ?? null };
}
