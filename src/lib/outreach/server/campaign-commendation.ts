import { inArray, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { may } from '#lib/access/permissions.ts';
import { weightOf, type Force, type Merits } from '#lib/outreach/campaign.ts';
import { within } from '#lib/outreach/server/campaign-figures.ts';
import type { Campaign } from '#lib/outreach/server/campaign-setup.ts';
import { teams } from '#lib/outreach/server/team-schema.ts';
import { namesOf } from '#lib/people/server/names.ts';
import type { Db } from '#lib/server/db/connect.ts';

export interface Commended extends Merits {
	weight: number;
}

/** A row of a raw query. */
type Keyed = { key: string } & Record<string, unknown>;

/**
 * Who did most in the reader's wards of a campaign: forces, teams, and people who wrote down what they gave. By WEIGHTS;
 * of equal weight whoever helped more people. A helped person counts once for each, and as attained only if she attained
 * the standard on the day or after she was helped. A deed counts for each team in which whoever gave it was that day, so
 * teams are not added up. Whoever was erased is named by nobody.
 */
export async function listCommended(
	db: Db,
	actor: Actor,
	campaign: Campaign,
	standard: string
): Promise<{
	forces: (Commended & { force: Force })[];
	teams: (Commended & { teamId: string; name: string })[];
	people: (Commended & { personId: string; name: string })[];
}> {
	const wardCodes = campaign.wards
		.filter((ward) => may(actor, 'campaign.commend', ward))
		.map(({ wardCode }) => wardCode);
	const scope = { campaignId: campaign.id, wardCodes };
	const meritsBy = (key: SQL, from: SQL) =>
		db.execute<Merits & Keyed>(sql`
			select ${key} "key", sum(r.actions)::int actions, count(r.person_id)::int named,
				count(distinct coalesce(p.merged_into, p.id))::int people,
				(count(distinct s.person_id) filter (where s.attained_day >= r."on"))::int attained
			from support_records r ${from}
			left join people p on p.id = r.person_id
			left join literacy_statuses s on s.person_id = coalesce(p.merged_into, p.id) and s.standard = ${standard}
			where ${within(scope)} group by 1`);
	const byForce = await meritsBy(sql`r.force`, sql``);
	const byTeam = await meritsBy(sql`giving.team_id`, inTeams(wardCodes));
	const forces = byForce.map(({ key, ...merits }) => ({ force: key as Force, ...weighed(merits) }));
	const supporters = await meritsBy(sql`r.supporter_id`, sql``);
	const names = await namesOf(
		db,
		supporters.map(({ key }) => key)
	);
	const people = supporters.flatMap(({ key, ...merits }) => {
		const name = names.get(key);
		return name === undefined ? [] : [{ personId: key, name, ...weighed(merits) }];
	});
	const called = await db
		.select({ id: teams.id, name: teams.name })
		.from(teams)
		.where(inArray(teams.wardCode, wardCodes));
	const named = byTeam.flatMap(({ key, ...merits }) => {
		const team = called.find(({ id }) => id === key);
		return team ? [{ teamId: team.id, name: team.name, ...weighed(merits) }] : [];
	});
	return { forces: forces.sort(byWeight), teams: named.sort(byWeight), people: people.sort(byWeight) };
}

/** Beside each deed, the teams of some wards in which whoever gave it was that day, each once; the console is in none. */
function inTeams(wardCodes: readonly string[]): SQL {
	return sql`join lateral (
		select distinct tm.team_id from team_members tm
		join teams t on t.id = tm.team_id and t.ward_code = any(${sql.param([...wardCodes])}::text[])
		join people member on member.id = tm.person_id
		join people giver on giver.id = case when r.supporter_id ~ '^[0-9a-f-]{36}$' then r.supporter_id::uuid end
			and coalesce(giver.merged_into, giver.id) = coalesce(member.merged_into, member.id)
		where tm."from" <= r."on" and (tm."to" is null or tm."to" > r."on")
	) giving on true`;
}

function weighed({ attained, people, named, actions }: Merits): Commended {
	const merits = { attained, people, named, actions };
	return { ...merits, weight: weightOf(merits) };
}

function byWeight(a: Commended, b: Commended): number {
	return b.weight - a.weight || b.people - a.people || b.actions - a.actions;
}
