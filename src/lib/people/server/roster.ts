import type { SystemActor } from '#lib/access/actor.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { inPages } from '#lib/server/db/in-pages.ts';
import { searchNames, searchText, sortKey, tidyName } from '#lib/shared/names.ts';
import { householdMembers, households, personNames } from '#lib/people/server/schema.ts';

const ROWS_A_WRITE = 1_000;

export interface RosterHousehold {
	id: string;
	groupId: string;
	label: string;
	since: string;
	members: {
		personId: string;
		fullName: string;
		everydayName: string | null;
		registeredBy: string;
		registeredAt: Date;
	}[];
}

/** Writes the names of many people and the households they live in, by the thousand. The log is the caller's affair. */
export async function addRoster(db: Db, _actor: SystemActor, roster: readonly RosterHousehold[]): Promise<void> {
	const names = roster.flatMap(({ members }) =>
		members.map((member) => {
			const fullName = tidyName(member.fullName);
			const search = searchNames(fullName, member.everydayName);
			return { ...member, fullName, phone: null, sortKey: sortKey(fullName), search };
		})
	);
	await inPages(names, ROWS_A_WRITE, (rows) => db.insert(personNames).values(rows).onConflictDoNothing());
	const homes = roster.map(({ id, groupId, label }) => ({
		id,
		groupId,
		label,
		landmark: null,
		search: searchText(label)
	}));
	await inPages(homes, ROWS_A_WRITE, (rows) => db.insert(households).values(rows).onConflictDoNothing());
	const members = roster.flatMap(({ id, since, members }) =>
		members.map(({ personId }) => ({ householdId: id, personId, from: since, to: null }))
	);
	await inPages(members, ROWS_A_WRITE, (rows) => db.insert(householdMembers).values(rows).onConflictDoNothing());
}
