import { sql, type SQL } from 'drizzle-orm';
import type { Evidence, Known, Tried, Waiver, WaiverKind, WaiverReason } from '#lib/compliance/cycle.ts';
import { groupBy } from '#lib/compliance/server/duty-rows.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';

type KnownEvidence = Pick<Known, 'tried' | 'elsewhere' | 'read' | 'waiver'>;

/** What is known for one cycle. */
export type KnownOf = (dutyId: string, personId: string, n: number) => KnownEvidence;

/** All that says something about some people's cycles by the end of a day, under whichever of their records. */
export async function listEvidence(db: Db, personIds: readonly string[], asOf: Day): Promise<KnownOf> {
	const hers = sql`coalesce(p.merged_into, p.id) = any(${sql.param(personIds)}::uuid[])`;
	const [tried, read, elsewhere, waivers] = await Promise.all([
		listTried(db, hers, asOf),
		listRead(db, hers, asOf),
		listElsewhere(db, hers, asOf),
		listWaivers(db, hers, asOf)
	]);
	return (dutyId, personId, n) => ({
		tried: tried.get(personId) ?? [],
		read: read.get(personId) ?? [],
		elsewhere: elsewhere.get(`${dutyId} ${personId}`) ?? [],
		waiver: waivers.get(`${dutyId} ${personId} ${n}`)?.at(-1) ?? null
	});
}

async function listTried(db: Db, hers: SQL, asOf: Day) {
	const rows = await db.execute<{ [key in keyof (Tried & { personId: string })]: (Tried & { personId: string })[key] }>(
		sql`select coalesce(p.merged_into, p.id) "personId", r.module, r.result, r.day::text "on", r.asked, r."right",
			r.passed, r.witnessed
		from module_results r join people p on p.id = r.person_id
		where ${hers} and r.door <> 'practical' and r.day <= ${asOf}::date order by r.day, r.result, r.module`
	);
	return groupBy(rows, ({ personId }) => personId);
}

async function listRead(db: Db, hers: SQL, asOf: Day) {
	const rows = await db.execute<{ personId: string; module: string; on: Day }>(sql`
		select distinct coalesce(p.merged_into, p.id) "personId", l.module, l.completed_on::text "on"
		from lesson_progress l join people p on p.id = l.person_id
		where ${hers} and l.completed_on <= ${asOf}::date`);
	return groupBy(rows, ({ personId }) => personId);
}

async function listElsewhere(db: Db, hers: SQL, asOf: Day) {
	const rows = await db.execute<{ key: string; id: string; modules: string[]; platform: string; on: Day }>(sql`
		select e.duty_id || ' ' || coalesce(p.merged_into, p.id) "key", e.id, e.modules, e.platform,
			e.completed_on::text "on"
		from completions_elsewhere e join people p on p.id = e.person_id
		where ${hers} and e.completed_on <= ${asOf}::date and e.withdrawn_at is null order by e.completed_on, e.id`);
	const each = rows.flatMap(({ key, id, modules, platform, on }) =>
		modules.map((module) => {
			const one = { kind: 'elsewhere' as const, module, completion: id, platform, on };
			return { key, one: one satisfies Evidence };
		})
	);
	const grouped = groupBy(each, ({ key }) => key);
	return new Map([...grouped].map(([key, list]) => [key, list.map(({ one }) => one)]));
}

async function listWaivers(db: Db, hers: SQL, asOf: Day): Promise<Map<string, Waiver[]>> {
	const rows = await db.execute<{
		key: string;
		id: string;
		kind: WaiverKind;
		reason: WaiverReason;
		paper: string | null;
		until: Day | null;
		grantedBy: string;
		grantedAt: string;
		withdrawnAt: string | null;
	}>(sql`
		select w.duty_id || ' ' || coalesce(p.merged_into, p.id) || ' ' || w.n "key", w.id, w.kind, w.reason, w.paper,
			w.until::text "until", w.granted_by "grantedBy", w.granted_at::text "grantedAt",
			w.withdrawn_at::text "withdrawnAt"
		from waivers w join people p on p.id = w.person_id where ${hers} order by w.granted_at, w.id`);
	const inForce = rows
		.map(({ grantedAt, withdrawnAt, ...waiver }) => ({
			...waiver,
			grantedOn: dayOf(new Date(grantedAt)),
			withdrawnOn: withdrawnAt === null ? null : dayOf(new Date(withdrawnAt))
		}))
		.filter(({ grantedOn, withdrawnOn }) => grantedOn <= asOf && (withdrawnOn === null || withdrawnOn > asOf));
	const grouped = groupBy(inForce, ({ key }) => key);
	return new Map(
		[...grouped].map(([key, list]) => [key, list.map(({ key: _key, withdrawnOn: _on, ...waiver }) => waiver)])
	);
}
