import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { readPerson } from '#lib/people/server/person.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { notFound } from '#lib/shared/errors.ts';
import type { Assistance, Decision, NewEvent } from '#lib/shared/log.ts';
import type { AssistanceStated, ResultVoided, VoidReason } from '#lib/learning/events.ts';
import { findCheckedPerson } from '#lib/learning/server/recorded-checks.ts';
import { attempts } from '#lib/learning/server/schema.ts';

export interface AssistanceStatement {
	eventId: string;
	personId: string;
	/** id of the submission that it concerns */
	resultId: string;
	assistance: Assistance;
}

/**
 * Somebody says later how much help a result had. It can only raise what was said before; status and live figures
 * follow, closed reports stay.
 */
export const stateAssistance = {
	subjects: (_db: Db, input: AssistanceStatement) => ({ people: [input.personId] }),

	async decide(db: Db, actor: Actor, input: AssistanceStatement, now: Date): Promise<Decision<void>> {
		const person = await readPerson(db, input.personId);
		allow(actor, 'assistance.state', person.place);
		const subjectId = await subjectOf(db, person.id, input.resultId);
		const stated: NewEvent<AssistanceStated> = {
			subjectId,
			id: input.eventId,
			kind: 'assistance.stated',
			body: { result: input.resultId },
			assistance: input.assistance,
			helperId: actor.kind === 'person' && actor.id !== person.id ? actor.id : null,
			occurredAt: now
		};
		return { events: [stated], outcome: undefined };
	}
};

export interface Voiding {
	eventId: string;
	personId: string;
	resultId: string;
	reason: VoidReason;
}

/** A result does not stand, for a reason, by a named officer. It stays in the log; what rested on it is worked out anew. */
export const voidResult = {
	subjects: (_db: Db, input: Voiding) => ({ people: [input.personId] }),

	async decide(db: Db, actor: Actor, input: Voiding, now: Date): Promise<Decision<void>> {
		const person = await readPerson(db, input.personId);
		allow(actor, 'result.void', person.place);
		const subjectId = await subjectOf(db, person.id, input.resultId);
		const voided: NewEvent<ResultVoided> = {
			subjectId,
			id: input.eventId,
			kind: 'result.voided',
			body: { result: input.resultId, reason: input.reason },
			occurredAt: now
		};
		return { events: [voided], outcome: undefined };
	}
};

/** Under which record a result stands; refuses a result of somebody else. */
async function subjectOf(db: Db, personId: string, resultId: string): Promise<string> {
	const [attempt] = await db
		.select({ personId: attempts.personId, submittedAt: attempts.submittedAt })
		.from(attempts)
		.where(eq(attempts.submissionId, resultId));
	const subjectId = attempt?.submittedAt ? attempt.personId : await findCheckedPerson(db, resultId);
	if (subjectId === null || (await readPerson(db, subjectId)).id !== personId) throw notFound();
	return subjectId;
}
