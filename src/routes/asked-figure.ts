import type { Library, Standard } from '#lib/curriculum/content.ts';
import type { Wanted } from '#lib/indicators/server/place-figure.ts';
import { isForResidents } from '#lib/curriculum/library.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { findComingAgeRule, withAgeRule } from '#lib/territory/server/age-rules.ts';

const FIRST_STANDARD = 'ky-nang-so-thiet-yeu';

/** Which figure an address asks for: of a code, by a standard (the first one unless told), as of a day. Throws 404 for another standard. */
export function readAsked(library: Library, code: string, asked: URLSearchParams): Wanted {
	const id = asked.get('standard') ?? FIRST_STANDARD;
	const standard = library.standards.find((one) => one.id === id && isForResidents(one));
	if (!standard) throw notFound();
	return { code, standard, asOf: asked.get('as_of') };
}

/** The standard that an address asks for, the first one unless told, as it counts today in a place: by the age rule of its province. */
export function standardIn(
	{ db, library, now }: App.Locals,
	place: string,
	asked = new URLSearchParams()
): Promise<Standard> {
	return withAgeRule(db, readAsked(library, place, asked).standard, place, dayOf(now));
}

/** From which age a group's head counts people: asked of nobody. A rule that is still to come is declared for beforehand. */
export async function ageToDeclare(
	locals: App.Locals,
	groupId: string
): Promise<{ ageFrom: number; from: Day | null }> {
	const { ageFrom } = await standardIn(locals, groupId);
	const coming = await findComingAgeRule(locals.db, groupId, dayOf(locals.now));
	return coming === null || coming.ageFrom === ageFrom ? { ageFrom, from: null } : coming;
}
