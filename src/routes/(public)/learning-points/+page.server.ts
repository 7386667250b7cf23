import { findPerson } from '#lib/people/server/person.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { COUNTRY, placeLevel, placeTitle } from '#lib/territory/place.ts';
import { findPlaces, listProvinces, listWards, readPlace } from '#lib/territory/server/places.ts';
import { countLearningPoints, listLearningPoints } from '#lib/territory/server/points.ts';
import { showPoints } from '../../points-shown.ts';
import type { PageServerLoad } from './$types';

/** More than these on one page nobody reads: then the places in which they lie are offered. */
const MOST = 30;

/** Where one can learn and when: of the place asked for, else of where the learner lives, else wherever there is one. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, now, language } = locals;
	const today = dayOf(now);
	const typed = (url.searchParams.get('q') ?? '').normalize('NFC').trim().slice(0, 100);
	const found = typed === '' ? [] : await findPlaces(db, typed, today);
	const asked = url.searchParams.get('place') ?? (found.length === 1 ? found[0]?.code : null);
	const code = asked ?? (typed === '' ? await ownWard(locals) : null) ?? COUNTRY;
	const place = await readPlace(db, code, today);
	const counts = placeLevel(code) === 'ward' ? null : await countLearningPoints(db, code, today);
	const total = [...(counts?.values() ?? [])].reduce((sum, count) => sum + count, 0);
	const below = code === COUNTRY ? () => listProvinces(db, today) : () => listWards(db, code, today);
	const isMany = counts !== null && total > MOST;
	return {
		typed,
		found: found.map(({ province, ...one }) => ({
			code: one.code,
			title: [one, province].flatMap((part) => (part ? [placeTitle(part, language)] : [])).join(', ')
		})),
		title: code === COUNTRY ? null : placeTitle(place, language),
		inWard: counts === null,
		places: isMany
			? (await below())
					.map((one) => ({
						code: one.code,
						title: placeTitle(one, language),
						count: counts.get(one.code) ?? 0
					}))
					.filter(({ count }) => count > 0)
			: [],
		points: isMany ? [] : await showPoints(locals, await listLearningPoints(db, [code], today))
	};
};

/** Where the one who is signed in lives, as far as we know. */
async function ownWard({ db, signIn }: App.Locals): Promise<string | null> {
	const person = signIn && (await findPerson(db, signIn.personId));
	return person?.place.wardCode ?? null;
}
