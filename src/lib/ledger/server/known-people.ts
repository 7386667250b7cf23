import { sql, type SQL } from 'drizzle-orm';
import type { Standard } from '#lib/curriculum/content.ts';
import { foldPeople } from '#lib/ledger/fold.ts';
import { standardsIn } from '#lib/ledger/server/log.ts';
import { componentsOf, readTied } from '#lib/ledger/server/tied.ts';
import { CORRECTIONS } from '#lib/ledger/server/uncorrected.ts';
import { clustersOf } from '#lib/people/life.ts';
import type { Ground, KnownPerson } from '#lib/periodic/behind.ts';
import type { Figure } from '#lib/literacy/figure.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';

/** An id is made where its form is shown, at most so long before its event is recorded. */
const FORM_DAYS = 31;

interface Moment {
	wardCode: string;
	figure: Figure;
	standard: Standard;
	asOf: Day;
	knownAt: Date;
}

/**
 * Everybody who ever lived in a ward, as was known of her at a moment, and as is known today. Today's folded rows tell
 * it of nearly all; whom an event touched that was recorded later, and says something of `asOf` or before, is folded once
 * more without it. The groups are those of the report, with the ended ones for which each stood.
 */
export async function readKnownPeople(db: Db, moment: Moment): Promise<{ known: KnownPerson[]; today: KnownPerson[] }> {
	const today = await readToday(db, moment);
	const touched = await readTouched(db, moment);
	if (touched.length === 0) return { known: today, today };
	const log = await readTied(db, new Set(touched));
	const versions = await standardsIn(db, log);
	const [ids, folded] = [new Set<string>(), [] as KnownPerson[]];
	for (const [tied, events] of componentsOf(log)) {
		for (const id of tied) ids.add(id);
		const known = events.filter(({ recordedAt }) => recordedAt <= moment.knownAt);
		for (const cluster of clustersOf(tied, known)) {
			const own = known.filter(({ subjectId }) => cluster.includes(subjectId));
			const { people, residences, literacyStatuses } = foldPeople(cluster, own, versions);
			const status = literacyStatuses.find(({ standard }) => standard === moment.standard.id);
			for (const { id, birthYear, diedOn, mergedInto } of people) {
				if (mergedInto !== null) continue;
				folded.push({
					...{ personId: id, birthYear, diedOn, residences: residences.toSorted(byBeginning) },
					assessedDay: status?.assessedDay ?? null,
					attainedDay: status?.attainedDay ?? null,
					witnessedDay: status?.witnessedDay ?? null
				});
			}
		}
	}
	return { known: [...today.filter(({ personId }) => !ids.has(personId)), ...folded], today };
}

/** The groups in which a report counts: `roots` says which of its groups stands for an ended one. */
export async function readGround(
	db: Db,
	{ wardCode, figure }: Pick<Moment, 'wardCode' | 'figure'>
): Promise<Pick<Ground, 'ward' | 'roots' | 'declared'>> {
	const members = await db.execute<{ id: string; root: string }>(
		sql`with recursive ${membersOf(figure)} select id, root from member`
	);
	const groups = await db.execute<{ id: string }>(sql`select id from residential_groups where ward_code = ${wardCode}`);
	return {
		ward: new Set(groups.map(({ id }) => id)),
		roots: new Map(members.map(({ id, root }) => [id, root])),
		declared: new Set(figure.parts.filter((part) => part.groups.declared > 0).map(({ place }) => place.code))
	};
}

/**
 * A group always comes after those for which it stands, so what stands behind a group of a report was known when the
 * report was; what became of that group later does not matter.
 */
function membersOf({ parts }: Figure): SQL {
	return sql`member(id, root) as (
		select id, id from unnest(${sql.param(parts.map(({ place }) => place.code))}::uuid[]) id
		union all
		select s.from_id, m.root from group_successions s join member m on m.id = s.to_id
	)`;
}

/** For a query's WITH: `candidate(id)`, whoever has a residence in the ward. */
function candidates({ wardCode, figure }: Moment): SQL {
	return sql`${membersOf(figure)}, candidate as materialized (
		select distinct r.person_id id from residences r where r.group_id in (
			select id from member union select id from residential_groups where ward_code = ${wardCode}
		)
	)`;
}

async function readToday(db: Db, moment: Moment): Promise<KnownPerson[]> {
	const rows = await db.execute<KnownPerson & Record<string, unknown>>(sql`
		with recursive ${candidates(moment)}
		select p.id "personId", p.birth_year "birthYear", p.died_on::text "diedOn", s.assessed_day::text "assessedDay",
			s.attained_day::text "attainedDay", s.witnessed_day::text "witnessedDay", (
				select json_agg(json_build_object(
					'groupId', r.group_id, 'from', r."from", 'to', r."to", 'confirmedOn', r.confirmed_on
				) order by r."from") from residences r where r.person_id = p.id
			) residences
		from candidate c join people p on p.id = c.id and p.merged_into is null
		left join literacy_statuses s on s.person_id = p.id and s.standard = ${moment.standard.id}`);
	return [...rows];
}

/** Whom something recorded after the moment touched, and says something of `asOf` or before. */
async function readTouched(db: Db, moment: Moment): Promise<string[]> {
	const { asOf, knownAt } = moment;
	const closed = sql`(${asOf}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'`;
	const first = (knownAt.getTime() - FORM_DAYS * 86_400_000).toString(16).padStart(12, '0');
	const least = `${first.slice(0, 8)}-${first.slice(8)}-7000-8000-000000000000`;
	const rows = await db.execute<{ id: string }>(sql`
		with recursive ${candidates(moment)}
		select distinct e.subject_id id
		from candidate c join people x on coalesce(x.merged_into, x.id) = c.id
		join events e on e.subject_id = x.id and e.id >= ${least}::uuid
		where e.recorded_at > ${knownAt.toISOString()}::timestamptz and (
			e.kind in (${kinds(CORRECTIONS)})
			or (e.kind in (${kinds(DATED)}) and e.body->>'on' <= ${asOf})
			or (e.kind in (${kinds(SAID)}) and e.occurred_at < ${closed})
		)`);
	return rows.map(({ id }) => id);
}

/** Events that name their day, and those that are of the day on which they happened. */
const DATED = ['person.died', 'residence.moved'];
const SAID = ['person.registered', 'residence.confirmed', 'test.submitted', 'practical_check.recorded'];
const kinds = (of: readonly string[]) => sql.raw(of.map((kind) => `'${kind}'`).join(', '));

function byBeginning(a: { from: Day }, b: { from: Day }): number {
	return a.from < b.from ? -1 : a.from > b.from ? 1 : 0;
}
