import { and, eq, gt, inArray, lt, ne, not, sql, type SQL } from 'drizzle-orm';
import type { Grant } from '#lib/access/actor.ts';
import { NEEDS_SECOND_FACTOR } from '#lib/access/roles.ts';
import { isLearningWithdrawn } from '#lib/people/server/consents.ts';
import { listRecords } from '#lib/people/server/erasure.ts';
import { homeProvince, identities } from '#lib/people/server/identities.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { isId, newId } from '#lib/shared/ids.ts';
import { roles, signIns } from '#lib/sign-in/server/schema.ts';
import { fingerprint, newToken, sameFingerprint } from '#lib/sign-in/server/tokens.ts';
import { BY_CARD, HALF_WAY, sessionEnd, TOUCH_EVERY, type Method } from '#lib/sign-in/session-length.ts';

export interface Session {
	/** `recordId`: with which record she signed in; `tabletId`: it is good on this shared tablet and nowhere else */
	signIn: {
		id: string;
		personId: string;
		recordId: string;
		method: Method;
		startedAt: Date;
		tabletId: string | null;
	};
	/** what she may do in this session, besides learning */
	grants: Grant[];
	/** roles that she holds and may not use before she has shown a second factor */
	withheld: Grant[];
	/** null where nobody has told us a name */
	fullName: string | null;
	everydayName: string | null;
	/** of the province in which she lives; null where we do not know it */
	provinceCode: string | null;
	/** unless she is seen again before */
	endsAt: Date;
}

/** A UUID, a dot, 32 bytes in base64url. */
const TOKEN = /^([0-9a-f-]{36})\.([A-Za-z0-9_-]{43})$/;

/**
 * Begins a session for somebody whose secret has just been found right, and returns the token for her cookie: it
 * exists nowhere else, since the row keeps the secret's SHA-256. Always a new one; her ended ones are cleared away.
 * `secondFactorAt` is when she showed a second factor, if she did. On a shared tablet it is bound to it.
 * Refuses a child whose consent to learn was taken back (`learning_withdrawn`, 403).
 */
export async function startSession(
	db: Db,
	personId: string,
	method: Method,
	now: Date,
	secondFactorAt: Date | null = null,
	tabletId: string | null = null
): Promise<{ id: string; token: string; endsAt: Date }> {
	if (await isLearningWithdrawn(db, personId)) throw new DomainError('learning_withdrawn', 403);
	await db.delete(signIns).where(and(eq(signIns.personId, personId), lt(signIns.expiresAt, now)));
	const [staff] =
		BY_CARD.includes(method) || tabletId !== null
			? []
			: await db
					.select()
					.from(roles)
					.where(inForce(eq(roles.personId, personId), dayOf(now)))
					.limit(1);
	const endsAt = sessionEnd(now, now, tabletId !== null ? 'tablet' : staff ? 'staff' : 'own');
	return { ...(await insertRow(db, { personId, method, tabletId, secondFactorAt, expiresAt: endsAt }, now)), endsAt };
}

/** Begins the first of two steps: a token for a cookie with which her one-time code is expected for ten minutes. */
export async function startHalfWay(db: Db, personId: string, method: Method, now: Date): Promise<string> {
	const expiresAt = new Date(now.getTime() + HALF_WAY);
	const { token } = await insertRow(db, { personId, method, awaitsCode: true, expiresAt }, now);
	return token;
}

/** Whose one-time code is awaited under a token, and how she took the first step; null if it is over or forged. */
export async function findHalfWay(
	db: Db,
	token: string,
	now: Date
): Promise<{ id: string; personId: string; method: Method } | null> {
	const [, id = '', secret = ''] = TOKEN.exec(token) ?? [];
	if (!isId(id)) return null;
	const [row] = await db
		.select()
		.from(signIns)
		.where(and(eq(signIns.id, id), signIns.awaitsCode, gt(signIns.expiresAt, now)));
	if (!row || !sameFingerprint(row.secretHash, fingerprint(secret))) return null;
	return { id, personId: row.personId, method: row.method as Method };
}

/** A second factor has been shown in this session. */
export async function noteSecondFactor(db: Db, signInId: string, now: Date): Promise<void> {
	await db.update(signIns).set({ secondFactorAt: now }).where(eq(signIns.id, signInId));
}

/**
 * The session of a cookie's token, with the roles that its person holds today, or null if it is over, forged or
 * somebody's who has been erased. Roles follow at once what was granted or ended. A session begun with a card, and any
 * on a shared tablet, carries none: a card that somebody found, or a tablet left lying, must not open an office. Whether
 * it is shown on the tablet that it is bound to is the caller's to compare. Where `demandsSecondFactor`, roles that need
 * one are withheld until it has been shown in this session. It carries the roles of the record that signed in alone: a
 * merge opens no office to another's password.
 * It slides: a learner's ends 30 days after she was last seen, on a device of her own; that of somebody with a role
 * 12 hours after, and 7 days after its start at the latest; on a shared tablet after some minutes. One query; at most
 * once a minute, on a tablet each time, a second one notes that she was seen. `seen` false only looks.
 */
export async function findSession(
	db: Db,
	token: string,
	now: Date,
	demandsSecondFactor = true,
	seen = true
): Promise<Session | null> {
	const [, id = '', secret = ''] = TOKEN.exec(token) ?? [];
	if (!isId(id)) return null;
	const found = await readRow(db, id, now);
	if (!found || found.erasedOn !== null || !sameFingerprint(found.secretHash, fingerprint(secret))) return null;

	const onTablet = found.tabletId !== null;
	const held = onTablet || BY_CARD.includes(found.method as Method) ? [] : found.grants;
	const kind = onTablet ? 'tablet' : held.length > 0 ? 'staff' : 'own';
	const isWithheld = ({ role }: Grant) =>
		demandsSecondFactor && found.secondFactorAt === null && NEEDS_SECOND_FACTOR[role];
	const endAfter = (lastSeenAt: Date) => sessionEnd(found.createdAt, lastSeenAt, kind);
	// What is listened to on a tablet keeps its session beyond that.
	if (now >= found.expiresAt || (!onTablet && now >= endAfter(found.lastSeenAt))) return null;

	if (seen && (onTablet || now.getTime() - found.lastSeenAt.getTime() >= TOUCH_EVERY)) {
		await db
			.update(signIns)
			.set({ lastSeenAt: now, expiresAt: endAfter(now) })
			.where(and(eq(signIns.id, id), lt(signIns.lastSeenAt, now)));
	}
	const { personId, recordId, method, createdAt: startedAt, tabletId } = found;
	return {
		signIn: { id, personId, recordId, method: method as Method, startedAt, tabletId },
		grants: held.filter((grant) => !isWithheld(grant)),
		withheld: held.filter(isWithheld),
		fullName: found.fullName,
		everydayName: found.everydayName,
		provinceCode: found.provinceCode,
		endsAt: endAfter(now)
	};
}

/** Ends one session, whichever way it was begun. Ending it twice changes nothing. */
export async function endSession(db: Db, signInId: string): Promise<void> {
	if (isId(signInId)) await db.delete(signIns).where(eq(signIns.id, signInId));
}

/** Ends a person's sessions everywhere, except one that she wants to keep. */
export async function endAllSessions(db: Db, personId: string, except?: string): Promise<void> {
	const others = except !== undefined && isId(except) ? ne(signIns.id, except) : undefined;
	await db.delete(signIns).where(and(inArray(signIns.personId, await listRecords(db, personId)), others));
}

/** Ends the sessions that a person began with her card, because it, or her pictures, are no longer good. */
export async function endSessionsByCard(db: Db, personId: string): Promise<void> {
	const records = await listRecords(db, personId);
	await db.delete(signIns).where(and(inArray(signIns.personId, records), inArray(signIns.method, [...BY_CARD])));
}

async function insertRow(
	db: Db,
	row: Omit<typeof signIns.$inferInsert, 'id' | 'secretHash' | 'createdAt' | 'lastSeenAt'>,
	now: Date
): Promise<{ id: string; token: string }> {
	const [id, secret] = [newId(now), newToken(32)];
	await db.insert(signIns).values({ ...row, id, secretHash: fingerprint(secret), createdAt: now, lastSeenAt: now });
	return { id, token: `${id}.${secret}` };
}

type RowQuery = ReturnType<typeof rowQuery>;

/** Every request of somebody signed in asks this: it is put together once for each pool. */
const rowQueries = new WeakMap<Db, RowQuery>();

async function readRow(db: Db, id: string, now: Date) {
	const query = rowQueries.get(db) ?? rowQuery(db);
	rowQueries.set(db, query);
	const [row] = await query.execute({ id, today: dayOf(now) });
	return row;
}

function rowQuery(db: Db) {
	const who = identities(db);
	const person = sql<string>`coalesce(${who.personId}, ${signIns.personId})`;
	const today = sql`${sql.placeholder('today')}::date`;
	return db
		.select({
			secretHash: signIns.secretHash,
			method: signIns.method,
			tabletId: signIns.tabletId,
			createdAt: signIns.createdAt,
			lastSeenAt: signIns.lastSeenAt,
			expiresAt: signIns.expiresAt,
			secondFactorAt: signIns.secondFactorAt,
			personId: person,
			recordId: signIns.personId,
			erasedOn: who.erasedOn,
			fullName: who.fullName,
			everydayName: who.everydayName,
			provinceCode: homeProvince(person),
			grants: sql<Grant[]>`coalesce((
				select json_agg(json_build_object('role', ${roles.role}, 'place', ${roles.place})) from ${roles}
				where ${inForce(sql`${roles.personId} = ${signIns.personId}`, today)}), '[]')`
		})
		.from(signIns)
		.leftJoin(who, eq(who.recordId, signIns.personId))
		.where(and(eq(signIns.id, sql.placeholder('id')), not(signIns.awaitsCode)))
		.prepare('find_session');
}

/** A role's first day belongs to it, its `to` no longer. */
function inForce(whose: SQL, today: Day | SQL): SQL | undefined {
	return and(whose, sql`${roles.from} <= ${today}`, sql`(${roles.to} is null or ${roles.to} > ${today})`);
}
