import { and, eq, isNull } from 'drizzle-orm';
import { allow, may, type Target } from '#lib/access/permissions.ts';
import type { Actor } from '#lib/access/actor.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, yearOf } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import type { Decision, NewEvent } from '#lib/shared/log.ts';
import { searchNames, sortKey, spellingOf, tidyName } from '#lib/shared/names.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import type { PersonRegistered } from '#lib/people/events.ts';
import { storeAgreements, type Agreement } from '#lib/people/server/consents.ts';
import { checkConsents, storeGuardian, type Guardian } from '#lib/people/server/guardians.ts';
import { readHousehold } from '#lib/people/server/household.ts';
import { insertHousehold } from '#lib/people/server/household-changes.ts';
import { moveInto } from '#lib/people/server/membership.ts';
import { households, people, personNames } from '#lib/people/server/schema.ts';

export interface Registration {
	/** made when the form was shown: the same form sent twice registers one person */
	personId: string;
	eventId: string;
	fullName: string;
	everydayName: string | null;
	birthYear: number;
	wardCode: string;
	groupId: string;
	/** how people call the house; people of a group with the same words are one household */
	household: string | null;
	/** a house that a helper has chosen instead */
	householdId?: string | null;
	/** only with her consent to keep it */
	phone: string | null;
	/** what she, and for somebody under sixteen her guardian, said yes to */
	agreements?: readonly Agreement[];
	/** of somebody under sixteen */
	guardian?: Guardian | null;
}

const OLDEST = 120;

/**
 * Registers a resident: by herself, or by a helper whose role reaches the group. She claims to live in the group; the
 * claim counts once somebody else has confirmed it. Refuses an impossible year of birth, a group of another ward, a
 * phone number without consent to keep it, somebody under sixteen without her guardian's consent and, from seven, her
 * own (`guardian_missing`, `consent_missing`; all 422), and a person who was erased (410).
 */
export const registerPerson = {
	subjects: (_db: Db, input: Registration) => ({ people: [input.personId] }),

	async decide(db: Db, actor: Actor, input: Registration, now: Date): Promise<Decision<{ personId: string }>> {
		const group = await placeOfGroup(db, input.groupId);
		allow(actor, 'person.register', group);
		if (group.wardCode !== input.wardCode) throw new DomainError('group_not_in_ward', 422);
		checkBirthYear(input.birthYear, now);
		checkConsents(input, now);

		const { personId } = input;
		// Who helps in this group registers as a helper; anybody else registers herself.
		const isHelper = may(actor, 'card.issue', group);
		const [known] = await db.select().from(people).where(eq(people.id, personId));
		if (known?.erasedOn) throw new DomainError('person_erased', 410);
		// The same form sent twice is welcome; somebody else's id in a form is not.
		if (known && !(await isOwnForm(db, actor, personId))) throw new DomainError('event_conflict', 409);
		if (!known) {
			await writeNames(db, actor, [input], now);
			await housed(db, actor, input, group.groupId, now);
			await storeGuardian(db, actor.id, input, now);
			await storeAgreements(db, personId, input.agreements ?? [], isHelper ? actor.id : null, now);
		}
		const registered: NewEvent<PersonRegistered> = {
			subjectId: personId,
			id: input.eventId,
			kind: 'person.registered',
			body: {
				groupId: input.groupId,
				birthYear: input.birthYear,
				by: isHelper ? 'helper' : 'herself'
			},
			occurredAt: now
		};
		return { events: [registered], outcome: { personId } };
	}
};

export interface StaffEnrolment {
	personId: string;
	eventId: string;
	fullName: string;
	birthYear: number;
	/** where she will work, if not in the whole country */
	at?: Target;
}

/** People who work with the system are known to it by name; where they live is nobody's question here. */
export const enrolStaffList = {
	subjects: (_db: Db, input: readonly StaffEnrolment[]) => ({ people: input.map(({ personId }) => personId) }),

	async decide(db: Db, actor: Actor, input: readonly StaffEnrolment[], now: Date): Promise<Decision<undefined>> {
		for (const { at, birthYear } of input) {
			allow(actor, 'staff.enrol', at);
			checkBirthYear(birthYear, now);
		}
		const named = input.map(({ personId, fullName }) => ({ personId, fullName, everydayName: null, phone: null }));
		await writeNames(db, actor, named, now);
		const events = input.map(({ personId, eventId, birthYear }): NewEvent<PersonRegistered> => ({
			subjectId: personId,
			id: eventId,
			kind: 'person.registered',
			body: { groupId: null, birthYear, by: 'helper' },
			occurredAt: now
		}));
		return { events, outcome: undefined };
	}
};

/** One of them. */
export const enrolStaff = {
	subjects: (db: Db, input: StaffEnrolment) => enrolStaffList.subjects(db, [input]),

	async decide(db: Db, actor: Actor, input: StaffEnrolment, now: Date): Promise<Decision<{ personId: string }>> {
		const { events } = await enrolStaffList.decide(db, actor, [input], now);
		return { events, outcome: { personId: input.personId } };
	}
};

/** Refuses years in which nobody who lives today was born, and years to come. */
export function checkBirthYear(birthYear: number, now: Date): void {
	const thisYear = yearOf(dayOf(now));
	const least = thisYear - OLDEST;
	if (!Number.isInteger(birthYear) || birthYear < least || birthYear > thisYear) {
		throw new DomainError('birth_year_out_of_range', 422, { least, most: thisYear });
	}
}

async function isOwnForm(db: Db, actor: Actor, personId: string): Promise<boolean> {
	const [name] = await db.select().from(personNames).where(eq(personNames.personId, personId));
	return name?.registeredBy === actor.id || personId === actor.id;
}

type Named = Pick<Registration, 'personId' | 'fullName' | 'everydayName' | 'phone'>;

async function writeNames(db: Db, actor: Actor, named: readonly Named[], now: Date): Promise<void> {
	if (named.length === 0) return;
	const rows = named.map(({ personId, everydayName, phone, ...input }) => {
		const fullName = tidyName(input.fullName);
		return {
			...{ personId, fullName, phone, registeredBy: actor.id, registeredAt: now },
			everydayName: everydayName === null ? null : tidyName(everydayName),
			sortKey: sortKey(fullName),
			search: searchNames(fullName, everydayName)
		};
	});
	await db.insert(personNames).values(rows).onConflictDoNothing();
}

/** Into the house that was chosen, the one of this group that is called the same, or a new one. */
async function housed(db: Db, actor: Actor, input: Registration, groupId: string, now: Date): Promise<void> {
	const today = dayOf(now);
	if (input.householdId) {
		const house = await readHousehold(db, actor, input.householdId);
		allow(actor, 'household.join', house.group);
		if (house.group.groupId !== groupId) throw new DomainError('household_of_another_group', 422);
		await moveInto(db, actor, input.personId, house.id, today, now);
	} else if (input.household) {
		const householdId = await houseCalled(db, actor, groupId, input.household, now);
		await moveInto(db, actor, input.personId, householdId, today, now);
	}
}

/** The house of a group that people call so, or a new one. Whether `actor` may is the question of the verb that calls this. */
export async function houseCalled(db: Db, actor: Actor, groupId: string, label: string, now: Date): Promise<string> {
	const called = spellingOf(label);
	const living = await db
		.select({ id: households.id, label: households.label })
		.from(households)
		.where(and(eq(households.groupId, groupId), isNull(households.endedOn)));
	const known = living.find((house) => spellingOf(house.label) === called);
	if (known) return known.id;
	const householdId = newId(now);
	await insertHousehold(db, actor, { householdId, groupId, label, landmark: null }, now);
	return householdId;
}
