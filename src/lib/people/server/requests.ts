import { desc, eq, inArray, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, may, placesFor } from '#lib/access/permissions.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { groupsWithin } from '#lib/territory/server/within.ts';
import { dueDays, type RequestKind, type RequestState } from '#lib/people/requests.ts';
import { listRecords } from '#lib/people/server/erasure.ts';
import { readPerson, type Person } from '#lib/people/server/person.ts';
import { dataRequests } from '#lib/people/server/schema.ts';

export const REQUESTS_PAGE = 50;

export interface DataRequest {
	id: string;
	personId: string;
	kind: RequestKind;
	text: string | null;
	receivedAt: Date;
	filedBy: string;
	firstAnswerDue: Day;
	due: Day;
	state: RequestState;
	answeredAt: Date | null;
	reply: string | null;
}

/**
 * Somebody asks about her own data, herself or through whoever writes it down for her. The days by which it is
 * answered are fixed here. The same id again is the same request; of somebody else it is refused (409).
 */
export async function fileRequest(
	db: Db,
	actor: Actor,
	request: { id: string; personId: string; kind: RequestKind; text: string | null },
	now: Date
): Promise<void> {
	const person = await readPerson(db, request.personId);
	allow(actor, 'data_request.file', person.place);
	if (person.erasedOn !== null) throw new DomainError('person_erased', 410);
	const { id, kind, text } = request;
	await db.transaction(async (tx) => {
		const filed = await tx
			.insert(dataRequests)
			.values({
				...{ id, personId: person.id, kind, text, receivedAt: now, filedBy: actor.id, state: 'received' },
				...dueDays(kind, now)
			})
			.onConflictDoNothing()
			.returning({ id: dataRequests.id });
		if (filed.length > 0) {
			await writeAudit(tx, actor, 'data_request.file', { kind: 'data_request', id, of: person.place }, now, { kind });
			return;
		}
		const [known] = await tx.select().from(dataRequests).where(eq(dataRequests.id, id));
		if (known?.personId !== person.id || known.kind !== kind) throw new DomainError('event_conflict', 409);
	});
}

export interface RequestAnswer {
	requestId: string;
	/** at work on it, which is the first answer; done; or not to be done, with the reason in `reply` */
	state: Exclude<RequestState, 'received'>;
	reply: string | null;
}

/**
 * An officer of her ward answers: first that it is being done, in the end that it is done or why not. What is to be
 * corrected or erased is done by its own verbs before. Refuses a refusal without a reason (`reply_missing`, 422) and an
 * answer after the last one (`request_answered`, 409); the same answer again changes nothing.
 */
export async function answerRequest(db: Db, actor: Actor, answer: RequestAnswer, now: Date): Promise<void> {
	const { request, person } = await readRequest(db, actor, answer.requestId);
	allow(actor, 'data_request.answer', person.place);
	const { state, reply } = answer;
	if (state === 'declined' && reply === null) throw new DomainError('reply_missing', 422);
	await db.transaction(async (tx) => {
		const [row] = await tx.select().from(dataRequests).where(eq(dataRequests.id, request.id)).for('update');
		if (!row) throw notFound();
		if (row.state === state && row.reply === reply) return;
		if (row.answeredAt !== null) throw new DomainError('request_answered', 409);
		await tx
			.update(dataRequests)
			.set({
				...{ state, reply, answeredBy: actor.id, firstAnsweredAt: row.firstAnsweredAt ?? now },
				answeredAt: state === 'working' ? null : now
			})
			.where(eq(dataRequests.id, row.id));
		const object = { kind: 'data_request', id: row.id, of: person.place };
		await writeAudit(tx, actor, 'data_request.answer', object, now, { state });
	});
}

/** A request with the person who made it, for whoever may read it where she lives; to others it is not found (404). */
export async function readRequest(db: Db, actor: Actor, id: string): Promise<{ request: DataRequest; person: Person }> {
	const [row] = isId(id) ? await db.select().from(dataRequests).where(eq(dataRequests.id, id)) : [];
	if (!row) throw notFound();
	const person = await readPerson(db, row.personId);
	if (!may(actor, 'data_request.read', person.place)) throw notFound();
	return { request: row as DataRequest, person };
}

/** What a person has asked for, the newest first. */
export async function listOwnRequests(db: Db, personId: string): Promise<DataRequest[]> {
	const rows = await db
		.select()
		.from(dataRequests)
		.where(inArray(dataRequests.personId, await listRecords(db, personId)))
		.orderBy(desc(dataRequests.receivedAt), desc(dataRequests.id));
	return rows as DataRequest[];
}

export interface RequestListed extends Record<string, unknown> {
	id: string;
	kind: RequestKind;
	/** null once erased */
	fullName: string | null;
	everydayName: string | null;
	groupName: string;
	state: RequestState;
	receivedOn: Day;
	firstAnswerDue: Day;
	due: Day;
}

/** The open requests of the people who live where this reader may read them: whatever is due first stands first. */
export async function listOpenRequests(
	db: Db,
	actor: Actor,
	page: number,
	now: Date
): Promise<{ requests: RequestListed[]; total: number }> {
	const places = placesFor(actor, 'data_request.read');
	if (places.length === 0) return { requests: [], total: 0 };
	const rows = await db.execute<RequestListed & { total: number }>(sql`
		with recursive ${await groupsWithin(db, places, dayOf(now))}
		select q.id, q.kind, n.full_name "fullName", n.everyday_name "everydayName", g.name "groupName", q.state,
			(q.received_at at time zone 'Asia/Ho_Chi_Minh')::date::text "receivedOn",
			q.first_answer_due::text "firstAnswerDue", q.due::text due, (count(*) over ())::int total
		from data_requests q
		join people record on record.id = q.person_id
		join people p on p.id = coalesce(record.merged_into, record.id)
		join residences r on r.person_id = p.id and r."to" is null
		join member m on m.id = r.group_id
		join root g on g.id = m.root
		left join person_names n on n.person_id = p.id
		where q.answered_at is null
		order by case when q.state = 'received' then least(q.first_answer_due, q.due) else q.due end, q.received_at, q.id
		limit ${REQUESTS_PAGE} offset ${(Math.max(1, Math.trunc(page) || 1) - 1) * REQUESTS_PAGE}`);
	return { requests: rows.map(({ total: _total, ...request }) => request), total: rows[0]?.total ?? 0 };
}
