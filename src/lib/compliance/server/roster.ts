import { sql, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, type Target } from '#lib/access/permissions.ts';
import { likeOf, planRoster, type Addressed, type LinePlan, type RosterLine } from '#lib/compliance/roster.ts';
import { listAgenciesAt, type Agency } from '#lib/compliance/server/agencies.ts';
import { correctPost, writeEnd, writePosts, type NewPost, type PostedAt } from '#lib/compliance/server/appointments.ts';
import { listOfficials } from '#lib/compliance/server/posts.ts';
import { readRoster } from '#lib/compliance/server/roster-table.ts';
import { openCycles } from '#lib/compliance/server/sweep.ts';
import { checkBirthYear, type StaffEnrolment } from '#lib/people/server/register.ts';
import { readTable } from '#lib/server/read-table.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { searchText } from '#lib/shared/names.ts';

/** What a list that somebody sends would do, line by line (`agency.keep`). Writes nothing. */
export async function tryRoster(
	db: Db,
	actor: Actor,
	agency: Agency,
	file: Uint8Array,
	now: Date
): Promise<LinePlan[]> {
	allow(actor, 'agency.keep', agency.target);
	const agencies = await listAgenciesAt(db, agency.target);
	const lines = readRoster(await readTable(file), agencies, agency, now);
	if (lines.length === 0) throw new DomainError('table_empty', 422);
	return planOf(db, agency, agencies, lines, now);
}

/** Makes the records of whoever is new, in one go; the ledger's, which stands above this feature. */
export type Enrol = (tx: Db, staff: readonly StaffEnrolment[]) => Promise<unknown>;

/**
 * Does what the dry run showed (`agency.keep`), all of it or nothing. Planned anew, since somebody may have worked on
 * it meanwhile: sent again, by two officers or after a cut, whatever is done already is the same and stays.
 */
export async function takeRoster(
	db: Db,
	actor: Actor,
	agency: Agency,
	lines: readonly RosterLine[],
	enrol: Enrol,
	now: Date
): Promise<{ added: number; changed: number; left: number }> {
	allow(actor, 'agency.keep', agency.target);
	return db.transaction(async (tx) => {
		// One list of a place at a time: two officers with one list must not make everybody twice.
		const place = agency.wardCode ?? agency.provinceCode;
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('roster ' || ${place}::text, 0))`);
		const agencies = await listAgenciesAt(tx, agency.target);
		const plans = await planOf(tx, agency, agencies, lines, now);
		await carryOut(tx, actor, agencies, plans, enrol, now);
		await openCycles(tx, now, agency.target);
		const count = (...states: LinePlan['state'][]) => plans.filter(({ state }) => states.includes(state)).length;
		return { added: count('new'), changed: count('changed'), left: count('doubtful', 'wrong') };
	});
}

async function planOf(
	db: Db,
	agency: Agency,
	agencies: readonly Agency[],
	lines: readonly RosterLine[],
	now: Date
): Promise<LinePlan[]> {
	const posts = await listOfficials(
		db,
		agencies.map(({ id }) => id)
	);
	const checked = lines.map((line) => {
		const isHere = agencies.some(({ id }) => id === line.agencyId);
		const { birthYear } = line;
		return {
			...line,
			agencyId: isHere ? line.agencyId : null,
			birthYear: isPossible(birthYear, now) ? birthYear : null
		};
	});
	const others = await listOthers(db, agency, checked);
	return planRoster(checked, posts, others, dayOf(now), await listAddressed(db, agency, checked));
}

/** Who of the place's register is called like somebody on the list and was born in the same year. */
async function listOthers(db: Db, { target }: Agency, lines: readonly RosterLine[]): Promise<Set<string>> {
	const names = [...new Set(lines.map(({ fullName }) => searchText(fullName)))];
	const rows = await db.execute<{ fullName: string; birthYear: number }>(sql`
		select distinct n.full_name "fullName", p.birth_year "birthYear"
		from person_names n join people p on p.id = n.person_id
		${inPlace(target)} and split_part(n.search, '  ', 1) = any(${sql.param(names)}::text[])`);
	return new Set(rows.map(({ fullName, birthYear }) => likeOf(fullName, birthYear)));
}

/** Whose address stands on the list: of those who live or serve in the place, so that nobody asks about others. */
async function listAddressed(db: Db, { target }: Agency, lines: readonly RosterLine[]): Promise<Addressed[]> {
	const addresses = lines.flatMap(({ email }) => email ?? []);
	if (addresses.length === 0) return [];
	return db.execute<{ [key in keyof Addressed]: Addressed[key] }>(sql`
		select distinct lower(m.address) email, p.id "personId", n.full_name "fullName", p.birth_year "birthYear"
		from mail_addresses m join people s on s.id = m.person_id
		join people p on p.id = coalesce(s.merged_into, s.id)
		left join person_names n on n.person_id = p.id
		${inPlace(target)} and lower(m.address) = any(${sql.param(addresses)}::text[])`);
}

/** Of people `p`: who is alive and known in a place, by home or role. */
function inPlace({ provinceCode = '', wardCode }: Target): SQL {
	return sql`left join residences r on r.person_id = p.id and r."to" is null
		left join residential_groups g on g.id = r.group_id
		left join roles o on o.person_id = p.id
		left join residential_groups h on h.id::text = o.place
		left join wards w on w.code = coalesce(g.ward_code, h.ward_code, o.place)
		where p.merged_into is null and p.died_on is null and p.erased_on is null
			and coalesce(w.province_code, o.place) = ${provinceCode}
			and (${wardCode ?? null}::text is null or w.code = ${wardCode ?? null})`;
}

interface Task extends PostedAt {
	plan: Extract<LinePlan, { state: 'new' | 'changed' }>;
	staff: StaffEnrolment;
}

/** Whoever is new is enrolled and posted in few statements, however long the list; ends and corrections are few. */
async function carryOut(
	tx: Db,
	actor: Actor,
	agencies: readonly Agency[],
	plans: readonly LinePlan[],
	enrol: Enrol,
	now: Date
): Promise<void> {
	const tasks = plans.flatMap((plan) => taskOf(agencies, plan));
	const fresh = tasks.filter(({ plan }) => plan.state === 'new');
	if (fresh.length > 0) {
		await enrol(
			tx,
			fresh.map(({ staff }) => staff)
		);
	}
	for (const { plan, agency, post } of tasks) {
		if (plan.state === 'new') continue;
		const { change, held, line } = plan;
		const left = held && agencies.find(({ id }) => id === held.agencyId);
		if ((change === 'leaves' || change === 'moves_agency') && held && left) {
			await writeEnd(tx, actor, left, held, plan.from, now);
		} else if (change === 'corrected' && held) {
			await correctPost(tx, actor, agency, { ...post, id: held.id, from: line.from ?? held.from }, now);
		}
	}
	await writePosts(
		tx,
		actor,
		tasks.filter(({ plan }) => plan.state === 'new' || (plan.change !== 'leaves' && plan.change !== 'corrected')),
		now
	);
	for (const { plan, agency, post } of fresh) {
		if (plan.line.to !== null) await writeEnd(tx, actor, agency, post, plan.line.to, now);
	}
}

/** What a line asks for, where it asks for something that can be done. */
function taskOf(agencies: readonly Agency[], plan: LinePlan): Task[] {
	if (plan.state !== 'new' && plan.state !== 'changed') return [];
	const { eventId, fullName, birthYear, postId, agencyId, staffCode, position, kind, ...line } = plan.line;
	const agency = agencies.find(({ id }) => id === agencyId);
	if (!agency || kind === null || birthYear === null) return [];
	const personId = plan.state === 'new' ? line.personId : plan.personId;
	const post: NewPost = { id: postId, agencyId: agency.id, personId, position, kind, staffCode, from: plan.from };
	return [{ plan, agency, post, staff: { personId, eventId, fullName, birthYear, at: agency.target } }];
}

function isPossible(birthYear: number | null, now: Date): boolean {
	try {
		checkBirthYear(birthYear ?? 0, now);
		return true;
	} catch {
		return false;
	}
}
