import type { Standard } from '#lib/curriculum/content.ts';
import { readFigure } from '#lib/literacy/server/figure.ts';
import { hideSmallCells, type PublicFigure } from '#lib/literacy/small-cells.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { lastClosedDay, type Day } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { COUNTRY } from '#lib/territory/place.ts';
import { withAgeRule } from '#lib/territory/server/age-rules.ts';
import { readPlace } from '#lib/territory/server/places.ts';

/** Milliseconds for which the country's figures of a closed day are kept: only late events change them. */
const KEPT_FOR = 60_000;
/** … of the country, and of each province with an age rule of its own. */
const DAYS_KEPT = 8;
/** Where so many groups are summed (a ward without any counts as one) that it takes a while, whoever asks is told what stood, while it is read anew … */
const MANY_GROUPS = 10_000;
/** … unless that is older than this. */
const TOLD_FOR = 600_000;

interface Kept {
	/** of when the figures are */
	readAt: number;
	/** when somebody last set out to read them */
	askedAt: number;
	whole: Promise<PublicFigure>;
	/** once they are there: of how many groups */
	groups: number;
}

const kept = new WeakMap<Db, Map<string, Kept>>();

/**
 * The figure of a place as anybody may see it: without the parts of a ward, and with small cells hidden. What must be
 * hidden with them depends on the place's neighbours, so it is cut from the whole country's, or from its province's where
 * that has an age rule of its own, which is read once a minute; of thousands of groups nobody waits for that but the
 * first who asks. Throws 404 for a code that named nothing on that day.
 */
export async function readPublicFigure(
	db: Db,
	code: string,
	standard: Standard,
	asOf: Day,
	now: Date
): Promise<PublicFigure> {
	const ruled = await withAgeRule(db, standard, code, asOf);
	const root = ruled === standard ? COUNTRY : ((await readPlace(db, code, asOf)).provinceCode ?? code);
	const whole = await keptWhole(db, root, ruled, asOf, now);
	if (code === root) return withoutParts(whole, 1);
	const places = whole.parts.flatMap((part) => [part, ...part.parts]);
	const found = places.find((figure) => figure.place.code === code);
	if (!found) throw notFound();
	return withoutParts(found, 1);
}

/**
 * For whoever looks every minute: reads the country's figures of the last closed day before anybody waits for them, after
 * a start and after midnight, and of thousands of groups again before they are too old to be told.
 */
export async function readyLastClose(db: Db, standard: Standard, now: Date): Promise<void> {
	const asOf = lastClosedDay(now);
	const known = kept.get(db)?.get(keyOf(COUNTRY, standard, asOf));
	const isAging = known && known.groups >= MANY_GROUPS && now.getTime() - known.readAt >= TOLD_FOR / 2;
	if (!known || isAging) await keptWhole(db, COUNTRY, standard, asOf, now);
}

function keyOf(root: string, { id, ageFrom }: Standard, asOf: Day): string {
	return `${root} ${id} ${ageFrom} ${asOf}`;
}

function keptWhole(db: Db, root: string, standard: Standard, asOf: Day, now: Date): Promise<PublicFigure> {
	const days = kept.get(db) ?? new Map<string, Kept>();
	kept.set(db, days);
	const key = keyOf(root, standard, asOf);
	const known = days.get(key);
	const age = (moment: number) => now.getTime() - moment;
	if (known && age(known.askedAt) >= 0 && age(known.askedAt) < KEPT_FOR) return known.whole;

	const whole = readFigure(db, root, standard, asOf).then(hideSmallCells);
	const next: Kept = { readAt: now.getTime(), askedAt: now.getTime(), whole, groups: 0 };
	const put = () => {
		days.delete(key);
		const own = [...days.keys()].filter((one) => one.startsWith(`${root} `));
		for (const oldest of own.slice(0, Math.max(0, own.length - DAYS_KEPT + 1))) days.delete(oldest);
		days.set(key, next);
	};
	const isTold = known && known.groups >= MANY_GROUPS && age(known.readAt) >= 0 && age(known.readAt) < TOLD_FOR;
	whole.then(
		(figure) => {
			next.groups = figure.groups.all;
			if (isTold) put();
		},
		() => days.get(key) === next && days.delete(key)
	);
	if (!isTold) {
		put();
		return whole;
	}
	known.askedAt = now.getTime();
	return known.whole;
}

function withoutParts(figure: PublicFigure, levels: number): PublicFigure {
	return { ...figure, parts: levels === 0 ? [] : figure.parts.map((part) => withoutParts(part, levels - 1)) };
}
