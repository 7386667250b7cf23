import { eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, may } from '#lib/access/permissions.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { placeLevel } from '#lib/territory/place.ts';
import { listWards, readPlace } from '#lib/territory/server/places.ts';
import { addInvitation } from '#lib/sign-in/server/invitations.ts';
import { invitations, roles } from '#lib/sign-in/server/schema.ts';

/** off: nobody works there; invited: the first officer has a link and has not used it; on: somebody works there. */
export type WardState = 'off' | 'invited' | 'on';

export interface HostedWard {
	code: string;
	name: string;
	kind: string;
	state: WardState;
	/** the last day on which somebody did something about it */
	lastOn: Day | null;
	/** from what day on it works with this installation, where that is known */
	startedOn: Day | null;
}

/**
 * Switches a ward on: its first officer gets her role and a link with which she chooses how to sign in, in one step
 * (verb `ward.open`). Where nobody works yet there is no second person to ask, so one is enough; where an officer or
 * leader works already it is refused (409, `ward_already_on`): every further role is given there, by two. While the
 * first officer has not used her link, switching on again takes it back and invites anew. Returns the link's token.
 */
export async function openWard(
	db: Db,
	actor: Actor,
	input: { wardCode: string; personId: string },
	now: Date
): Promise<{ token: string; expiresAt: Date }> {
	const today = dayOf(now);
	const { provinceCode } = await readWard(db, input.wardCode, today);
	const of = { wardCode: input.wardCode, provinceCode };
	allow(actor, 'ward.open', of);
	const person = await readPerson(db, input.personId);
	if (person.erasedOn !== null) throw new DomainError('person_erased', 410);
	if (person.id === actor.id) throw new DomainError('role_for_oneself', 403);
	return db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`ward ${input.wardCode}`}, 0))`);
		const held = await refuseOpen(tx, input.wardCode, now);
		for (const { roleId } of held) {
			await tx
				.update(roles)
				.set({ to: sql`greatest("from", ${today}::date)` })
				.where(eq(roles.id, roleId));
			await tx.update(invitations).set({ withdrawnAt: now }).where(eq(invitations.roleId, roleId));
		}
		const roleId = newId(now);
		const role = { id: roleId, role: 'ward_officer', place: input.wardCode, from: today, to: null };
		await tx.insert(roles).values({ ...role, personId: person.id, grantedBy: actor.id });
		const { token, expiresAt } = await addInvitation(tx, actor.id, { personId: person.id, roleId }, now);
		// Reports of earlier periods are missing from nobody; the province may name another day.
		await tx.execute(
			sql`update wards set started_on = coalesce(started_on, ${today}::date) where code = ${input.wardCode}`
		);
		const object = { kind: 'ward', id: input.wardCode, of: { ...of, personId: person.id } };
		await writeAudit(tx, actor, 'ward.open', object, now, { person: person.id });
		return { token, expiresAt };
	});
}

/** Refuses where an officer or leader works already; else whose links wait there. */
export async function refuseOpen(
	db: Db,
	wardCode: string,
	now: Date
): Promise<{ roleId: string; isWaiting: boolean }[]> {
	const held = await listOfficers(db, wardCode, dayOf(now));
	if (held.some(({ isWaiting }) => !isWaiting)) throw new DomainError('ward_already_on', 409);
	return held;
}

/** The wards of a province, on or off, with the last day on which somebody did something there (`ward.read`, else 404). */
export async function listHostedWards(db: Db, actor: Actor, provinceCode: string, now: Date): Promise<HostedWard[]> {
	if (placeLevel(provinceCode) !== 'province' || !may(actor, 'ward.read', { provinceCode })) throw notFound();
	const today = dayOf(now);
	const wards = await listWards(db, provinceCode, today);
	const rows = await db.execute<{
		code: string;
		waiting: boolean | null;
		last_on: Day | null;
		started_on: Day | null;
	}>(sql`
		with held as (
			select r.place, bool_and(${WAITING}) waiting from roles r
			where r.place in (select code from wards where province_code = ${provinceCode}) and ${HELD(today)} group by r.place
		)
		select w.code, held.waiting, (
			select (a.at at time zone 'Asia/Ho_Chi_Minh')::date::text from audit_entries a
			where a.place = w.code and a.verb <> 'ward.open' order by a.id desc limit 1
		) last_on, w.started_on::text started_on
		from wards w left join held on held.place = w.code where w.province_code = ${provinceCode}`);
	const found = new Map(rows.map((row) => [row.code, row]));
	return wards.map(({ code, name, kind }) => {
		const row = found.get(code);
		const waiting = row?.waiting ?? null;
		return {
			code,
			name,
			kind,
			state: waiting === null ? 'off' : waiting ? 'invited' : 'on',
			lastOn: row?.last_on ?? null,
			startedOn: row?.started_on ?? null
		};
	});
}

/** The wards of a province in which nobody works yet, invited or not: nothing can be expected of them. */
export async function listClosedWards(db: Db, provinceCode: string, on: Day): Promise<Set<string>> {
	const rows = await db.execute<{ code: string }>(sql`
		select w.code from wards w where w.province_code = ${provinceCode}
			and not exists (select 1 from roles r where r.place = w.code and ${HELD(on)})`);
	return new Set(rows.map(({ code }) => code));
}

const WAITING = sql`exists (
	select 1 from invitations i where i.role_id = r.id and i.accepted_at is null
) and not exists (select 1 from invitations i where i.role_id = r.id and i.accepted_at is not null)`;
const HELD = (on: Day) =>
	sql`r.role in ('ward_officer', 'ward_leader') and r."from" <= ${on}::date and (r."to" is null or r."to" > ${on}::date)`;

/** Who holds an office in a ward, and whether her link waits to be used. */
async function listOfficers(db: Db, wardCode: string, on: Day): Promise<{ roleId: string; isWaiting: boolean }[]> {
	const rows = await db.execute<{ id: string; waiting: boolean }>(sql`
		select r.id, ${WAITING} waiting from roles r where r.place = ${wardCode} and ${HELD(on)}`);
	return rows.map(({ id, waiting }) => ({ roleId: id, isWaiting: waiting }));
}

async function readWard(db: Db, code: string, on: Day): Promise<{ provinceCode: string }> {
	const { provinceCode } = await readPlace(db, code, on);
	if (provinceCode === null) throw notFound();
	return { provinceCode };
}
