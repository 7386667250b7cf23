import { sql, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { may, placesFor, type Target } from '#lib/access/permissions.ts';
import type { HelpState, Outcome, Suits, Topic, Way } from '#lib/outreach/help-request.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf, type Day } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { COUNTRY } from '#lib/territory/place.ts';
import { targetOf } from '#lib/outreach/server/teams.ts';
import { groupsWithin } from '#lib/territory/server/within.ts';

/** How long a request that is done stays in the list, in days. */
const SHOWN_AFTER = 7;

interface Row extends Record<string, unknown> {
	id: string;
	wardCode: string;
	provinceCode: string;
	groupId: string | null;
	groupName: string | null;
	/** another group stands for it since */
	groupEnded: boolean;
	/** of the record that stands for her now */
	personId: string | null;
	/** null once erased */
	name: string | null;
	topic: Topic;
	note: string | null;
	suits: Suits;
	way: Way;
	askedOn: Day;
	memberId: string | null;
	/** who was sent; null once erased */
	helper: string | null;
	helperId: string | null;
	outcome: Outcome | null;
	doneOn: Day | null;
}

export type HelpRequest = Row & { state: HelpState; place: Target };

/** A request that the reader may see: hers, or one of her places (`help_request.read`); else it is not found (404). */
export async function readHelpRequest(db: Db, actor: Actor, id: string): Promise<HelpRequest> {
	const [row] = isId(id) ? await select(db, sql`r.id = ${id}`, sql`1`) : [];
	if (!row) throw notFound();
	const request = await asRequest(db, row);
	const isHers = request.personId !== null && request.personId === actor.id;
	if (!isHers && !may(actor, 'help_request.read', request.place)) throw notFound();
	return request;
}

/** What somebody may see who waits and who was helped within a week, the oldest first; at most two hundred. */
export async function listHelpRequests(db: Db, actor: Actor, now: Date): Promise<HelpRequest[]> {
	const places = placesFor(actor, 'help_request.read');
	if (places.length === 0) return [];
	const today = dayOf(now);
	const rows = await select(
		db,
		sql`${within(places)} and (r.done_at is null or r.done_on > ${addDays(today, -SHOWN_AFTER)}::date)`,
		sql`r.done_at is not null, r.member_id is not null, r.asked_on, r.taken_at`,
		sql`with recursive ${await groupsWithin(db, places, today)}`
	);
	return Promise.all(rows.map((row) => asRequest(db, row)));
}

/** How many of those wait for somebody to be sent to them. */
export async function countWaiting(db: Db, actor: Actor, now: Date): Promise<number> {
	const places = placesFor(actor, 'help_request.read');
	if (places.length === 0) return 0;
	const [row] = await db.execute<{ n: number }>(sql`
		with recursive ${await groupsWithin(db, places, dayOf(now))}
		select count(*)::int n from help_requests r join wards w on w.code = r.ward_code
		where ${within(places)} and r.outcome is null and r.member_id is null`);
	return row?.n ?? 0;
}

function within(places: readonly string[]): SQL {
	if (places.includes(COUNTRY)) return sql`true`;
	const codes = sql.param([...places]);
	return sql`(r.ward_code = any(${codes}::text[]) or w.province_code = any(${codes}::text[])
		or r.group_id in (select id from member))`;
}

/** What somebody asked last, if she still waits or was helped within a week. */
export async function findOwnHelpRequest(db: Db, personId: string, now: Date): Promise<HelpRequest | null> {
	const [row] = await select(
		db,
		sql`coalesce(p.merged_into, p.id) = ${personId}
			and (r.done_at is null or r.done_on > ${addDays(dayOf(now), -SHOWN_AFTER)}::date)`,
		sql`r.taken_at desc`
	);
	return row ? asRequest(db, row) : null;
}

/** The request of a person, under any of her records, that nobody has finished. */
export async function findOpenOf(db: Db, personId: string): Promise<string | null> {
	const [row] = await select(
		db,
		sql`coalesce(p.merged_into, p.id) = ${personId} and r.done_at is null`,
		sql`r.taken_at desc`
	);
	return row?.id ?? null;
}

function select(db: Db, which: SQL, order: SQL, head = sql``): Promise<Row[]> {
	return db.execute<Row>(sql`
		${head}
		select r.id, r.ward_code "wardCode", w.province_code "provinceCode", r.group_id "groupId", g.name "groupName",
			g.valid_to is not null "groupEnded",
			coalesce(p.merged_into, p.id) "personId", coalesce(n.everyday_name, n.full_name, r.name) name, r.topic,
			case when p.erased_on is null then r.note end note, r.suits, r.way, r.asked_on::text "askedOn",
			r.member_id "memberId", coalesce(hn.everyday_name, hn.full_name) helper,
			coalesce(hp.merged_into, hp.id) "helperId", r.outcome, r.done_on::text "doneOn"
		from help_requests r
		join wards w on w.code = r.ward_code
		left join residential_groups g on g.id = r.group_id
		left join people p on p.id = r.person_id
		left join person_names n on n.person_id = coalesce(p.merged_into, p.id)
		left join team_members tm on tm.id = r.member_id
		left join people hp on hp.id = tm.person_id
		left join person_names hn on hn.person_id = coalesce(hp.merged_into, hp.id)
		where ${which}
		order by ${order}
		limit 200`);
}

async function asRequest(db: Db, row: Row): Promise<HelpRequest> {
	const { wardCode, provinceCode, groupId } = row;
	const here = { wardCode, provinceCode, ...(groupId !== null && { groupId }) };
	const place = row.groupEnded ? await targetOf(db, wardCode, groupId) : here;
	const state = row.outcome !== null ? 'done' : row.memberId !== null ? 'assigned' : 'waiting';
	return { ...row, state, place: { ...place, ...(row.personId !== null && { personId: row.personId }) } };
}
