import { redirect } from '@sveltejs/kit';
import { takeRoster } from '#lib/compliance/server/roster.ts';
import { rosterInput } from '#lib/compliance/server/roster-table.ts';
import { record } from '#lib/ledger/server/record.ts';
import { enrolStaffList } from '#lib/people/server/register.ts';
import { act } from '../../../../../form.ts';
import { readKeptAgency } from '../../own-agency.ts';
import type { Actions, PageServerLoad } from './$types';

/** Shown only where a list that was tried could not be taken. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { id, name } = await readKeptAgency(locals, params.id);
	return { agency: { id, name } };
};

export const actions: Actions = {
	default: (event) =>
		act(event, rosterInput, async (lines) => {
			const { db, actor, now } = event.locals;
			const agency = await readKeptAgency(event.locals, event.params.id);
			const { added, changed, left } = await takeRoster(
				db,
				actor,
				agency,
				lines,
				(tx, staff) => record(tx, actor, enrolStaffList, staff, now),
				now
			);
			redirect(303, `/agencies/${agency.id}?done=${added}-${changed}-${left}`);
		})
};
