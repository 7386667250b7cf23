import { sql } from 'drizzle-orm';
import { overviewLetter, type AgencyCounts } from '#lib/compliance/server/reminder-words.ts';
import type { Post } from '#lib/compliance/server/reminders-duties.ts';
import { sendOnce } from '#lib/compliance/server/reminders.ts';
import { listCycleStates } from '#lib/compliance/server/standing.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf, daysBetween, type Day } from '#lib/shared/dates.ts';
import { listMailAddresses } from '#lib/sign-in/server/mail-address.ts';

interface Head {
	[key: string]: unknown;
	personId: string;
	fullName: string | null;
	agencyId: string;
	agency: string;
}

/**
 * Tells every head of agency once a week how it stands there, in the application and as a letter to whoever gave an
 * address. Run it daily: the first run of a week tells. An agency nobody must learn in is told about to nobody.
 */
export async function tellHeads(db: Db, { mailer, address }: Post, now: Date): Promise<number> {
	const today = dayOf(now);
	const heads = await listHeads(db, today);
	const addresses = await listMailAddresses(
		db,
		heads.map(({ personId }) => personId)
	);
	let sent = 0;
	for (const { personId, fullName, agencyId, agency } of heads) {
		const reminding = { subject: `agency:${agencyId}:${personId}`, event: `week:${mondayOf(today)}`, personId };
		const counts = await countAgency(db, agencyId, agency, today);
		if (counts.total === 0) continue;
		const inApp = await sendOnce(db, { ...reminding, channel: 'app' }, () => Promise.resolve(), now);
		if (inApp === 'sent') sent += 1;
		const to = addresses.get(personId);
		if (mailer === null || to === undefined) continue;
		const words = overviewLetter(fullName, counts, today, address);
		const letter = () => mailer.send({ id: `${reminding.subject}.${reminding.event}`, to, ...words });
		if ((await sendOnce(db, { ...reminding, channel: 'mail' }, letter, now)) === 'sent') sent += 1;
	}
	return sent;
}

/** How many of an agency have done what they must, at the end of a day. */
export async function countAgency(db: Db, agencyId: string, agency: string, on: Day): Promise<AgencyCounts> {
	const states = (await listCycleStates(db, { agencyId }, on)).filter(
		({ state }) => !['waived', 'postponed', 'ended'].includes(state)
	);
	const open = states.filter(({ state }) => state === 'not_started' || state === 'in_progress');
	return {
		agency,
		total: states.length,
		done: states.filter(({ state }) => state === 'done_on_time' || state === 'done_late').length,
		overdue: states.filter(({ state }) => state === 'overdue').length,
		soon: open.filter(({ due }) => daysBetween(on, due) <= 30).length
	};
}

/** Whoever holds the role at a place and a post in an agency of that place. */
async function listHeads(db: Db, today: Day): Promise<Head[]> {
	return db.execute<Head>(sql`
		select distinct coalesce(p.merged_into, p.id) as "personId", n.full_name as "fullName",
			g.id as "agencyId", g.name as agency
		from roles r
		join people p on p.id = r.person_id
		join people q on coalesce(q.merged_into, q.id) = coalesce(p.merged_into, p.id)
		join appointments a on a.person_id = q.id and a."from" <= ${today}::date
			and (a."to" is null or a."to" > ${today}::date)
		join agencies g on g.id = a.agency_id and r.place = coalesce(g.ward_code, g.province_code)
		left join person_names n on n.person_id = coalesce(p.merged_into, p.id)
		where r.role = 'head_of_agency' and r."from" <= ${today}::date and (r."to" is null or r."to" > ${today}::date)
			and p.erased_on is null and p.died_on is null
		order by 4, 1`);
}

function mondayOf(day: Day): Day {
	const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
	return addDays(day, -((weekday + 6) % 7));
}
