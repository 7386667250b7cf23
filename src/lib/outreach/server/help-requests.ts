import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, may, type Target } from '#lib/access/permissions.ts';
import type { Outcome, Suits, Topic, Way } from '#lib/outreach/help-request.ts';
import { findOpenOf, readHelpRequest, type HelpRequest } from '#lib/outreach/server/help-request-list.ts';
import { listActiveMembers, type Member } from '#lib/outreach/server/team-members.ts';
import { helpRequests } from '#lib/outreach/server/team-schema.ts';
import { targetOf } from '#lib/outreach/server/teams.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, isDay, type Day } from '#lib/shared/dates.ts';
import { DomainError, forbidden, notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { tidyName } from '#lib/shared/names.ts';

export interface NewHelpRequest {
	/** made where the form is shown, so that a double tap asks once */
	id: string;
	/** who asks: somebody in the register, or a name and where she lives */
	who: { personId: string } | { name: string; wardCode: string; groupId: string | null };
	topic: Topic;
	note: string | null;
	suits: Suits;
	way: Way;
	/** the day on which she asked; when it was written down is another thing */
	askedOn: Day;
}

/**
 * Writes down that somebody asks for help, or she does herself (verb `help_request.take`). Sent again, it is the same
 * one. Refuses whoever was erased (410) or died (`person_died`, 409), has asked already and waits (`help_already_asked`,
 * 409), lives nowhere that we know (`help_no_place`, 422), a group of another ward (`group_not_in_ward`, 422) and a day
 * that has not come (`day_in_future`, 422).
 */
export async function takeHelpRequest(db: Db, actor: Actor, input: NewHelpRequest, now: Date): Promise<void> {
	const { who, ...asked } = input;
	const place = await placeOfAsker(db, who);
	allow(actor, 'help_request.take', place);
	const { wardCode, groupId = null, personId = null } = place;
	if (!wardCode) throw new DomainError('help_no_place', 422);
	if (!isDay(input.askedOn) || input.askedOn > dayOf(now)) throw new DomainError('day_in_future', 422);
	await db.transaction(async (tx) => {
		const waiting = personId === null ? null : await findOpenOf(tx, personId);
		if (waiting && waiting !== input.id) throw new DomainError('help_already_asked', 409);
		const taken = await tx
			.insert(helpRequests)
			.values({
				...asked,
				note: asked.note === null ? null : tidyName(asked.note),
				...{ wardCode, groupId, personId, name: 'name' in who ? tidyName(who.name) : null },
				...{ takenBy: actor.id, takenAt: now }
			})
			.onConflictDoNothing()
			.returning({ id: helpRequests.id });
		if (taken.length === 0) return;
		await audit(tx, actor, 'help_request.take', { id: input.id, place }, now, { way: input.way, topic: input.topic });
	});
}

/**
 * Sends somebody of a team to whoever asked (verb `help_request.assign`), or goes oneself as its member. Whoever is not
 * in a team there today is refused (`member_not_there`, 409), as is a request that is done (`help_done`, 409).
 */
export async function assignHelpRequest(
	db: Db,
	actor: Actor,
	of: { requestId: string; memberId: string },
	now: Date
): Promise<void> {
	const { place } = await readHelpRequest(db, actor, of.requestId);
	await db.transaction(async (tx) => {
		await lock(tx, of.requestId);
		const request = await readHelpRequest(tx, actor, of.requestId);
		const member = (await listActiveMembers(tx, place, dayOf(now))).find(({ id }) => id === of.memberId);
		const goesHerself = member?.personId === actor.id && may(actor, 'help_request.finish', withoutPerson(place));
		if (!goesHerself) allow(actor, 'help_request.assign', withoutPerson(place));
		if (!member) throw new DomainError('member_not_there', 409);
		if (request.state === 'done') throw new DomainError('help_done', 409);
		if (request.memberId === member.id) return;
		await tx
			.update(helpRequests)
			.set({ memberId: member.id, assignedBy: actor.id, assignedAt: now })
			.where(eq(helpRequests.id, request.id));
		await audit(tx, actor, 'help_request.assign', request, now, { member: member.id });
	});
}

/**
 * How it ended, and on which day (verb `help_request.finish`): from the member who was sent, while she is in the team,
 * or from whoever may send one; whoever asked may only say that it is not needed any more. Refuses days before she
 * asked or that have not come (`help_day_wrong`, 422). Done once is done.
 */
export async function finishHelpRequest(
	db: Db,
	actor: Actor,
	of: { requestId: string; outcome: Outcome; on: Day },
	now: Date
): Promise<void> {
	await db.transaction(async (tx) => {
		await lock(tx, of.requestId);
		const request = await readHelpRequest(tx, actor, of.requestId);
		allow(actor, 'help_request.finish', request.place);
		if (request.state === 'done') return;
		if (!isHers(actor, request, of.outcome)) await demandSent(tx, actor, request, now);
		if (!isDay(of.on) || of.on < request.askedOn || of.on > dayOf(now)) throw new DomainError('help_day_wrong', 422);
		await tx
			.update(helpRequests)
			.set({ outcome: of.outcome, doneOn: of.on, doneBy: actor.id, doneAt: now })
			.where(eq(helpRequests.id, request.id));
		await audit(tx, actor, 'help_request.finish', request, now, { outcome: of.outcome });
	});
}

/** Whom this reader may send to whoever asked: everybody of the teams there, or as a helper herself alone. */
export async function listToSend(db: Db, actor: Actor, { place }: HelpRequest, now: Date): Promise<Member[]> {
	const there = await listActiveMembers(db, place, dayOf(now));
	if (may(actor, 'help_request.assign', withoutPerson(place))) return there;
	if (!may(actor, 'help_request.finish', withoutPerson(place))) return [];
	return there.filter(({ personId }) => personId === actor.id);
}

/** Whether this reader may say how it ended: as who was sent and is still in the team, or as who sends. */
export async function mayFinish(db: Db, actor: Actor, request: HelpRequest, now: Date): Promise<boolean> {
	const place = withoutPerson(request.place);
	if (request.state === 'done' || !may(actor, 'help_request.finish', place)) return false;
	if (may(actor, 'help_request.assign', place)) return true;
	const there = await listActiveMembers(db, place, dayOf(now));
	return there.some(({ id, personId }) => id === request.memberId && personId === actor.id);
}

async function demandSent(db: Db, actor: Actor, request: HelpRequest, now: Date): Promise<void> {
	if (!(await mayFinish(db, actor, request, now))) throw forbidden();
}

function isHers(actor: Actor, { place }: HelpRequest, outcome: Outcome): boolean {
	return place.personId === actor.id && outcome === 'not_needed';
}

/** Being asked about herself is no leave to send oneself somebody. */
function withoutPerson({ personId: _, ...place }: Target): Target {
	return place;
}

async function placeOfAsker(db: Db, who: NewHelpRequest['who']): Promise<Target> {
	if ('personId' in who) {
		const person = await readPerson(db, who.personId);
		if (person.erasedOn !== null) throw new DomainError('person_erased', 410);
		if (person.diedOn !== null) throw new DomainError('person_died', 409);
		return person.place;
	}
	const place = await targetOf(db, who.wardCode, who.groupId);
	if (place.wardCode !== who.wardCode) throw new DomainError('group_not_in_ward', 422);
	return place;
}

async function lock(db: Db, id: string): Promise<void> {
	if (!isId(id)) throw notFound();
	await db.select({ id: helpRequests.id }).from(helpRequests).where(eq(helpRequests.id, id)).for('update');
}

async function audit(
	db: Db,
	actor: Actor,
	verb: 'help_request.take' | 'help_request.assign' | 'help_request.finish',
	{ id, place }: Pick<HelpRequest, 'id' | 'place'>,
	now: Date,
	detail: Record<string, string>
): Promise<void> {
	await writeAudit(db, actor, verb, { kind: 'help_request', id, of: place }, now, detail);
}
