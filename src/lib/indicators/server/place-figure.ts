import type { Actor } from '#lib/access/actor.ts';
import { may } from '#lib/access/permissions.ts';
import type { Standard } from '#lib/curriculum/content.ts';
import { fedRate, paceOf, targetOf, type PacedFigure, type Target } from '#lib/indicators/pace.ts';
import { listTargets } from '#lib/indicators/server/targets.ts';
import { findGroupFigure, readFigure } from '#lib/literacy/server/figure.ts';
import { readPublicFigure } from '#lib/literacy/server/public-figure.ts';
import type { PublicFigure } from '#lib/literacy/small-cells.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, isDay, lastClosedDay, type Day } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { COUNTRY, type Place } from '#lib/territory/place.ts';
import { withAgeRule } from '#lib/territory/server/age-rules.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { readFeeds } from '#lib/territory/server/settings.ts';
import type { Feeds } from '#lib/territory/settings.ts';

export interface PlaceFigure {
	figure: PacedFigure;
	/** from the place above up to `vn`, nearest first */
	above: Place[];
	/** whether the reader's role reaches the place: today's numbers, nothing hidden, groups as parts */
	explained: boolean;
}

export interface Wanted {
	code: string;
	standard: Standard;
	/** as of which day, as somebody wrote it, or null for the newest */
	asOf: string | null;
}

/**
 * The figure of a place as this reader may see it: with a role that reaches the place (`figure.explain`) as of today
 * and with residential groups as parts; otherwise as of the last closed day, without parts of a ward and with small
 * cells hidden; by the age rule that held in its province on the day. Only who is signed in may ask for another day (401), which must be written 2026-11-22 and not lie
 * beyond the newest (422). Throws 404 for an unknown code. `reports` is for what sums the whole country.
 */
export async function readPlaceFigure(
	db: Db,
	reports: Db,
	actor: Actor,
	wanted: Wanted,
	now: Date
): Promise<PlaceFigure> {
	const { code, standard } = wanted;
	const today = dayOf(now);
	const above = await placesAbove(db, await readPlace(db, code, today), today);
	const explained = may(actor, 'figure.explain', targetPlace(code, above));
	const asOf = dayWanted(actor, wanted.asOf, explained ? today : lastClosedDay(now), today);
	const figure = explained
		? await readFigure(code === COUNTRY ? reports : db, code, await withAgeRule(db, standard, code, asOf), asOf)
		: await readPublicFigure(reports, code, standard, asOf, now);

	const chain = above.map((place) => place.code);
	const targets = await listTargets(db, standard.id, [code, ...chain, ...figure.parts.map((part) => part.place.code)]);
	return { figure: pacedOf(figure, targets, [code, ...chain], await readFeeds(db)), above, explained };
}

/** The figure of one residential group as of a day, by the age rule of its province, with its pace, or null where it was not valid then. */
export async function readGroupFigure(
	db: Db,
	group: { groupId: string; wardCode: string; provinceCode: string },
	standard: Standard,
	asOf: Day
): Promise<PacedFigure | null> {
	const ruled = await withAgeRule(db, standard, group.provinceCode, asOf);
	const figure = await findGroupFigure(db, group.groupId, ruled, asOf);
	const chain = [group.groupId, group.wardCode, group.provinceCode, COUNTRY];
	return figure && pacedOf(figure, await listTargets(db, standard.id, chain), chain, await readFeeds(db));
}

async function placesAbove(db: Db, place: Place, on: Day): Promise<Place[]> {
	if (place.code === COUNTRY) return [];
	const country = await readPlace(db, COUNTRY, on);
	return place.provinceCode === null ? [country] : [await readPlace(db, place.provinceCode, on), country];
}

function targetPlace(code: string, above: readonly Place[]) {
	if (above.length === 0) return {};
	return above.length === 1 ? { provinceCode: code } : { wardCode: code, provinceCode: above[0]?.code ?? '' };
}

function dayWanted(actor: Actor, asked: string | null, newest: Day, today: Day): Day {
	if (asked === null) return newest;
	if (actor.kind === 'anonymous') throw new DomainError('sign_in_first', 401);
	if (!isDay(asked)) throw new DomainError('day_malformed', 422);
	if (asked > today) throw new DomainError('day_in_future', 422);
	if (asked > newest) throw new DomainError('day_not_closed', 422);
	return asked;
}

function pacedOf(
	figure: PublicFigure,
	targets: readonly Target[],
	chain: readonly string[],
	feeding: ReadonlyMap<string, Feeds>
): PacedFigure {
	const feeds = chain.map((place) => feeding.get(place)).find((one) => one !== undefined) ?? 'witnessed';
	const target = targetOf(targets, chain, figure.asOf);
	return {
		...figure,
		target,
		feeds,
		pace: paceOf({ ...figure, witnessedRate: fedRate(figure, feeds) }, target),
		parts: figure.parts.map((part) => pacedOf(part, targets, [part.place.code, ...chain], feeding))
	};
}
