import { sql } from 'drizzle-orm';
import type { Library } from '#lib/curriculum/content.ts';
import { residentsStandard } from '#lib/curriculum/library.ts';
import { INDICATORS } from '#lib/indicators/catalogue.ts';
import { listIndicatorValues } from '#lib/indicators/server/values.ts';
import { readFigure } from '#lib/literacy/server/figure.ts';
import { listServiceNames } from '#lib/outreach/server/support-services.ts';
import type { Period } from '#lib/periodic/period.ts';
import type { Movements, ReportBody, ReportedIndicator, Support, Teaching } from '#lib/periodic/report-body.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, type Day } from '#lib/shared/dates.ts';
import type { Place } from '#lib/territory/place.ts';
import { withAgeRule } from '#lib/territory/server/age-rules.ts';

interface Scope {
	wardCode: string;
	from: Day;
	to: Day;
	standard: string;
}

/** All figures of a ward for a period, as of its last day or, while it goes on, of today: as they are known now. */
export async function drawUp(db: Db, library: Library, ward: Place, period: Period, today: Day): Promise<ReportBody> {
	const asOf = period.to < today ? period.to : today;
	// The day before it by the same rule, so that the two can be compared.
	const standard = await withAgeRule(db, residentsStandard(library), ward.code, asOf);
	const scope = { wardCode: ward.code, from: period.from, to: asOf, standard: standard.id };
	const { parts: _, ...before } = await readFigure(db, ward.code, standard, addDays(period.from, -1));
	const { adults, assessed, attained, witnessed } = before;
	const { code, name, kind, provinceCode } = ward;
	return {
		place: { code, name, kind, provinceCode: provinceCode ?? '' },
		period,
		asOf,
		standard: { id: standard.id, version: standard.version, name: standard.name },
		figure: await readFigure(db, ward.code, standard, asOf),
		before: { adults, assessed, attained, witnessed },
		movements: await readMovements(db, scope),
		support: await readSupport(db, scope),
		teaching: await readTeaching(db, scope),
		indicators: await readIndicators(db, library, ward.code, asOf),
		open: null
	};
}

async function readIndicators(db: Db, library: Library, wardCode: string, asOf: Day): Promise<ReportedIndicator[]> {
	const values = new Map((await listIndicatorValues(db, wardCode, asOf, library)).map((value) => [value.id, value]));
	return INDICATORS.flatMap(({ id, name, reported }) => {
		const value = values.get(id);
		if (!value || (reported === null && value.numerator === null)) return [];
		const { numerator, denominator, unknown, computed, source } = value;
		return [{ id, name, numerator, denominator, unknown, computed, source, asOf: value.asOf }];
	});
}

/** Ended groups count too: a move is told where it happened. */
async function readMovements(db: Db, { wardCode, from, to, standard }: Scope): Promise<Movements> {
	const inPeriod = (column: string) => sql`${sql.raw(column)} between ${from}::date and ${to}::date`;
	const [row] = await db.execute<Movements & Record<string, unknown>>(sql`
		with own as (
			select r.* from residences r join residential_groups g on g.id = r.group_id and g.ward_code = ${wardCode}
			join people p on p.id = r.person_id and p.merged_into is null
		), come as (
			select o.person_id, (
				select case when g.ward_code = ${wardCode} then 'within' else 'elsewhere' end
				from residences b join residential_groups g on g.id = b.group_id
				where b.person_id = o.person_id and b."from" < o."from" order by b."from" desc limit 1) came
			from own o where ${inPeriod('o."from"')}
		), gone as (
			select o.person_id from own o where ${inPeriod('o."to"')} and not exists (
				select 1 from own n where n.person_id = o.person_id and n."from" = o."to")
			and not exists (select 1 from people p where p.id = o.person_id and p.died_on = o."to")
		), home as (
			select distinct o.person_id from own o
			where o.confirmed_on <= ${to}::date and o."from" <= ${to}::date and (o."to" is null or o."to" > ${to}::date)
		)
		select (select count(distinct person_id) from come where came is null)::int entered,
			(select count(distinct person_id) from come where came = 'elsewhere')::int "movedIn",
			(select count(*) from come where came = 'within')::int "movedWithin",
			(select count(distinct person_id) from gone)::int "movedOut",
			(select count(distinct p.id) from people p join own o on o.person_id = p.id
				where ${inPeriod('p.died_on')} and o."from" <= p.died_on and (o."to" is null or o."to" >= p.died_on))::int died,
			(select count(distinct person_id) from own where ${inPeriod('confirmed_on')})::int confirmed,
			(select count(*) from home join literacy_statuses s using (person_id)
				where s.standard = ${standard} and ${inPeriod('s.assessed_day')})::int assessed,
			(select count(*) from home join literacy_statuses s using (person_id)
				where s.standard = ${standard} and ${inPeriod('s.attained_day')})::int attained,
			(select count(*) from home join literacy_statuses s using (person_id)
				where s.standard = ${standard} and ${inPeriod('s.witnessed_day')})::int witnessed`);
	if (!row) throw new Error('a query of counts gave no row');
	return row;
}

async function readSupport(db: Db, { wardCode, from, to }: Scope): Promise<Support> {
	const rows = await db.execute<{ id: string | null; actions: number; anonymous: number; people: number }>(sql`
		select r.service_id id, coalesce(sum(r.actions), 0)::int actions,
			coalesce(sum(r.actions) filter (where r.person_id is null), 0)::int anonymous,
			count(distinct coalesce(p.merged_into, p.id))::int people
		from support_records r left join people p on p.id = r.person_id
		where r.ward_code = ${wardCode} and r."on" between ${from}::date and ${to}::date and r.withdrawn_at is null
		group by grouping sets ((), (r.service_id)) order by r.service_id`);
	const names = await listServiceNames(db);
	const total = rows.find(({ id }) => id === null);
	return {
		...{ actions: total?.actions ?? 0, anonymous: total?.anonymous ?? 0, people: total?.people ?? 0 },
		services: rows.flatMap(({ id, actions, people }) =>
			id === null ? [] : [{ id, name: names.get(id) ?? id, actions, people }]
		)
	};
}

async function readTeaching(db: Db, { wardCode, from, to }: Scope): Promise<Teaching> {
	const [row] = await db.execute<Teaching & Record<string, unknown>>(sql`
		with held as (
			select m.id, m.class_id, c.learning_point_id, coalesce(p.merged_into, p.id) person_id
			from class_meetings m join classes c on c.id = m.class_id and c.ward_code = ${wardCode}
			join attendance_marks a on a.meeting_id = m.id and a.mark in ('present', 'late')
				and a.replaced_at is null
			join people p on p.id = a.person_id
			where m.day between ${from}::date and ${to}::date and m.cancelled_at is null
		), used as (
			select learning_point_id from held
			union select learning_point_id from openings where ward_code = ${wardCode}
				and (opened_at at time zone 'Asia/Ho_Chi_Minh')::date between ${from}::date and ${to}::date
		)
		select (select count(distinct class_id) from held)::int classes, (select count(distinct id) from held)::int meetings,
			(select count(distinct person_id) from held)::int learners, (select count(*) from used)::int "pointsUsed",
			(select count(*) from learning_points where ward_code = ${wardCode}
				and (valid_to is null or valid_to > ${to}::date))::int points`);
	if (!row) throw new Error('a query of counts gave no row');
	return row;
}
