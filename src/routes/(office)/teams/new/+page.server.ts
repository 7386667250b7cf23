import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { newTeamInput } from '#lib/outreach/server/team-input.ts';
import { addTeam } from '#lib/outreach/server/teams.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { readSettings } from '#lib/territory/server/settings.ts';
import { readWardPhone } from '#lib/territory/server/ward-phone.ts';
import { act } from '../../../form.ts';
import { listTeamPlaces } from '../own-team.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { wardCode, provinceCode } = await readOwnWard(locals, url);
	const { teamTitle } = await readSettings(locals.db, provinceCode);
	return {
		wardCode,
		teamId: newId(locals.now),
		facts: { name: teamTitle, place: wardCode, decisionNumber: '', day: dayOf(locals.now) },
		places: await listTeamPlaces(locals, wardCode)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { wardCode } = await readOwnWard(event.locals, event.url);
		return act(event, newTeamInput, async (team) => {
			const { db, actor, now } = event.locals;
			await addTeam(db, actor, { ...team, wardCode }, now);
			redirect(303, `/teams/${team.id}`);
		});
	}
};

/** The ward of the query, to whoever keeps its teams; to others it is not found. */
async function readOwnWard({ db, actor }: App.Locals, url: URL) {
	const ward = await readWardPhone(db, url.searchParams.get('ward') ?? '');
	if (!may(actor, 'team.keep', ward)) throw notFound();
	return ward;
}
