import type { Actor, PersonActor } from '#lib/access/actor.ts';
import { allow, may, type Target } from '#lib/access/permissions.ts';
import type { PracticalTask, StoredStandard } from '#lib/curriculum/content.ts';
import { readStandard } from '#lib/curriculum/server/versions.ts';
import type { CheckPhone, ModuleScore, PracticalCheckRecorded, TaskMark } from '#lib/learning/events.ts';
import { placeOfCheck, type CheckPlace } from '#lib/learning/server/check-places.ts';
import { isTypedIn } from '#lib/learning/server/recorded-checks.ts';
import { findPerson, readPerson, type Person } from '#lib/people/server/person.ts';
import { registeredOn } from '#lib/people/server/registered.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import type { Decision, NewEvent } from '#lib/shared/log.ts';
import { listRoles } from '#lib/sign-in/server/roles.ts';

export interface PracticalCheck {
	/** made where the form was shown */
	eventId: string;
	personId: string;
	/** the version whose tasks the form showed */
	standardHash: string;
	/** by task */
	marks: Readonly<Record<string, TaskMark>>;
	phone: CheckPhone;
	/** what was read aloud to her is no prompting */
	readAloud: boolean;
	place: CheckPlace;
	/** a sheet of paper typed in later: when it really happened, and who was the witness; null: here and now, the actor */
	paper: { on: Day; witnessId: string } | null;
}

/**
 * A witness records how somebody did the five tasks of the standard: at a learning point that is open now, or at her
 * house. Passed if she did all five alone. Nobody is her own witness (403), and who has no witness right where she
 * lives or where it was done is refused (403). A sheet is refused (409) for a day to come or before she was registered,
 * and for a witness who had no right there on that day; typed in twice it is one check.
 */
export const recordPracticalCheck = {
	subjects: (_db: Db, input: PracticalCheck) => ({ people: [input.personId] }),

	async decide(
		db: Db,
		actor: Actor,
		input: PracticalCheck,
		now: Date
	): Promise<Decision<{ passed: boolean; known: boolean }>> {
		const person = await readPerson(db, input.personId);
		allow(actor, 'practical_check.witness', person.place);
		if (actor.kind !== 'person') throw notFound();
		const { on, witnessId } = input.paper ?? { on: dayOf(now), witnessId: actor.id };
		await checkDay(db, person, on, now);
		const standard = await readStandard(db, input.standardHash);
		const { target, learningPointId, householdId } = await placeOfCheck(db, actor, input, person.id, on, now);
		allow(actor, 'practical_check.witness', target);
		if ((await findPerson(db, witnessId))?.id === person.id) throw new DomainError('witness_oneself', 403);
		if (input.paper && !(await mightWitness(db, witnessId, target, on))) {
			throw new DomainError('check_witness_unknown', 409);
		}

		const judged = judgeCheck(standard, input.marks);
		if (input.paper && (await isTypedIn(db, person.id, { ...input.paper, marks: input.marks }))) {
			return { events: [], outcome: { passed: judged.passed, known: true } };
		}
		const recorded: NewEvent<PracticalCheckRecorded> = {
			subjectId: person.id,
			id: input.eventId,
			kind: 'practical_check.recorded',
			body: { standard: standard.id, phone: input.phone, householdId, onPaper: input.paper !== null, ...judged },
			assistance: input.readAloud ? 'read_aloud' : 'none',
			witnessId,
			learningPointId,
			contentHash: input.standardHash,
			occurredAt: momentOn(on, now)
		};
		return { events: [recorded], outcome: { passed: judged.passed, known: false } };
	}
};

/** What marks say by a standard's tasks; refuses a task without a mark (422), and a standard without tasks (404). */
export function judgeCheck(
	standard: Pick<StoredStandard, 'modules' | 'practicalCheck'>,
	marks: Readonly<Record<string, TaskMark>>
): { tasks: { task: string; mark: TaskMark }[]; modules: ModuleScore[]; passed: boolean } {
	const wanted: PracticalTask[] = standard.practicalCheck ?? [];
	if (wanted.length === 0) throw notFound();
	const tasks = wanted.flatMap(({ id }) => {
		const mark = marks[id];
		return mark ? [{ task: id, mark }] : [];
	});
	if (tasks.length < wanted.length) {
		throw new DomainError('check_tasks_open', 422, { count: wanted.length - tasks.length });
	}
	const alone = (task: PracticalTask) => marks[task.id] === 'alone';
	const modules = standard.modules.map((module) => {
		const own = wanted.filter((task) => task.modules.includes(module));
		const right = own.filter(alone).length;
		return { module, asked: own.length, right, passed: right === own.length };
	});
	return { tasks, modules, passed: wanted.every(alone) };
}

/** Refuses a day on which this cannot have happened; for forms that ask the day before they ask the rest. */
export async function checkDay(db: Db, person: Person, on: Day, now: Date): Promise<void> {
	if (person.erasedOn !== null) throw new DomainError('person_erased', 410);
	if (on > dayOf(now)) throw new DomainError('check_future_day', 409);
	if (person.diedOn !== null && person.diedOn <= on) throw new DomainError('check_person_died', 409);
	const since = await registeredOn(db, person.id);
	if (since !== null && on < since) throw new DomainError('check_before_registration', 409);
}

/** Whether somebody could witness at a place on a day; who types a sheet in may never have been there. */
async function mightWitness(db: Db, witnessId: string, target: Target, on: Day): Promise<boolean> {
	const then: PersonActor = {
		kind: 'person',
		id: witnessId,
		signInId: '',
		grants: await listRoles(db, witnessId, on)
	};
	return may(then, 'practical_check.witness', target);
}

/** A sheet says a day and no hour: noon in Viet Nam, unless that is still to come. */
function momentOn(on: Day, now: Date): Date {
	if (on === dayOf(now)) return now;
	return new Date(`${on}T05:00:00Z`);
}
