import { sql, type SQL } from 'drizzle-orm';
import type { Standard } from '#lib/curriculum/content.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, type Day } from '#lib/shared/dates.ts';
import { listProvinces, listWards, readPlace } from '#lib/territory/server/places.ts';
import { addSums, figureOf, NOTHING, type Figure, type Sums } from '#lib/literacy/figure.ts';

/** How long a declaration stays fresh, in days. */
const FRESH_DAYS = 365;

interface Row extends Record<string, unknown> {
	code: string;
	/** the ward's province; for groups their ward */
	above: string;
	name: string | null;
	kind: string | null;
	all: number;
	declared: number;
	fresh: number;
	adults: number | null;
	assessed: number;
	attained: number;
	witnessed: number;
	undeclared_assessed: number;
	undeclared_attained: number;
	declared_as_of: Day | null;
	declared_source: string | null;
	away: number | null;
}

/**
 * The figure of a place as of a day, from the groups' tallies and declarations alone: people are not scanned. Parts
 * of the country are provinces, of a province wards, of a ward residential groups. Throws 404 for an unknown code.
 */
export async function readFigure(db: Db, code: string, standard: Standard, asOf: Day): Promise<Figure> {
	const place = await readPlace(db, code, asOf);
	const frame = { standard: standard.id, ageFrom: standard.ageFrom, asOf };
	if (place.provinceCode !== null) {
		const rows = await readRows(db, sql`w.code = ${code}`, standard, asOf, 'group');
		const parts = rows.map((row) =>
			figureOf(
				{ code: row.code, name: row.name ?? '', kind: row.kind ?? '' },
				sumsOf(row),
				frame,
				[],
				row.declared_as_of === null ? null : { asOf: row.declared_as_of, source: row.declared_source ?? '', away: row.away ?? 0 }
			)
		);
		return figureOf(place, parts.length > 0 ? total(parts) : unknownWard(), frame, parts);
	}
	const inPlace = code === 'vn' ? sql`true` : sql`w.province_code = ${code}`;
	const wards = await readRows(db, inPlace, standard, asOf, 'ward');
	if (code !== 'vn') {
		const names = new Map((await listWards(db, code, asOf)).map((ward) => [ward.code, ward]));
		const parts = wards.flatMap((row) => {
			const ward = names.get(row.code);
			return ward ? [figureOf(ward, sumsOf(row), frame)] : [];
		});
		return figureOf(place, total(parts), frame, parts);
	}
	const byProvince = Map.groupBy(wards, (row) => row.above);
	const parts = (await listProvinces(db, asOf)).map((province) =>
		figureOf(province, (byProvince.get(province.code) ?? []).map(sumsOf).reduce(addSums, NOTHING), frame)
	);
	return figureOf(place, total(parts), frame, parts);
}

/** The figure of one residential group, with the code of its ward. */
export async function readGroupFigure(db: Db, groupId: string, wardCode: string, standard: Standard, asOf: Day): Promise<Figure | null> {
	const ward = await readFigure(db, wardCode, standard, asOf);
	return ward.parts.find((part) => part.place.code === groupId) ?? null;
}

function total(parts: readonly Figure[]): Sums {
	return parts.reduce<Sums>(addSums, NOTHING);
}

/** A ward without groups counts as one undeclared group. */
function unknownWard(): Sums {
	return { ...NOTHING, groups: { declared: 0, all: 1 }, undeclared: { groups: 1, assessed: 0, attained: 0 } };
}

function sumsOf(row: Row): Sums {
	if (row.all === 0) return unknownWard();
	return {
		groups: { declared: row.declared, all: row.all },
		fresh: row.fresh,
		adults: row.declared === 0 ? null : row.adults,
		assessed: row.assessed,
		attained: row.attained,
		witnessed: row.witnessed,
		undeclared: {
			groups: row.all - row.declared,
			assessed: row.undeclared_assessed,
			attained: row.undeclared_attained
		}
	};
}

/**
 * One row a group, or a ward. A group that is valid on the day stands for the ended groups whose successor it is; its
 * declaration counts if it was made by the standard's age rule.
 */
async function readRows(db: Db, inPlace: SQL, standard: Standard, asOf: Day, level: 'group' | 'ward'): Promise<Row[]> {
	const groups = sql`
		with recursive member(id, root) as (
			select g.id, g.id from residential_groups g join wards w on w.code = g.ward_code
			where ${inPlace} and g.valid_from <= ${asOf}::date and (g.valid_to is null or g.valid_to > ${asOf}::date)
			union all
			select s.from_id, m.root from group_successions s join member m on m.id = s.to_id where s."on" <= ${asOf}::date
		), tally as (
			select m.root, sum(t.assessed)::int assessed, sum(t.attained)::int attained, sum(t.witnessed)::int witnessed
			from member m join group_tallies t on t.group_id = m.id
			where t.standard = ${standard.id} and t.day <= ${asOf}::date
			group by m.root
		), count as (
			select distinct on (p.group_id) p.group_id, p.as_of, p.source, p.age_from, p.resident + p.lodging adults, p.away
			from member m join population_counts p on p.group_id = m.id
			where m.id = m.root and p.as_of <= ${asOf}::date
			order by p.group_id, p.as_of desc, p.declared_on desc
		), grouped as (
			select g.id, g.ward_code, g.name, g.kind, c.as_of, c.source, c.away,
				c.age_from is not null and c.age_from = ${standard.ageFrom} valid, c.adults,
				c.as_of >= ${addDays(asOf, -FRESH_DAYS)}::date fresh,
				coalesce(t.assessed, 0) assessed, coalesce(t.attained, 0) attained, coalesce(t.witnessed, 0) witnessed
			from residential_groups g
			join member m on m.id = g.id and m.root = g.id
			left join tally t on t.root = g.id
			left join count c on c.group_id = g.id
		)`;
	const columns = sql`
		count(x.id)::int "all",
		(count(*) filter (where x.valid))::int declared,
		(count(*) filter (where x.valid and x.fresh))::int fresh,
		(sum(x.adults) filter (where x.valid))::int adults,
		coalesce((sum(x.assessed) filter (where x.valid))::int, 0) assessed,
		coalesce((sum(x.attained) filter (where x.valid))::int, 0) attained,
		coalesce((sum(x.witnessed) filter (where x.valid))::int, 0) witnessed,
		coalesce((sum(x.assessed) filter (where not x.valid))::int, 0) undeclared_assessed,
		coalesce((sum(x.attained) filter (where not x.valid))::int, 0) undeclared_attained`;
	if (level === 'group') {
		return db.execute<Row>(sql`${groups}
			select x.id::text code, x.ward_code above, x.name, x.kind, ${columns},
				max(x.as_of)::text declared_as_of, max(x.source) declared_source, max(x.away) away
			from grouped x group by x.id, x.ward_code, x.name, x.kind`);
	}
	return db.execute<Row>(sql`${groups}
		select w.code, w.province_code above, null name, null kind, ${columns}
		from wards w left join grouped x on x.ward_code = w.code
		where ${inPlace} group by w.code, w.province_code`);
}
