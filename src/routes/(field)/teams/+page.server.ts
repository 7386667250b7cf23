import { may, placesFor } from '#lib/access/permissions.ts';
import { countMembers } from '#lib/outreach/server/team-members.ts';
import { listTeams } from '#lib/outreach/server/teams.ts';
import { dayOf, writeDay } from '#lib/shared/dates.ts';
import { readSettings } from '#lib/territory/server/settings.ts';
import { readWardPhone } from '#lib/territory/server/ward-phone.ts';
import { readPlacesToChoose } from '../../places-to-choose.ts';
import type { PageServerLoad } from './$types';

/** The teams of a ward, under the title that its province gave them. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, now } = locals;
	const choice = await readPlacesToChoose(locals, placesFor(actor, 'team.read'), url.searchParams.get('ward') || null);
	if (choice.step === 'place') return { choice, title: null, teams: [], mayKeep: false };
	const { phone: _, ...ward } = await readWardPhone(db, choice.ward.code);
	const teams = await listTeams(db, actor, ward.wardCode);
	const ids = teams.map(({ id }) => id);
	const counts = await countMembers(db, ids, dayOf(now));
	return {
		choice,
		title: (await readSettings(db, ward.provinceCode)).teamTitle,
		teams: teams.map(({ id, name, groupName, endedOn }) => ({
			...{ id, name, groupName, members: counts.get(id) ?? 0 },
			ended: endedOn && writeDay(endedOn)
		})),
		mayKeep: may(actor, 'team.keep', ward)
	};
};
