import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Decision, NewEvent } from '#lib/shared/log.ts';
import type { PersonCorrected } from '#lib/people/events.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { checkBirthYear } from '#lib/people/server/register.ts';

export interface BirthYearCorrection {
	eventId: string;
	personId: string;
	birthYear: number;
}

/** The year of birth was written down wrong. Figures follow for every day. */
export const correctBirthYear = {
	subjects: (_db: Db, input: BirthYearCorrection) => ({ people: [input.personId] }),

	async decide(db: Db, actor: Actor, input: BirthYearCorrection, now: Date): Promise<Decision<void>> {
		const person = await readPerson(db, input.personId);
		allow(actor, 'person.correct', person.place);
		checkBirthYear(input.birthYear, now);
		const corrected: NewEvent<PersonCorrected> = {
			subjectId: person.id,
			id: input.eventId,
			kind: 'person.corrected',
			body: { birthYear: input.birthYear },
			occurredAt: now
		};
		return { events: [corrected], outcome: undefined };
	}
};
