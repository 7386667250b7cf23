import { PUBLIC_URL } from '$app/env/private';
import { may } from '#lib/access/permissions.ts';
import { record } from '#lib/ledger/server/record.ts';
import { enrolStaff } from '#lib/people/server/register.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { qrOf } from '#lib/sign-in/qr.ts';
import { volunteerInput } from '#lib/sign-in/server/input.ts';
import { targetOfPlace } from '#lib/sign-in/server/roles.ts';
import { openWard, refuseOpen } from '#lib/sign-in/server/ward-opening.ts';
import { placeLevel } from '#lib/territory/place.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { titleOfPlace } from '../../../../place-title.ts';
import { newTicket, readTicket } from '../../../../(public)/register/ticket.ts';
import { act } from '../../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	await demandWard(locals, params.code);
	const { provinceCode } = await readPlace(locals.db, params.code, dayOf(locals.now));
	return { formId: newTicket(locals.now), province: provinceCode, title: await titleOfPlace(locals, params.code) };
};

/** Switches a ward on: its first officer enters the books and gets her link, in one step. */
export const actions: Actions = {
	default: async (event) => {
		const { locals, params, url } = event;
		await demandWard(locals, params.code);
		return act(event, volunteerInput, async ({ formId, fullName, birthYear }) => {
			const { db, actor, now } = locals;
			const ids = readTicket(formId, now);
			if (!ids) throw new DomainError('form_too_old', 422);
			await refuseOpen(db, params.code, now);
			const at = await targetOfPlace(db, params.code, dayOf(now));
			await record(db, actor, enrolStaff, { ...ids, fullName, birthYear, at }, now);
			const opened = await openWard(db, actor, { wardCode: params.code, personId: ids.personId }, now);
			const link = `${PUBLIC_URL ?? url.origin}/invitations/${opened.token}`;
			return { link, qr: qrOf(link), expiresAt: opened.expiresAt };
		});
	}
};

async function demandWard({ db, actor, now }: App.Locals, code: string): Promise<void> {
	if (placeLevel(code) !== 'ward') throw notFound();
	if (!may(actor, 'ward.open', await targetOfPlace(db, code, dayOf(now)))) throw notFound();
}
