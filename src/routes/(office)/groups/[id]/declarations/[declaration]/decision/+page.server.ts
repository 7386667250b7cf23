import { redirect } from '@sveltejs/kit';
import { record } from '#lib/ledger/server/record.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { notFound } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { decideDeclaration, listDeclarations } from '#lib/territory/server/declarations.ts';
import { decisionInput } from '#lib/territory/server/group-input.ts';
import { latestDeclaration } from '#lib/territory/server/population.ts';
import { act } from '../../../../../../form.ts';
import { readOwnGroup } from '../../../../own-ward.ts';
import type { Actions, PageServerLoad } from './$types';

/** What was declared, beside what counts until somebody of the ward has said yes. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, now } = locals;
	const group = await readOwnGroup(locals, params.id, 'population.accept');
	const declared = (await listDeclarations(db, actor, params.id)).find((one) => one.eventId === params.declaration);
	if (!declared || declared.fall === null) throw notFound();
	const names = await namesOf(db, [declared.declaredBy]);
	return {
		group,
		declared: { ...declared, fall: declared.fall, declaredByName: names.get(declared.declaredBy) ?? null },
		standing: await latestDeclaration(db, params.id, declared.asOf),
		eventId: newId(now)
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, decisionInput, async ({ eventId, decision }) => {
			const { locals, params } = event;
			await readOwnGroup(locals, params.id, 'population.accept');
			const { id: groupId, declaration } = params;
			const input = { eventId, groupId, declaration, accepted: decision === 'accept' };
			await record(locals.db, locals.actor, decideDeclaration, input, locals.now);
			redirect(303, `/groups/${groupId}/declarations?done`);
		})
};
