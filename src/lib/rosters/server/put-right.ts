import { allow } from '#lib/access/permissions.ts';
import type { Actor } from '#lib/access/actor.ts';
import { record } from '#lib/ledger/server/record.ts';
import { correctBirthYear } from '#lib/people/server/corrections.ts';
import { endMemberships, findHousehold, lockMembership, moveInto } from '#lib/people/server/membership.ts';
import { correctNames } from '#lib/people/server/names.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { houseCalled } from '#lib/people/server/register.ts';
import type { Before } from '#lib/rosters/roster.ts';
import type { rosterRows } from '#lib/rosters/server/schema.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { tidyName } from '#lib/shared/names.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';

type Row = typeof rosterRows.$inferSelect;

/** Changes in somebody what the row was shown to change, and only that. Returns what stood there before. */
export async function putRight(tx: Db, actor: Actor, row: Row, now: Date): Promise<Before> {
	const gets = new Set(row.reasons.map(({ code }) => code));
	const person = await readPerson(tx, row.personId ?? '');
	allow(actor, 'person.correct', person.place);
	if (person.fullName === null || row.fullName === null || row.birthYear === null) throw notFound();
	const before: Before = {};
	if (gets.has('gets_name')) before.fullName = person.fullName;
	if (gets.has('gets_everyday_name')) before.everydayName = person.everydayName;
	if (gets.has('gets_name') || gets.has('gets_everyday_name')) {
		const names = {
			fullName: gets.has('gets_name') ? row.fullName : person.fullName,
			everydayName: gets.has('gets_everyday_name') ? row.everydayName : person.everydayName
		};
		await correctNames(tx, actor, { personId: person.id, ...names }, now);
	}
	if (gets.has('gets_birth_year')) {
		const { eventId, birthYear } = row;
		before.birthYear = person.birthYear;
		await record(tx, actor, correctBirthYear, { eventId, personId: person.id, birthYear }, now);
	}
	if (gets.has('gets_house') && row.household !== null) {
		const group = await placeOfGroup(tx, person.place.groupId ?? '');
		allow(actor, 'household.join', group);
		await lockMembership(tx, person.id);
		const from = await findHousehold(tx, person.id);
		const into = await houseCalled(tx, actor, group.groupId, row.household, now);
		await moveInto(tx, actor, person.id, into, dayOf(now), now);
		before.house = { from, into };
	}
	return before;
}

/**
 * Gives back what stood there before a row put it right. What somebody has changed since is left as it is now. Returns
 * whether everything that the row had changed stands as before.
 */
export async function putBack(tx: Db, actor: Actor, row: Row, now: Date): Promise<boolean> {
	const { before } = row;
	if (before === null) return false;
	const person = await readPerson(tx, row.personId ?? '');
	allow(actor, 'person.correct', person.place);
	if (person.fullName === null) return false;
	const name = stillAs(before.fullName, person.fullName, row.fullName);
	const everyday = stillAs(before.everydayName, person.everydayName, row.everydayName);
	const year = before.birthYear !== undefined && person.birthYear === row.birthYear;
	if (name || everyday) {
		const names = {
			fullName: name ? (before.fullName ?? person.fullName) : person.fullName,
			everydayName: everyday ? (before.everydayName ?? null) : person.everydayName
		};
		await correctNames(tx, actor, { personId: person.id, ...names }, now);
	}
	if (year) {
		const { birthYear } = before;
		const eventId = newId(now);
		await record(tx, actor, correctBirthYear, { eventId, personId: person.id, birthYear: birthYear ?? 0 }, now);
	}
	const house = before.house !== undefined && (await goBack(tx, actor, person, before.house, now));
	return (
		(before.fullName === undefined || name) &&
		(before.everydayName === undefined || everyday) &&
		(before.birthYear === undefined || year) &&
		(before.house === undefined || house)
	);
}

/** Whether a row's text still stands where it was written. */
function stillAs(before: string | null | undefined, now: string | null, written: string | null): boolean {
	return before !== undefined && tidyName(now ?? '') === tidyName(written ?? '');
}

async function goBack(
	tx: Db,
	actor: Actor,
	person: Awaited<ReturnType<typeof readPerson>>,
	{ from, into }: NonNullable<Before['house']>,
	now: Date
): Promise<boolean> {
	allow(actor, 'household.join', await placeOfGroup(tx, person.place.groupId ?? ''));
	await lockMembership(tx, person.id);
	if ((await findHousehold(tx, person.id)) !== into) return false;
	if (from === null) await endMemberships(tx, actor, person.id, dayOf(now), now);
	else await moveInto(tx, actor, person.id, from, dayOf(now), now);
	return true;
}
