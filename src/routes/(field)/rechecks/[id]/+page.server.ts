import { placesFor } from '#lib/access/permissions.ts';
import { agreementOf } from '#lib/indicators/estimate.ts';
import { readRecheck, repeatDraw } from '#lib/indicators/server/recheck.ts';
import { countsOf, findVerdicts, taughtAmong } from '#lib/indicators/server/verdicts.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { compareNames } from '#lib/territory/place.ts';
import { titleOfPlace } from '../../../place-title.ts';
import type { PageServerLoad } from './$types';

/** One draw: for the witnesses whom to ask, for the province what came of it and how to repeat the draw. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, now } = locals;
	const recheck = await readRecheck(db, actor, params.id, now);
	const verdicts = await findVerdicts(db, [recheck.id]);
	const names = await namesOf(
		db,
		verdicts.map(({ personId }) => personId)
	);
	const taught = await taughtAmong(db, actor.id, recheck.id);
	const draws = placesFor(actor, 'recheck.draw').length > 0 || placesFor(actor, 'signal.read').length > 0;
	const settled = verdicts.flatMap(({ verdict, probability }) =>
		verdict === null ? [] : [{ agrees: verdict, probability }]
	);
	const { id, seed, asOf, people, weighted } = recheck;
	return {
		recheck: { id, asOf, people, weighted },
		title: await titleOfPlace(locals, recheck.groupId ?? recheck.wardCode),
		noted: url.searchParams.has('noted'),
		mayNote: placesFor(actor, 'recheck.note').length > 0,
		people: verdicts
			.map(({ personId, verdict, outcome }) => ({
				...{ id: personId, name: names.get(personId) ?? null, outcome },
				settled: verdict !== null,
				taught: taught.has(personId)
			}))
			.sort((a, b) => compareNames(a.name ?? '', b.name ?? '')),
		// What came of it is the province's: a witness is not to know which way the count leans.
		result: draws
			? {
					...{ seed, counts: countsOf(verdicts), agreement: agreementOf(settled, people) },
					repeats: await repeatDraw(db, actor, id, now)
				}
			: null
	};
};
