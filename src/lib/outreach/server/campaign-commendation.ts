import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { may } from '#lib/access/permissions.ts';
import { weightOf, type Force, type Merits } from '#lib/outreach/campaign.ts';
import { within } from '#lib/outreach/server/campaign-figures.ts';
import type { Campaign } from '#lib/outreach/server/campaign-setup.ts';
import { namesOf } from '#lib/people/server/names.ts';
import type { Db } from '#lib/server/db/connect.ts';

export interface Commended extends Merits {
	weight: number;
}

/** A row of a raw query. */
type Keyed = { key: string } & Record<string, unknown>;

/**
 * Who did most in the reader's wards of a campaign: forces, and people who wrote down what they gave. By WEIGHTS; of
 * equal weight whoever helped more people. A helped person counts once for each, and as attained only if she attained
 * the standard on the day or after she was helped. Whoever was erased is named by nobody.
 */
export async function listCommended(
	db: Db,
	actor: Actor,
	campaign: Campaign,
	standard: string
): Promise<{ forces: (Commended & { force: Force })[]; people: (Commended & { personId: string; name: string })[] }> {
	const wardCodes = campaign.wards
		.filter((ward) => may(actor, 'campaign.commend', ward))
		.map(({ wardCode }) => wardCode);
	const scope = { campaignId: campaign.id, wardCodes };
	const meritsBy = (key: 'force' | 'supporter_id') =>
		db.execute<Merits & Keyed>(sql`
			select r.${sql.identifier(key)} "key", sum(r.actions)::int actions, count(r.person_id)::int named,
				count(distinct coalesce(p.merged_into, p.id))::int people,
				(count(distinct s.person_id) filter (where s.attained_day >= r."on"))::int attained
			from support_records r
			left join people p on p.id = r.person_id
			left join literacy_statuses s on s.person_id = coalesce(p.merged_into, p.id) and s.standard = ${standard}
			where ${within(scope)} group by 1`);
	const forces = (await meritsBy('force')).map(({ key, ...merits }) => ({ force: key as Force, ...weighed(merits) }));
	const supporters = await meritsBy('supporter_id');
	const names = await namesOf(
		db,
		supporters.map(({ key }) => key)
	);
	const people = supporters.flatMap(({ key, ...merits }) => {
		const name = names.get(key);
		return name === undefined ? [] : [{ personId: key, name, ...weighed(merits) }];
	});
	return { forces: forces.sort(byWeight), people: people.sort(byWeight) };
}

function weighed({ attained, people, named, actions }: Merits): Commended {
	const merits = { attained, people, named, actions };
	return { ...merits, weight: weightOf(merits) };
}

function byWeight(a: Commended, b: Commended): number {
	return b.weight - a.weight || b.people - a.people || b.actions - a.actions;
}
