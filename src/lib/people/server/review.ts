import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, may } from '#lib/access/permissions.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, yearOf } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { MOST_IN_HOUSE, type ReviewAnswer } from '#lib/people/review.ts';
import { readHousehold, type Household, type HouseholdMember } from '#lib/people/server/household.ts';
import { householdReviews, reviewAnswers, reviewedHouseholds } from '#lib/people/server/review-schema.ts';

/** Adults behind one door, or behind all that were visited. */
export interface Counted {
	resident: number;
	lodging: number;
	away: number;
}

/**
 * The head begins to go from house to house. While one review goes on in a group, beginning another one changes
 * nothing: whoever begins goes on with it.
 */
export async function startReview(
	db: Db,
	actor: Actor,
	input: { reviewId: string; groupId: string },
	now: Date
): Promise<void> {
	const group = await placeOfGroup(db, input.groupId);
	allow(actor, 'household.review', group);
	await db.transaction(async (tx) => {
		const [started] = await tx
			.insert(householdReviews)
			.values({ id: input.reviewId, groupId: group.groupId, startedBy: actor.id, startedAt: now, endedAt: null })
			.onConflictDoNothing()
			.returning();
		const object = { kind: 'group', id: group.groupId, of: group };
		if (started) await writeAudit(tx, actor, 'household.review', object, now, { step: 'started' });
	});
}

export interface HouseToReview {
	review: { id: string };
	house: Pick<Household, 'id' | 'label' | 'landmark'>;
	/** who lives there by the books, with what was said of each in this review */
	members: (HouseholdMember & { adult: boolean; answer: ReviewAnswer | null })[];
	/** what was counted, or null where nobody was there yet */
	counted: Counted | null;
}

/** One house of the review that goes on in its group; another group's house, or no review, is not found (404). */
export async function readHouseToReview(
	db: Db,
	actor: Actor,
	input: { groupId: string; householdId: string; ageFrom: number },
	now: Date
): Promise<HouseToReview> {
	const house = await readHousehold(db, actor, input.householdId);
	if (!may(actor, 'household.review', house.group)) throw notFound();
	const review = await findOpenReview(db, house.group.groupId);
	if (review === null || house.group.groupId !== input.groupId) throw notFound();
	const ofHouse = { reviewId: review.id, householdId: house.id };
	const answers = await db.select().from(reviewAnswers).where(eq(reviewAnswers.reviewId, review.id));
	const [counted] = await db.select().from(reviewedHouseholds).where(within(ofHouse));
	const adultBorn = yearOf(dayOf(now)) - input.ageFrom;
	return {
		review: { id: review.id },
		house: { id: house.id, label: house.label, landmark: house.landmark },
		members: house.members
			.filter(({ to }) => to === null)
			.map((member) => ({
				...member,
				adult: member.birthYear <= adultBorn,
				answer: answers.find(({ personId }) => personId === member.personId)?.answer ?? null
			})),
		counted: counted ? { resident: counted.resident, lodging: counted.lodging, away: counted.away } : null
	};
}

export interface HouseReviewed extends Counted {
	groupId: string;
	householdId: string;
	answers: { personId: string; answer: ReviewAnswer }[];
}

/**
 * What was found behind one door. It moves nothing by itself: who moved away or died is said on the pages for that. Saved
 * again it takes the place of what was saved before. Refuses people who do not live there, and impossible numbers (422).
 */
export async function reviewHouse(db: Db, actor: Actor, input: HouseReviewed, now: Date): Promise<void> {
	const { householdId, answers, resident, lodging, away } = input;
	const house = await readHousehold(db, actor, householdId);
	allow(actor, 'household.review', house.group);
	if ([resident, lodging, away].some((one) => !Number.isInteger(one) || one < 0 || one > MOST_IN_HOUSE)) {
		throw new DomainError('house_count_out_of_range', 422, { most: MOST_IN_HOUSE });
	}
	const living = new Set(house.members.filter(({ to }) => to === null).map(({ personId }) => personId));
	if (answers.some(({ personId }) => !living.has(personId))) throw new DomainError('mover_not_member', 422);
	await db.transaction(async (tx) => {
		const review = await findOpenReview(tx, house.group.groupId, 'lock');
		if (review === null || house.group.groupId !== input.groupId) throw new DomainError('review_ended', 409);
		const row = { resident, lodging, away, reviewedBy: actor.id, reviewedAt: now };
		await tx
			.insert(reviewedHouseholds)
			.values({ reviewId: review.id, householdId, ...row })
			.onConflictDoUpdate({ target: [reviewedHouseholds.reviewId, reviewedHouseholds.householdId], set: row });
		for (const { personId, answer } of answers) {
			await tx
				.insert(reviewAnswers)
				.values({ reviewId: review.id, householdId, personId, answer })
				.onConflictDoUpdate({ target: [reviewAnswers.reviewId, reviewAnswers.personId], set: { answer, householdId } });
		}
		const object = { kind: 'household', id: householdId, of: house.group };
		await writeAudit(tx, actor, 'household.review', object, now);
	});
}

/** The last door is behind her; what was counted stays to be read. Ending it twice changes nothing. */
export async function endReview(db: Db, actor: Actor, groupId: string, now: Date): Promise<void> {
	const group = await placeOfGroup(db, groupId);
	allow(actor, 'household.review', group);
	await db.transaction(async (tx) => {
		const review = await findOpenReview(tx, group.groupId, 'lock');
		if (review === null) return;
		await tx.update(householdReviews).set({ endedAt: now }).where(eq(householdReviews.id, review.id));
		const object = { kind: 'group', id: group.groupId, of: group };
		await writeAudit(tx, actor, 'household.review', object, now, { step: 'ended' });
	});
}

async function findOpenReview(db: Db, groupId: string, lock?: 'lock'): Promise<{ id: string } | null> {
	const query = db
		.select({ id: householdReviews.id })
		.from(householdReviews)
		.where(and(eq(householdReviews.groupId, groupId), isNull(householdReviews.endedAt)));
	const [review] = lock ? await query.for('update') : await query;
	return review ?? null;
}

function within({ reviewId, householdId }: { reviewId: string; householdId: string }) {
	return sql`${reviewedHouseholds.reviewId} = ${reviewId} and ${reviewedHouseholds.householdId} = ${householdId}`;
}
