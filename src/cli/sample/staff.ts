import { sampleMaker } from '#lib/access/actor.ts';
import type { Role } from '#lib/access/roles.ts';
import type { PastEvent } from '#lib/ledger/server/bulk.ts';
import type { RosterHousehold } from '#lib/people/server/roster.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { grantRole } from '#lib/sign-in/server/roles.ts';

export interface StaffMember {
	id: string;
	fullName: string;
	role: Role;
	place: string;
	/** where she lives herself */
	groupId: string;
}

/** Somebody who works with the system: known by name, at home in a group, with a role at a place. */
export function inventStaff(fullName: string, role: Role, place: string, groupId: string, since: Date): StaffMember {
	return { id: newId(since), fullName, role, place, groupId };
}

/** What the log and the roster say of staff: they are residents like everybody, of middle age, confirmed at once. */
export function staffRecords(
	staff: readonly StaffMember[],
	since: Date
): { events: PastEvent[]; roster: RosterHousehold[] } {
	const event = (member: StaffMember, kind: string, body: unknown, minutes: number): PastEvent => {
		const occurredAt = new Date(since.getTime() + minutes * 60_000);
		return { subjectId: member.id, id: newId(occurredAt), kind, body, occurredAt, actorId: sampleMaker.id };
	};
	return {
		events: staff.flatMap((member) => [
			event(member, 'person.registered', { groupId: member.groupId, birthYear: 1978, by: 'helper' }, 0),
			event(member, 'residence.confirmed', { groupId: member.groupId }, 1)
		]),
		roster: staff.map(({ id, groupId, fullName }) => ({
			id: newId(since),
			groupId,
			label: `Nhà ${fullName}`,
			since: dayOf(since),
			members: [{ personId: id, fullName, everydayName: fullName, registeredBy: sampleMaker.id, registeredAt: since }]
		}))
	};
}

export async function grantStaff(db: Db, staff: readonly StaffMember[], since: Date): Promise<void> {
	for (const { id, role, place } of staff) {
		await grantRole(db, sampleMaker, { personId: id, role, place, from: dayOf(since), to: null }, since);
	}
}
