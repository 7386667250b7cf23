import type { Standard } from '#lib/curriculum/content.ts';
import { addSums, figureOf, NOTHING, WITHOUT_GROUPS, type Figure, type Sums } from '#lib/literacy/figure.ts';
import { readGroupRows, readWardRows, type GroupRow } from '#lib/literacy/server/figure-rows.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';
import { compareNames, COUNTRY, type Place } from '#lib/territory/place.ts';
import { listProvinces, listWards, readPlace } from '#lib/territory/server/places.ts';

type Frame = Pick<Figure, 'standard' | 'ageFrom' | 'asOf'>;

/**
 * The figure of a place as of a day, from the groups' tallies and declarations alone: people are not scanned. Parts
 * of the country are provinces and theirs wards, of a province wards, of a ward residential groups. Throws 404 for a
 * code that named nothing on that day.
 */
export async function readFigure(db: Db, code: string, standard: Standard, asOf: Day): Promise<Figure> {
	const place = await readPlace(db, code, asOf);
	const frame = { standard: standard.id, ageFrom: standard.ageFrom, asOf };
	if (place.provinceCode !== null) {
		const rows = await readGroupRows(db, code, standard, asOf);
		const parts = rows.map((row) => groupFigure(row, frame)).sort(compareFigures);
		return figureOf(place, parts.length > 0 ? total(parts) : WITHOUT_GROUPS, frame, parts);
	}
	const sums = await readWardSums(db, code, standard, asOf);
	const provinceFigure = async (province: Place) => {
		const wards = await listWards(db, province.code, asOf);
		const parts = wards.map((ward) => figureOf(ward, sums.get(ward.code) ?? WITHOUT_GROUPS, frame));
		return figureOf(province, total(parts), frame, parts);
	};
	if (code !== COUNTRY) return provinceFigure(place);
	const parts = await Promise.all((await listProvinces(db, asOf)).map(provinceFigure));
	return figureOf(place, total(parts), frame, parts);
}

/** The figure of one residential group, or null where it was not valid on the day. */
export async function findGroupFigure(db: Db, groupId: string, standard: Standard, asOf: Day): Promise<Figure | null> {
	const [row] = await readGroupRows(db, groupId, standard, asOf);
	return row ? groupFigure(row, { standard: standard.id, ageFrom: standard.ageFrom, asOf }) : null;
}

/** The sums of every ward that has groups on the day. */
async function readWardSums(db: Db, place: string, standard: Standard, asOf: Day): Promise<Map<string, Sums>> {
	const rows = await readWardRows(db, place, standard, asOf);
	return new Map(
		rows.map(({ code, all, declared, fresh, adults, assessed, attained, witnessed, ...row }) => [
			code,
			{
				groups: { declared, all },
				fresh,
				adults: declared === 0 ? null : adults,
				assessed,
				attained,
				witnessed,
				undeclared: { groups: all - declared, assessed: row.undeclared_assessed, attained: row.undeclared_attained },
				bare: 0
			}
		])
	);
}

function groupFigure(row: GroupRow, frame: Frame): Figure {
	const { assessed, attained, witnessed } = row;
	const sums: Sums = row.valid
		? {
				...NOTHING,
				groups: { declared: 1, all: 1 },
				fresh: Number(row.fresh),
				adults: row.adults,
				assessed,
				attained,
				witnessed
			}
		: { ...NOTHING, groups: { declared: 0, all: 1 }, undeclared: { groups: 1, assessed, attained } };
	const declaration =
		row.as_of === null
			? null
			: {
					asOf: row.as_of,
					source: row.source ?? '',
					ageFrom: row.age_from ?? 0,
					resident: row.resident ?? 0,
					lodging: row.lodging ?? 0,
					away: row.away ?? 0
				};
	return figureOf(row, sums, frame, [], declaration);
}

function total(parts: readonly Figure[]): Sums {
	const { groups, fresh, adults, assessed, attained, witnessed, undeclared, bare } = parts.reduce<Sums>(
		addSums,
		NOTHING
	);
	return { groups, fresh, adults, assessed, attained, witnessed, undeclared, bare };
}

function compareFigures(a: Figure, b: Figure): number {
	return compareNames(a.place.name, b.place.name) || compareNames(a.place.code, b.place.code);
}
