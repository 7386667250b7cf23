import { redirect, type RequestEvent } from '@sveltejs/kit';
import { nothingInput } from '#lib/learning/server/input.ts';
import { askForNod, findNod, useNod } from '#lib/openings/server/nod.ts';
import { act } from '../../../form.ts';
import { beginSession, wayIn } from '../begin.ts';
import { lockEarly } from '../leaving.ts';
import { readHolder } from '../pictures/holder.ts';
import type { Actions, PageServerLoad } from './$types';

const LOOKS_AGAIN_AFTER = 5;

/** She has shown her card and waits for the trainer to nod on his phone; the page looks again by itself. */
export const load: PageServerLoad = async (event) => {
	const { db, now } = event.locals;
	const { holder, tablet } = await readWaiting(event);
	const nod = await findNod(db, tablet, holder.personId, now);
	if (nod === 'asked') event.setHeaders({ refresh: String(LOOKS_AGAIN_AFTER) });
	else lockEarly(event);
	return { name: holder.name, nod };
};

/** Asks for the nod; once it is given, comes in by it. */
export const actions: Actions = {
	default: (event) =>
		act(event, nothingInput, async () => {
			const { db, now } = event.locals;
			const { holder, tablet } = await readWaiting(event);
			if ((await findNod(db, tablet, holder.personId, now)) !== 'given') {
				await askForNod(db, tablet, holder.personId, now);
				redirect(303, event.url.pathname + event.url.search);
			}
			await useNod(db, tablet, holder.personId, now);
			await beginSession(event, holder.personId, 'nod');
			redirect(303, await wayIn(event, holder.personId, 'nod'));
		})
};

/** Only a card, and only on a shared tablet; everybody else goes back to the start. */
async function readWaiting(event: RequestEvent) {
	const { tablet } = event.locals;
	if (!tablet) redirect(303, '/');
	const holder = await readHolder(event);
	if (holder.by !== 'card') redirect(303, '/sign-in');
	return { holder, tablet };
}
