import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { targetOfPlace } from '#lib/sign-in/server/roles.ts';
import { placeLevel } from '#lib/territory/place.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { listStarts, setWardStart, wardStartInput } from '#lib/territory/server/report-rules.ts';
import { act } from '../../../../form.ts';
import { titleOfPlace } from '../../../../place-title.ts';
import type { Actions, PageServerLoad } from './$types';

/** From what day on a ward works with this installation: of earlier periods no report is missing. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const province = await demandWard(locals, params.code);
	const starts = await listStarts(locals.db, province);
	return {
		province,
		title: await titleOfPlace(locals, params.code),
		day: starts.get(params.code) ?? dayOf(locals.now)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, params } = event;
		const province = await demandWard(locals, params.code);
		return act(event, wardStartInput, async ({ startedOn }) => {
			await setWardStart(locals.db, locals.actor, params.code, startedOn, locals.now);
			redirect(303, `/tenants?province=${province}`);
		});
	}
};

async function demandWard({ db, actor, now }: App.Locals, code: string): Promise<string> {
	if (placeLevel(code) !== 'ward') throw notFound();
	if (!may(actor, 'ward.open', await targetOfPlace(db, code, dayOf(now)))) throw notFound();
	const { provinceCode } = await readPlace(db, code, dayOf(now));
	if (provinceCode === null) throw notFound();
	return provinceCode;
}
