import { placesFor, type Verb } from '#lib/access/permissions.ts';
import { isId } from '#lib/shared/ids.ts';
import { placeLevel } from '#lib/territory/place.ts';
import { titleOfPlace } from './place-title.ts';

/** The wards and provinces for whose agencies somebody may do something: where her own roles are. */
export async function listOffices(locals: App.Locals, verb: Verb): Promise<{ code: string; title: string }[]> {
	const codes = [...new Set(placesFor(locals.actor, verb))].filter(
		(code) => !isId(code) && placeLevel(code) !== 'country'
	);
	return Promise.all(codes.map(async (code) => ({ code, title: await titleOfPlace(locals, code) })));
}
