import { z, type ZodType } from 'zod';
import type { Actor } from '#lib/access/actor.ts';
import { may, mayGrant, type Target, type Verb } from '#lib/access/permissions.ts';
import { ROLES } from '#lib/access/roles.ts';
import { MOST_AT_ONCE, type AskedVerb } from '#lib/approvals/approval.ts';
import { record } from '#lib/ledger/server/record.ts';
import { dismissPair } from '#lib/people/server/duplicates.ts';
import { confirmationInput, idField } from '#lib/people/server/input.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { confirmResidence } from '#lib/people/server/residence.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, isDay } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { checkMerge, mergePeople } from '#lib/sign-in/server/merging.ts';
import { checkGrant, grantRole, targetOfPlace } from '#lib/sign-in/server/roles.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { checkMergeOfGroups, checkSplitOfGroup, mergeGroups, splitGroup } from '#lib/territory/server/population.ts';

/** Something that needs a second person. The asker does it, with the roles that she holds when it is carried out. */
interface Deed<Input> {
	input: ZodType<Input>;
	/** the verb of whoever may say yes or no */
	approve: Verb;
	/** only ever by another person's yes: time alone carries it out nowhere */
	never?: 'by time';
	/** every place that it touches */
	targets(db: Db, input: Input, now: Date): Promise<Target[]>;
	/** asks the permission and refuses what could not be carried out anyway; writes nothing */
	check(db: Db, actor: Actor, input: Input, now: Date): Promise<unknown>;
	/** a further question to the second person */
	mayApprove?(actor: Actor, input: Input, targets: readonly Target[]): boolean;
	/** what a no says beyond itself, in the transaction that closes it */
	refused?(db: Db, actor: Actor, input: Input, now: Date): Promise<unknown>;
	/** does it; done a second time it changes nothing */
	carryOut(db: Db, actor: Actor, input: Input, now: Date, second: string): Promise<Record<string, string | number>>;
}

const day = z.string().refine(isDay);

const roleInput = z.object({
	personId: idField,
	role: z.enum(ROLES),
	place: z.string().max(40),
	from: day,
	to: day.nullable()
});

const residencesInput = z.object({
	people: z
		.array(confirmationInput.extend({ personId: idField }))
		.min(1)
		.max(MOST_AT_ONCE)
});

const mergeInput = z.object({ eventId: idField, personId: idField, otherId: idField });

const grantOfRole: Deed<z.infer<typeof roleInput>> = {
	input: roleInput,
	approve: 'role.approve',
	targets: async (db, { place }, now) => [await targetOfPlace(db, place, dayOf(now))],
	check: checkGrant,
	mayApprove: (actor, { role, personId }, targets) =>
		actor.id !== personId && targets.every((target) => mayGrant(actor, role, target)),
	carryOut: async (db, actor, grant, now, second) => ({ role: await grantRole(db, actor, grant, now, second) })
};

const confirmationsOfResidence: Deed<z.infer<typeof residencesInput>> = {
	input: residencesInput,
	approve: 'residence.approve',
	targets: (db, { people }) => Promise.all(people.map(({ groupId }) => placeOfGroup(db, groupId))),
	check: async (db, actor, { people }, now) => {
		for (const one of people) await confirmResidence.decide(db, actor, one, now);
	},
	mayApprove: (actor, { people }) => people.every(({ personId }) => personId !== actor.id),
	// Who died or moved away meanwhile must not keep the others waiting.
	carryOut: async (db, actor, { people }, now) => {
		let confirmed = 0;
		for (const one of people) {
			try {
				await record(db, actor, confirmResidence, one, now);
				confirmed += 1;
			} catch (refused) {
				if (!(refused instanceof DomainError)) throw refused;
			}
		}
		if (confirmed === 0) throw new DomainError('nobody_to_confirm', 409);
		return { confirmed, asked: people.length };
	}
};

const newGroup = z.object({ id: idField, name: z.string().max(100), kind: z.string().max(100) });

const groupMergeInput = z.object({ eventId: idField, from: z.array(idField).min(2).max(50), into: newGroup, on: day });

const groupSplitInput = z.object({
	eventId: idField,
	from: idField,
	holding: newGroup,
	into: z.array(newGroup).min(2).max(20),
	on: day
});

const mergeOfGroups: Deed<z.infer<typeof groupMergeInput>> = {
	input: groupMergeInput,
	approve: 'group.approve',
	targets: (db, { from }) => Promise.all(from.map((id) => placeOfGroup(db, id))),
	check: checkMergeOfGroups,
	carryOut: async (db, actor, merge, now) => {
		await record(db, actor, mergeGroups, merge, now);
		return {};
	}
};

const splitOfGroup: Deed<z.infer<typeof groupSplitInput>> = {
	input: groupSplitInput,
	approve: 'group.approve',
	targets: async (db, { from }) => [await placeOfGroup(db, from)],
	check: checkSplitOfGroup,
	carryOut: async (db, actor, split, now) => {
		await record(db, actor, splitGroup, split, now);
		return {};
	}
};

const mergeOfPeople: Deed<z.infer<typeof mergeInput>> = {
	input: mergeInput,
	approve: 'merge.approve',
	never: 'by time',
	targets: async (db, { personId, otherId }) => [
		(await readPerson(db, personId)).place,
		(await readPerson(db, otherId)).place
	],
	check: checkMerge,
	mayApprove: (actor, { personId, otherId }) => ![personId, otherId].includes(actor.id),
	carryOut: async (db, actor, merge, now) => {
		await record(db, actor, mergePeople, merge, now);
		return {};
	},
	refused: dismissPair
};

const DEEDS = {
	'group.merge': mergeOfGroups,
	'group.split': splitOfGroup,
	'role.grant': grantOfRole,
	'residence.confirm': confirmationsOfResidence,
	'person.merge': mergeOfPeople
} satisfies Record<AskedVerb, unknown>;

export type AskedInput<V extends AskedVerb> = z.infer<(typeof DEEDS)[V]['input']>;

/** How a verb that needs a second person is asked, approved and done. */
export function deedOf(verb: AskedVerb): Deed<unknown> {
	return DEEDS[verb] as Deed<unknown>;
}

/** Whether somebody may say yes or no to it: her role reaches every place that it touches. */
export function mayDecide(deed: Deed<unknown>, actor: Actor, input: unknown, targets: readonly Target[]): boolean {
	// Where somebody lives says which roles reach; that it is oneself gives no right.
	const places = targets.map(({ personId: _, ...place }) => place);
	return (
		places.length > 0 &&
		places.every((place) => may(actor, deed.approve, place)) &&
		(deed.mayApprove?.(actor, input, places) ?? true)
	);
}
