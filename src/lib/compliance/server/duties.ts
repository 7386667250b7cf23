import { and, desc, eq, inArray, isNull, or } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, may, placesFor, type Target } from '#lib/access/permissions.ts';
import { dueOf, type DutyRule } from '#lib/compliance/duty.ts';
import { addMonths } from '#lib/compliance/months.ts';
import { listAgenciesUnder, targetOfOffice } from '#lib/compliance/server/agencies.ts';
import { asDuty, type Duty } from '#lib/compliance/server/duty-rows.ts';
import { listOfficials } from '#lib/compliance/server/posts.ts';
import { duties } from '#lib/compliance/server/schema.ts';
import { openCycles } from '#lib/compliance/server/sweep.ts';
import type { Library } from '#lib/curriculum/content.ts';
import { findModule } from '#lib/curriculum/library.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { tidyName } from '#lib/shared/names.ts';
import { COUNTRY } from '#lib/territory/place.ts';

export interface NewDuty extends Omit<DutyRule, 'endsOn'> {
	/** made when the form was shown */
	id: string;
	/** a ward, or a province: then it binds the officials of its wards too */
	place: string;
	title: string;
	order: Duty['order'];
}

/**
 * An order makes modules mandatory (`duty.impose`), and the cycles that it opens today are opened. Sent again, it is the
 * same one. Refuses modules that are not for officials, agencies and people elsewhere, and a last day outside the first
 * period (422). What was ordered never changes: another order is another duty.
 */
export async function imposeDuty(db: Db, actor: Actor, library: Library, duty: NewDuty, now: Date): Promise<void> {
	const target = await targetOfOffice(db, duty.place, now);
	allow(actor, 'duty.impose', target);
	checkRule(library, duty, now);
	await checkAudience(db, target, duty);
	const { due, audience, order, id, title, startsOn, graceDays, validMonths } = duty;
	const row = {
		...{ id, startsOn, graceDays, validMonths, title: tidyName(title) },
		...{ provinceCode: target.provinceCode ?? '', wardCode: target.wardCode ?? null },
		...{ orderNumber: tidyName(order.number), orderedOn: order.on, issuer: tidyName(order.issuer) },
		...{ modules: [...new Set(duty.modules)], refresher: [...new Set(duty.refresher)] },
		...{ agencyIds: audience.agencies, positions: audience.positions, personIds: audience.people },
		dueMonths: 'months' in due ? due.months : null,
		dueDays: 'days' in due ? due.days : null,
		dueOn: 'on' in due ? due.on : null,
		...{ imposedBy: actor.id, imposedAt: now }
	};
	await db.transaction(async (tx) => {
		const added = await tx.insert(duties).values(row).onConflictDoNothing().returning({ id: duties.id });
		if (added.length === 0) return;
		await writeAudit(tx, actor, 'duty.impose', { kind: 'duty', id, of: target }, now);
		await openCycles(tx, now, target);
	});
}

/** A duty binds nobody any more from a day on; what was not done by then is asked of nobody. Only once. */
export async function endDuty(db: Db, actor: Actor, input: { dutyId: string; on: Day }, now: Date): Promise<void> {
	const duty = await readDuty(db, actor, input.dutyId);
	allow(actor, 'duty.impose', targetOfDuty(duty));
	if (input.on < duty.startsOn) throw new DomainError('duty_ends_before_it_begins', 422);
	await db.transaction(async (tx) => {
		const ended = await tx
			.update(duties)
			.set({ endsOn: input.on })
			.where(and(eq(duties.id, duty.id), isNull(duties.endsOn)))
			.returning({ id: duties.id });
		if (ended.length === 0) return;
		const object = { kind: 'duty', id: duty.id, of: targetOfDuty(duty) };
		await writeAudit(tx, actor, 'duty.impose', object, now, { what: 'end', on: input.on });
	});
}

/** A duty that the reader may see (`duty.read`); else not found. */
export async function readDuty(db: Db, actor: Actor, id: string): Promise<Duty> {
	const [row] = isId(id) ? await db.select().from(duties).where(eq(duties.id, id)) : [];
	const duty = row && asDuty(row);
	if (!duty || !may(actor, 'duty.read', targetOfDuty(duty))) throw notFound();
	return duty;
}

/** The duties of the reader's places, the last order first. */
export async function listDuties(db: Db, actor: Actor): Promise<Duty[]> {
	const places = placesFor(actor, 'duty.read');
	if (places.length === 0) return [];
	const rows = await db
		.select()
		.from(duties)
		.where(
			places.includes(COUNTRY) ? undefined : or(inArray(duties.wardCode, places), inArray(duties.provinceCode, places))
		)
		.orderBy(desc(duties.orderedOn), desc(duties.id))
		.limit(200);
	return rows.map(asDuty);
}

/** Where a duty lies, for permissions and the audit. */
export function targetOfDuty({ provinceCode, wardCode }: Pick<Duty, 'provinceCode' | 'wardCode'>): Target {
	return { provinceCode, ...(wardCode !== null && { wardCode }) };
}

function checkRule(library: Library, duty: NewDuty, now: Date): void {
	const isForOfficials = (id: string) => findModule(library, id)?.audience === 'officials';
	if (duty.modules.length === 0 || ![...duty.modules, ...duty.refresher].every(isForOfficials)) {
		throw new DomainError('duty_modules_wrong', 422);
	}
	if (duty.order.on > dayOf(now)) throw new DomainError('day_in_future', 422);
	const due = dueOf({ ...duty, endsOn: null }, duty.startsOn, 0);
	if (due < duty.startsOn) throw new DomainError('duty_due_before_it_begins', 422);
	const { validMonths } = duty;
	const ends = validMonths === null ? null : addMonths(duty.startsOn, validMonths);
	// Whoever is late must have a day left before the next period opens.
	if (ends !== null && addDays(due, duty.graceDays) >= addDays(ends, -1)) {
		throw new DomainError('duty_due_after_period', 422);
	}
}

async function checkAudience(db: Db, target: Target, { audience }: NewDuty): Promise<void> {
	const there = (await listAgenciesUnder(db, target)).map(({ id }) => id);
	if (!audience.agencies.every((id) => there.includes(id))) throw new DomainError('agency_elsewhere', 422);
	if (audience.people.length === 0) return;
	const officials = new Set((await listOfficials(db, there)).map(({ personId }) => personId));
	if (!audience.people.every((id) => officials.has(id))) throw new DomainError('official_elsewhere', 422);
}
