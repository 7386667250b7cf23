import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { may } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { groupsWithin } from '#lib/territory/server/within.ts';

/** Five sheets of eight: as many as are printed at once. */
export const CARD_ROLL_PAGE = 40;

export interface CardRollEntry extends Record<string, unknown> {
	personId: string;
	fullName: string;
	everydayName: string | null;
	birthYear: number;
	household: string | null;
	/** of the card she holds, the last day; null without one */
	cardUntil: Day | null;
}

/**
 * The residents of a group by given name, forty a page, for printing cards: all of them, or those without a card that is
 * good today. Nobody who died or was erased is among them. A group where the reader may give no card is not found.
 */
export async function listCardRoll(
	db: Db,
	actor: Actor,
	{ groupId, without, page }: { groupId: string; without: boolean; page: number },
	now: Date
) {
	const group = await placeOfGroup(db, groupId);
	if (!may(actor, 'card.issue', group)) throw notFound();
	const today = dayOf(now);
	const from = CARD_ROLL_PAGE * (Math.max(1, Math.min(10_000, Math.trunc(page) || 1)) - 1);
	const roll = sql`
		with recursive ${await groupsWithin(db, [group.groupId], today)}, roll as (
			select p.id, p.birth_year, n.full_name, n.everyday_name, n.sort_key,
				(select max(c.expires_on) from learner_cards c where c.voided_at is null and c.person_id in
					(select o.id from people o where o.id = p.id or o.merged_into = p.id)) card_until
			from member m
			join residences r on r.group_id = m.id and r."to" is null
			join people p on p.id = r.person_id and p.merged_into is null and p.died_on is null and p.erased_on is null
			join person_names n on n.person_id = p.id
		)`;
	const [counted] = await db.execute<{ all: number; without: number }>(sql`
		${roll} select count(*)::int "all",
			(count(*) filter (where card_until is null or card_until < ${today}::date))::int "without" from roll`);
	const entries = await db.execute<CardRollEntry>(sql`
		${roll} select id "personId", full_name "fullName", everyday_name "everydayName", birth_year "birthYear",
			to_char(card_until, 'YYYY-MM-DD') "cardUntil",
			(select h.label from household_members hm join households h on h.id = hm.household_id
				where hm.person_id = roll.id and hm."to" is null limit 1) household
		from roll
		where ${without ? sql`card_until is null or card_until < ${today}::date` : sql`true`}
		order by sort_key collate "vi-x-icu", id
		limit ${CARD_ROLL_PAGE} offset ${from}`);
	return { group, entries: [...entries], counts: counted ?? { all: 0, without: 0 } };
}
