import { asc, eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, placesFor, type Target } from '#lib/access/permissions.ts';
import { readStandard } from '#lib/curriculum/server/versions.ts';
import { findPerson, readPerson, type Person } from '#lib/people/server/person.ts';
import { allowWhere, placeReached, worksWithin } from '#lib/people/server/workplaces.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { groupsWithin } from '#lib/territory/server/within.ts';
import { lastAppealDay, type AppealDecision, type AppealReason } from '#lib/learning/appeal.ts';
import { findAttempt, type Attempt } from '#lib/learning/server/attempt.ts';
import { appeals } from '#lib/learning/server/schema.ts';

const LISTED = 100;

export type Appeal = typeof appeals.$inferSelect;

export interface NewAppeal {
	id: string;
	personId: string;
	attemptId: string;
	/** which question, from 1; 0 for the result as a whole */
	question: number;
	reason: AppealReason;
	text: string;
}

/**
 * Somebody appeals against a question or the result of a test of officials that she handed in. Sent again it is the same
 * appeal. Refuses a second one about the same thing (`appeal_known`) and one after the last day (`appeal_too_late`, 409).
 */
export async function fileAppeal(db: Db, actor: Actor, input: NewAppeal, now: Date): Promise<void> {
	allow(actor, 'appeal.file', { personId: input.personId });
	const attempt = await readAppealable(db, input.personId, input.attemptId);
	const { id, question, reason, text } = input;
	if (question < 0 || question > attempt.form.length) throw notFound();
	if (dayOf(now) > lastAppealDay(attempt.submittedAt as Date)) throw new DomainError('appeal_too_late', 409);
	const person = await readPerson(db, input.personId);
	await db.transaction(async (tx) => {
		const filed = await tx
			.insert(appeals)
			.values({ id, personId: attempt.personId, attemptId: attempt.id, question, reason, text, filedAt: now })
			.onConflictDoNothing()
			.returning({ id: appeals.id });
		if (filed.length > 0) {
			await writeAudit(tx, actor, 'appeal.file', { kind: 'appeal', id, of: person.place }, now, { reason, question });
			return;
		}
		const [known] = await tx.select().from(appeals).where(eq(appeals.id, id));
		if (known?.attemptId !== attempt.id || known.question !== question) throw new DomainError('appeal_known', 409);
	});
}

/** A test of officials that somebody has handed in; anything else is not found. */
async function readAppealable(db: Db, personId: string, attemptId: string): Promise<Attempt> {
	const attempt = await findAttempt(db, attemptId);
	if (!attempt?.submittedAt || !attempt.standardHash) throw notFound();
	if ((await readPerson(db, attempt.personId)).id !== personId) throw notFound();
	if (!(await readStandard(db, attempt.standardHash)).online) throw notFound();
	return attempt;
}

export interface AppealAnswer {
	appealId: string;
	decision: AppealDecision;
	/** why, for her to read */
	reply: string;
}

/**
 * An officer of whoever keeps the standard answers by name. Upheld, that start counts no longer against the policy; the
 * marks stay, since they are decided once, and a result that must not stand is voided for its own reason. Nobody answers
 * herself (`appeal_own`, 403); an answer is given once (`appeal_answered`, 409), the same again changes nothing.
 */
export async function answerAppeal(db: Db, actor: Actor, answer: AppealAnswer, now: Date): Promise<void> {
	const { appeal, person } = await findAppeal(db, actor, answer.appealId, now);
	const place = await allowWhere(db, actor, 'appeal.answer', person, now);
	if (actor.id === person.id) throw new DomainError('appeal_own', 403);
	const { decision, reply } = answer;
	await db.transaction(async (tx) => {
		const [row] = await tx.select().from(appeals).where(eq(appeals.id, appeal.id)).for('update');
		if (row?.decision === decision && row.reply === reply && row.answeredBy === actor.id) return;
		if (row?.answeredAt) throw new DomainError('appeal_answered', 409);
		const answered = { decision, reply, answeredBy: actor.id, answeredAt: now };
		await tx.update(appeals).set(answered).where(eq(appeals.id, appeal.id));
		const object = { kind: 'appeal', id: appeal.id, of: place };
		await writeAudit(tx, actor, 'appeal.answer', object, now, { decision });
	});
}

/** An appeal with its test, for whoever may read it where she lives or works; a look at it is a look at her results, and noted so. */
export async function readAppeal(
	db: Db,
	actor: Actor,
	id: string,
	now: Date
): Promise<{ appeal: Appeal; person: Person; attempt: Attempt; answeredByName: string | null; mayAnswer: boolean }> {
	const { appeal, person, place } = await findAppeal(db, actor, id, now);
	const attempt = await findAttempt(db, appeal.attemptId);
	if (!attempt) throw notFound();
	await writeAudit(db, actor, 'evidence.read', { kind: 'person', id: person.id, of: place }, now);
	const mayAnswer = person.id !== actor.id && (await placeReached(db, actor, 'appeal.answer', person, now)) !== null;
	return { appeal, person, attempt, mayAnswer, answeredByName: await nameOf(db, appeal.answeredBy) };
}

async function findAppeal(
	db: Db,
	actor: Actor,
	id: string,
	now: Date
): Promise<{ appeal: Appeal; person: Person; place: Target }> {
	const [appeal] = isId(id) ? await db.select().from(appeals).where(eq(appeals.id, id)) : [];
	if (!appeal) throw notFound();
	const person = await readPerson(db, appeal.personId);
	const place = await placeReached(db, actor, 'appeal.read', person, now);
	if (!place) throw notFound();
	return { appeal, person, place };
}

/** What was appealed against about one test, with who answered what: for her whose test it is. */
export async function listAppealsOf(
	db: Db,
	attemptId: string
): Promise<(Appeal & { answeredByName: string | null })[]> {
	const rows = await db.select().from(appeals).where(eq(appeals.attemptId, attemptId)).orderBy(asc(appeals.filedAt));
	return Promise.all(rows.map(async (row) => ({ ...row, answeredByName: await nameOf(db, row.answeredBy) })));
}

export interface AppealListed extends Record<string, unknown> {
	id: string;
	/** null once erased */
	fullName: string | null;
	test: string;
	question: number;
	reason: AppealReason;
	filedOn: string;
	decision: AppealDecision | null;
}

/** Appeals of people who live or work where this reader answers or reads them: open ones first, the oldest first. */
export async function listAppeals(db: Db, actor: Actor, now: Date): Promise<AppealListed[]> {
	const places = placesFor(actor, 'appeal.read');
	if (places.length === 0) return [];
	return db.execute<AppealListed>(sql`
		with recursive ${await groupsWithin(db, places, dayOf(now))}
		select q.id, n.full_name "fullName", a.test, q.question, q.reason, q.decision,
			(q.filed_at at time zone 'Asia/Ho_Chi_Minh')::date::text "filedOn"
		from appeals q
		join attempts a on a.id = q.attempt_id
		join people record on record.id = q.person_id
		join people p on p.id = coalesce(record.merged_into, record.id)
		left join residences r on r.person_id = p.id and r."to" is null
		left join person_names n on n.person_id = p.id
		where r.group_id in (select id from member) or ${places.includes('vn')}
			or ${worksWithin(sql`p.id`, places, dayOf(now))}
		order by q.answered_at is not null, case when q.answered_at is null then q.filed_at end, q.answered_at desc, q.id
		limit ${LISTED}`);
}

async function nameOf(db: Db, personId: string | null): Promise<string | null> {
	return personId === null ? null : ((await findPerson(db, personId))?.fullName ?? null);
}
