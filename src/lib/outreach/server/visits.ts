import { eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import type { MeansState } from '#lib/outreach/campaign.ts';
import { noteMeans } from '#lib/outreach/server/support-means.ts';
import { readVisitHouse, type VisitHouse } from '#lib/outreach/server/visit-house.ts';
import { visitPeople, visits } from '#lib/outreach/server/visit-schema.ts';
import {
	OLDEST_VISIT,
	type CannotReason,
	type VisitMark,
	type VisitMeans,
	type VisitPhone,
	type VisitOutcome,
	type VisitShown
} from '#lib/outreach/visit.ts';
import { readHousehold } from '#lib/people/server/household.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';

export interface MetPerson {
	personId: string;
	/** null: she was in, and nothing was tried */
	mark: VisitMark | null;
	/** with the mark `cannot`, and only then */
	cannotReason: CannotReason | null;
	/** what was asked about; what was not stays as it is known */
	means: Partial<Record<VisitMeans, MeansState>>;
}

export interface NewVisit {
	/** made where the form was shown */
	id: string;
	householdId: string;
	/** the day on which it happened */
	on: Day;
	outcome: VisitOutcome;
	shown: VisitShown[];
	device: VisitPhone | null;
	/** who was in */
	people: MetPerson[];
	nextOn: Day | null;
	/** the house, which wanted no visits, has asked for this one */
	askedFor: boolean;
}

/**
 * Writes down a visit to a house (verb `visit.register` where it stands; to others the house is not found, 404). Marks
 * and means plan teaching: they are no evidence, no event, and move no figure. The same form sent twice is one visit; the
 * same id for another house or day is refused. A house that refused is visited again only when it asked. Refused with 409:
 * a day to come or long ago, somebody who had died, moved or was not yet registered on that day.
 */
export async function registerVisit(db: Db, actor: Actor, input: NewVisit, now: Date): Promise<void> {
	const house = await readVisitHouse(db, actor, input.householdId, 'visit.register');
	allow(actor, 'visit.register', house.group);
	checkDays(input, now);
	if (await isSentAgain(db, actor, input)) return;
	checkHouse(house, input);
	const met = input.outcome === 'in' ? await readMet(db, actor, input) : [];
	await db.transaction(async (tx) => {
		const { id, householdId, on, outcome } = input;
		const shown = met.length > 0 ? { shown: input.shown, device: input.device } : { shown: [], device: null };
		const row = { id, householdId, on, outcome, ...shown, groupId: house.group.groupId };
		const nextOn = outcome === 'refused' ? null : input.nextOn;
		const made = await tx
			.insert(visits)
			.values({ ...row, nextOn, visitorId: actor.id, enteredAt: now })
			.onConflictDoNothing()
			.returning({ id: visits.id });
		if (made.length === 0) return;
		for (const { personId, mark, cannotReason, means } of met) {
			await tx.insert(visitPeople).values({ visitId: id, personId, mark, cannotReason });
			for (const [kind, state] of Object.entries(means) as [VisitMeans, MeansState][])
				await noteMeans(tx, { personId, kind, state, asOf: on, source: 'visit' });
		}
		await writeAudit(tx, actor, 'visit.register', { kind: 'visit', id, of: house.group }, now, { outcome });
	});
}

function checkDays({ on, nextOn, outcome }: NewVisit, now: Date): void {
	const today = dayOf(now);
	if (on > today) throw new DomainError('visit_in_future', 409);
	if (on < addDays(today, -OLDEST_VISIT)) throw new DomainError('visit_too_old', 409, { days: OLDEST_VISIT });
	if (nextOn !== null && outcome !== 'refused' && nextOn <= on) throw new DomainError('visit_next_before', 409);
}

/** A double tap; the same id with another house, day or answer is somebody's mistake. */
async function isSentAgain(db: Db, actor: Actor, { id, householdId, on, outcome }: NewVisit): Promise<boolean> {
	const [known] = await db.select().from(visits).where(eq(visits.id, id));
	if (!known) return false;
	const same =
		known.visitorId === actor.id && known.householdId === householdId && known.on === on && known.outcome === outcome;
	if (!same) throw new DomainError('visit_already_registered', 409);
	return true;
}

function checkHouse({ house, refused }: VisitHouse, { on, outcome, askedFor }: NewVisit): void {
	if (house.endedOn !== null && house.endedOn <= on) throw new DomainError('visit_house_empty', 409);
	if (refused && outcome !== 'refused' && !askedFor) throw new DomainError('visit_not_asked_for', 409);
}

/** Who was in, each by the record that stands for her, if she lived there then. */
async function readMet(db: Db, actor: Actor, { householdId, on, people }: NewVisit): Promise<MetPerson[]> {
	if (people.length === 0) throw new DomainError('visit_nobody_in', 409);
	const { members } = await readHousehold(db, actor, householdId);
	const met = new Map<string, MetPerson>();
	for (const one of people) {
		const person = await readPerson(db, one.personId);
		if (person.erasedOn !== null) throw new DomainError('person_erased', 410);
		const stays = members.filter(({ personId }) => personId === person.id);
		if (stays.length === 0) throw notFound();
		if (person.diedOn !== null && person.diedOn <= on) throw new DomainError('visit_person_died', 409);
		const began = stays.filter(({ from }) => from <= on);
		if (began.length === 0 || (await registeredAfter(db, person.id, on)))
			throw new DomainError('visit_before_registration', 409);
		if (!began.some(({ to }) => to === null || to >= on)) throw new DomainError('visit_person_moved', 409);
		met.set(person.id, { ...one, personId: person.id });
	}
	return [...met.values()];
}

async function registeredAfter(db: Db, personId: string, on: Day): Promise<boolean> {
	const [first] = await db.execute<{ at: Date | string | null }>(sql`
		select min(n.registered_at) at from people p join person_names n on n.person_id = p.id
		where coalesce(p.merged_into, p.id) = ${personId}`);
	const at = first?.at ?? null;
	return at !== null && dayOf(new Date(at)) > on;
}
