import { redirect } from '@sveltejs/kit';
import { placesFor, type Verb } from '#lib/access/permissions.ts';
import { readPlacesToChoose, type PlacesToChoose } from '../places-to-choose.ts';

/** Among which groups somebody chooses for what this verb allows; who may in one group only is sent there at once. */
export async function chooseGroup(
	locals: App.Locals,
	url: URL,
	verb: Verb,
	to: (id: string) => string
): Promise<{ choice: PlacesToChoose }> {
	const choice = await readPlacesToChoose(locals, placesFor(locals.actor, verb), url.searchParams.get('ward') || null);
	const [only, another] = choice.step === 'group' ? choice.groups : [];
	if (only && !another) redirect(303, to(only.id));
	return { choice };
}
