import { sql, type SQL } from 'drizzle-orm';
import type { AdultTerm } from '#lib/literacy/bridge.ts';
import { sides, type Span } from '#lib/literacy/server/bridge-sides.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';

const GROUPS_PAGE = 50;

/** A group whose denominator changed; null where nothing had been declared. */
export interface BridgeGroup extends Record<string, unknown> {
	groupId: string;
	groupName: string;
	wardCode: string;
	wardName: string | null;
	wardKind: string | null;
	before: number | null;
	/** as of which day that was declared; of several groups that became one, the oldest */
	beforeOn: Day | null;
	after: number | null;
	afterOn: Day | null;
	/** the groups for which it stands now, by name */
	parts: string[];
}

/** The groups of one term of the denominator with both declarations, fifty on a page; where most changed first. */
export async function listBridgeGroups(
	db: Db,
	span: Span,
	term: AdultTerm,
	page: number
): Promise<{ groups: BridgeGroup[]; total: number; pages: number }> {
	const rows = await db.execute<BridgeGroup & { total: number }>(sql`
		${adultChanges(span)}
		select c.root "groupId", g.name "groupName", g.ward_code "wardCode", n.name "wardName", n.kind "wardKind",
			c.before, c.before_on::text "beforeOn", c.after, c.after_on::text "afterOn",
			array(select x.name from residential_groups x where x.id = any(c.parts) order by length(x.name), x.name) parts,
			(count(*) over ())::int total
		from adult_change c
		join residential_groups g on g.id = c.root
		left join place_names n on n.place_code = g.ward_code
			and n."from" <= ${span.to}::date and (n."to" is null or n."to" > ${span.to}::date)
		where c.term = ${term}
		order by abs(coalesce(c.after, 0) - coalesce(c.before, 0)) desc, g.ward_code, length(g.name), g.name, c.root
		limit ${GROUPS_PAGE} offset ${(Math.max(1, page) - 1) * GROUPS_PAGE}`);
	const total = rows[0]?.total ?? 0;
	const groups = rows.map(({ total: _total, ...group }) => group);
	return { groups, total, pages: Math.ceil(total / GROUPS_PAGE) };
}

/**
 * `adult_change(root, unit, term, before, before_on, after, after_on, parts)`: every group whose adults differ. Groups
 * for which another one stands on the later day are summed beside it.
 */
export function adultChanges(span: Span): SQL {
	return sql`
		with ${sides(span)}, paired as (
			select coalesce(l.root, e.root) root, coalesce(l.unit, e.unit) unit,
				sum(e.adults)::int before, min(e.as_of) before_on, max(l.adults) after, max(l.as_of) after_on,
				coalesce(array_agg(e.own) filter (where e.own <> l.root), '{}') parts,
				bool_or(l.root is null) ended
			from (
				select e.id own, coalesce(t.root, e.id) root, e.unit, e.adults, e.as_of
				from earlier e left join later t on t.id = e.id where e.id = e.root
			) e
			full join (select * from later where id = root) l on l.root = e.root and l.unit = e.unit
			group by 1, 2
		), adult_change as (
			select *, case
				when ended then 'ended'
				when parts <> '{}' then 'regrouped'
				when before is null then 'newly_declared'
				when after is null then 'other'
				else 'declared_anew'
			end term
			from paired where coalesce(before, 0) <> coalesce(after, 0)
		)`;
}
