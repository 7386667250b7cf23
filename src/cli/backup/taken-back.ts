import { sql } from 'drizzle-orm';
import { atConsole } from '#lib/access/actor.ts';
import { record } from '#lib/ledger/server/record.ts';
import type { Purpose } from '#lib/people/consent.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, laterDay, type Day } from '#lib/shared/dates.ts';
import { voidCard } from '#lib/sign-in/server/cards.ts';
import { erasePerson } from '#lib/sign-in/server/erasure.ts';
import { endRole } from '#lib/sign-in/server/roles.ts';
import { withdrawConsent } from '#lib/sign-in/server/withdrawal.ts';

/** What must not come back with an archive, in the order in which it is taken back again. */
export const KINDS = ['consent', 'card', 'role', 'erasure'] as const;
export type Kind = (typeof KINDS)[number];

/** That something was taken back: ids, codes and a moment, nothing that names anybody. */
export interface TakenBack {
	kind: Kind;
	/** of the consent, the card, the role, or the event that erased her */
	id: string;
	personId: string;
	/** of a role: the day from which it holds no longer */
	at: string;
	purpose?: Purpose;
}

type Row = Omit<TakenBack, 'kind'> & Record<string, unknown>;

/** Everything that this database knows to have been taken back. */
export async function listTakenBack(db: Db): Promise<TakenBack[]> {
	const all: TakenBack[] = [];
	for (const kind of KINDS) {
		const rows = await db.execute<Row>(LISTS[kind]);
		all.push(...rows.map((row) => ({ ...row, kind, at: new Date(row.at).toISOString() })));
	}
	return all;
}

const LISTS = {
	consent: sql`select id, person_id as "personId", withdrawn_at as at, purpose from consents where withdrawn_at is not null`,
	card: sql`select id, person_id as "personId", voided_at as at from learner_cards
		where voided_at is not null and person_id is not null`,
	role: sql`select id, person_id as "personId", "to" as at from roles where "to" is not null`,
	erasure: sql`select id, subject_id as "personId", occurred_at as at from events where kind = 'person.erased'`
};

/** Takes one thing back again. False where the archive does not know it, or knows it as taken back. */
export async function takeBack(db: Db, one: TakenBack, now: Date): Promise<boolean> {
	const { kind, id, personId, purpose, at } = one;
	const until = dayOf(new Date(at));
	if ((await db.execute(stillThere(one, until))).length === 0) return false;
	if (kind === 'erasure') await record(db, atConsole, erasePerson, { personId, eventId: id }, new Date(at));
	else if (kind === 'consent' && purpose) await withdrawConsent(db, atConsole, { personId, purpose }, new Date(at));
	else if (kind === 'card') await voidCard(db, atConsole, personId, now);
	else if (kind === 'role') await endRole(db, atConsole, id, laterDay(until, dayOf(now)), now);
	return true;
}

function stillThere({ kind, id, personId }: TakenBack, until: Day) {
	const known = sql`exists (select 1 from people where id = ${personId}::uuid and erased_on is null)`;
	switch (kind) {
		case 'consent':
			return sql`select 1 from consents where id = ${id}::uuid and withdrawn_at is null and ${known}`;
		case 'card':
			return sql`select 1 from learner_cards where id = ${id}::uuid and voided_at is null and ${known}`;
		case 'role':
			return sql`select 1 from roles where id = ${id}::uuid and ("to" is null or "to" > ${until}::date)`;
		case 'erasure':
			return sql`select 1 where ${known}`;
	}
}
