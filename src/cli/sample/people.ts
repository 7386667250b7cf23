import { newId } from '#lib/shared/ids.ts';
import { dayOf, yearOf } from '#lib/shared/dates.ts';
import type { PastEvent } from '#lib/ledger/server/bulk.ts';
import type { RosterHousehold } from '#lib/people/server/roster.ts';
import type { SampleGroup } from './communes.ts';
import { inventName } from './names.ts';

const DAY = 86_400_000;

export interface SamplePerson {
	id: string;
	groupId: string;
	birthYear: number;
	registeredAt: Date;
	/** null: nobody has confirmed that she lives there */
	confirmedAt: Date | null;
}

export interface SampleStaff {
	headId: string;
	trainerId: string;
}

/** Invents the people of a group in their households: who registered them, who confirmed them, and when. */
export function inventPeople(
	group: SampleGroup & { id: string },
	staff: SampleStaff,
	period: { from: Date; to: Date },
	chance: () => number
): { people: SamplePerson[]; roster: RosterHousehold[]; events: PastEvent[] } {
	const people: SamplePerson[] = [];
	const roster: RosterHousehold[] = [];
	const thisYear = yearOf(dayOf(period.to));
	while (people.length < group.people) {
		// A team goes from door to door: a household is registered in one evening, in the first ten weeks.
		const evening = new Date(period.from.getTime() + Math.floor(chance() * 70) * DAY + (11 + chance() * 3) * 3_600_000);
		const size = Math.min(1 + Math.floor(chance() * 4), group.people - people.length);
		const members = Array.from({ length: size }, (_, n) => {
			const birthYear = thisYear - ageOf(chance);
			const registeredAt = new Date(evening.getTime() + n * 90_000);
			const late = chance() < 0.06;
			const confirmedAt = late ? null : new Date(registeredAt.getTime() + (1 + Math.floor(chance() * 12)) * DAY);
			const person: SamplePerson = { id: newId(registeredAt), groupId: group.id, birthYear, registeredAt, confirmedAt };
			people.push(person);
			return { ...person, ...inventName(chance, birthYear, thisYear) };
		});
		roster.push({
			id: newId(evening),
			groupId: group.id,
			label: `Nhà ${members[0]?.everydayName ?? ''}`,
			since: dayOf(evening),
			members: members.map(({ id, fullName, everydayName, registeredAt }) => ({
				personId: id,
				fullName,
				everydayName,
				registeredBy: staff.trainerId,
				registeredAt
			}))
		});
	}
	return { people, roster, events: people.flatMap((person) => eventsOf(person, staff)) };
}

/** Adults of all ages, old people more often: they are the ones whom the teams look for. Now and then a pupil. */
function ageOf(chance: () => number): number {
	const pick = chance();
	if (pick < 0.05) return 14 + Math.floor(chance() * 4);
	if (pick < 0.55) return 18 + Math.floor(chance() * 37);
	return 55 + Math.floor(chance() * 33);
}

export function eventsOf(person: SamplePerson, staff: SampleStaff): PastEvent[] {
	const registered: PastEvent = {
		subjectId: person.id,
		id: newId(person.registeredAt),
		kind: 'person.registered',
		body: { groupId: person.groupId, birthYear: person.birthYear, by: 'helper' },
		occurredAt: person.registeredAt,
		actorId: staff.trainerId
	};
	if (person.confirmedAt === null) return [registered];
	const confirmed: PastEvent = {
		subjectId: person.id,
		id: newId(person.confirmedAt),
		kind: 'residence.confirmed',
		body: { groupId: person.groupId },
		occurredAt: person.confirmedAt,
		actorId: staff.headId
	};
	return [registered, confirmed];
}
