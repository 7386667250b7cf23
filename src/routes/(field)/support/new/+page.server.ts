import { fail, redirect } from '@sveltejs/kit';
import { supportInput } from '#lib/outreach/server/campaign-input.ts';
import { recordSupport } from '#lib/outreach/server/support.ts';
import { findHelped } from '#lib/outreach/server/support-person.ts';
import { newId } from '#lib/shared/ids.ts';
import { act } from '../../../form.ts';
import { originOf } from '../../../origin.ts';
import { problemText } from '../../../refusal.ts';
import { readSupportForm } from './support-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	...(await readSupportForm(locals, url.searchParams.get('recorded'))),
	supportId: newId(locals.now)
});

export const actions: Actions = {
	default: (event) =>
		act(event, supportInput, async ({ supportId, who, personId, ...support }) => {
			const { db, actor, now } = event.locals;
			const helped = await findHelped(db, actor, { who, personId }, originOf(event), now);
			if ('several' in helped) {
				const { personId: _, supportId: __, ...typed } = { ...support, personId, supportId };
				const [year = '', month = '', day = ''] = typed.on.split('-');
				const again = { ...typed, who, supportId, day, month, year, actions: '1' };
				return fail(409, {
					typed: Object.fromEntries(Object.entries(again).map(([name, value]) => [name, value ?? ''])),
					problems: { who: problemText('support_several') } as Record<string, string>,
					refusal: null,
					code: 'support_several',
					several: helped.several
				});
			}
			const actions = helped.personId === null ? support.actions : 1;
			await recordSupport(db, actor, { ...support, id: supportId, personId: helped.personId, actions }, now);
			redirect(303, `/support/new?recorded=${supportId}`);
		})
};
