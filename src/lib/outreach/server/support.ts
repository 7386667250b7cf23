import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { OLDEST_DEED, type Force } from '#lib/outreach/campaign.ts';
import { campaignDay, chooseReportDay, holdReports } from '#lib/outreach/server/campaign-days.ts';
import { campaigns, supportRecords, supportServices } from '#lib/outreach/server/campaign-schema.ts';
import { forgetMeans, noteMeans } from '#lib/outreach/server/support-means.ts';
import { readSupportPlace, targetOf, type SupportPlace } from '#lib/outreach/server/support-places.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { isFrozen } from '#lib/reports/report.ts';
import { findReport } from '#lib/reports/server/reports.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { COUNTRY } from '#lib/territory/place.ts';

export interface NewSupport {
	/** made where the form was shown */
	id: string;
	serviceId: string;
	/** a ward's code, a learning point's or a group's id */
	place: string;
	campaignId: string | null;
	force: Force;
	partners: string | null;
	/** whom; null: so many people without a name */
	personId: string | null;
	actions: number;
	/** the day on which it happened */
	on: Day;
}

type Row = typeof supportRecords.$inferSelect;

/**
 * Writes down support given (verb `support.give` where it happened). It counts in one campaign at most, and there in the
 * report of the day that `chooseReportDay` says. A named person now has what the service gives, as of that day.
 * The same form sent twice is one deed; the same id with other words is refused (409 support_already_recorded), and so is
 * a second deed on one day of a service that gives a person something she then has (409 support_same_day).
 * Returns the day whose report counts it, or null.
 */
export async function recordSupport(db: Db, actor: Actor, input: NewSupport, now: Date): Promise<Day | null> {
	const today = dayOf(now);
	const place = await readSupportPlace(db, input.place, today);
	allow(actor, 'support.give', targetOf(place));
	if (input.on > today) throw new DomainError('support_in_future', 409);
	if (input.on < addDays(today, -OLDEST_DEED)) throw new DomainError('support_too_old', 409, { days: OLDEST_DEED });
	const means = await checkService(db, input.serviceId, place);
	const personId = input.personId === null ? null : await readHelped(db, input.personId, input.on);
	return db.transaction(async (tx) => {
		const known = await findSent(tx, input.id);
		if (known) return sentAgain(known, actor, { ...input, personId }, place);
		const reportDay = await placeInCampaign(tx, input, place, now);
		if (personId !== null && means !== null) {
			await refuseSameDay(tx, personId, input);
			await noteMeans(tx, { personId, kind: means, state: 'yes', asOf: input.on, source: 'support' });
		}
		const { value: _, provinceCode: __, ...where } = place;
		const { place: ___, ...deed } = input;
		const row = { ...deed, ...where, personId, reportDay, enteredAt: now, supporterId: actor.id };
		await tx.insert(supportRecords).values(row);
		const of = { ...targetOf(place), ...(personId && { personId }) };
		const object = { kind: 'support', id: input.id, of };
		await writeAudit(tx, actor, 'support.give', object, now, { service: input.serviceId, actions: input.actions });
		return reportDay;
	});
}

/**
 * Takes back a deed that was entered by mistake, by whoever entered it and only while no report holds it
 * (409 support_reported). Taking it back again changes nothing. What the deed said
 * that the person has is forgotten with it.
 */
export async function withdrawSupport(db: Db, actor: Actor, id: string, now: Date): Promise<void> {
	const row = await readOwnSupport(db, actor.id, id);
	allow(actor, 'support.withdraw', { personId: row.supporterId });
	await db.transaction(async (tx) => {
		if (row.campaignId !== null && row.reportDay !== null) {
			await holdReports(tx, row.campaignId, row.wardCode, 'share');
			const report = await findReport(tx, campaignDay(row.campaignId, row.wardCode, row.reportDay));
			if (report && isFrozen(report.state)) throw new DomainError('support_reported', 409);
		}
		const withdrawn = await tx
			.update(supportRecords)
			.set({ withdrawnAt: now })
			.where(and(eq(supportRecords.id, id), isNull(supportRecords.withdrawnAt)))
			.returning({ id: supportRecords.id });
		if (withdrawn.length === 0) return;
		const [service] = await tx.select().from(supportServices).where(eq(supportServices.id, row.serviceId));
		const kind = service?.means ?? null;
		if (row.personId !== null && kind !== null) await forgetMeans(tx, { personId: row.personId, kind, asOf: row.on });
		await writeAudit(tx, actor, 'support.withdraw', { kind: 'support', id, of: { wardCode: row.wardCode } }, now);
	});
}

/** A deed that somebody entered herself; anybody else's reads as not found. */
export async function readOwnSupport(db: Db, supporterId: string, id: string): Promise<Row> {
	const [row] = isId(id) ? await db.select().from(supportRecords).where(eq(supportRecords.id, id)) : [];
	if (!row || row.supporterId !== supporterId) throw notFound();
	return row;
}

async function checkService(db: Db, serviceId: string, { provinceCode }: SupportPlace) {
	const [service] = await db.select().from(supportServices).where(eq(supportServices.id, serviceId));
	const offered = service && !service.ended && [COUNTRY, provinceCode].includes(service.place);
	if (!offered) throw new DomainError('support_service_unknown', 422);
	return service.means;
}

async function readHelped(db: Db, id: string, on: Day): Promise<string> {
	const person = await readPerson(db, id);
	if (person.erasedOn !== null) throw new DomainError('person_erased', 410);
	if (person.diedOn !== null && person.diedOn < on) throw new DomainError('support_person_died', 409);
	return person.id;
}

async function placeInCampaign(tx: Db, input: NewSupport, place: SupportPlace, now: Date): Promise<Day | null> {
	if (input.campaignId === null) return null;
	const [campaign] = await tx.select().from(campaigns).where(eq(campaigns.id, input.campaignId));
	if (!campaign) throw notFound();
	if (!(await holdReports(tx, campaign.id, place.wardCode, 'share')))
		throw new DomainError('support_outside_campaign_place', 409);
	if (input.on < campaign.from || input.on > campaign.to) throw new DomainError('support_outside_campaign', 409);
	return chooseReportDay(tx, campaign, place.wardCode, input.on, now);
}

/** Two volunteers who both write down that they activated her VNeID today helped her once. */
async function refuseSameDay(tx: Db, personId: string, { serviceId, on }: NewSupport): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${personId} ${serviceId}`}, 0))`);
	const [same] = await tx
		.select({ id: supportRecords.id })
		.from(supportRecords)
		.where(
			and(
				eq(supportRecords.personId, personId),
				eq(supportRecords.serviceId, serviceId),
				eq(supportRecords.on, on),
				isNull(supportRecords.withdrawnAt)
			)
		);
	if (same) throw new DomainError('support_same_day', 409);
}

/** The form of this id, once; a second one that comes at the same moment waits here for the first. */
async function findSent(tx: Db, id: string): Promise<Row | null> {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 1))`);
	const [row] = await tx.select().from(supportRecords).where(eq(supportRecords.id, id));
	return row ?? null;
}

function sentAgain(known: Row, actor: Actor, input: NewSupport, place: SupportPlace): Day | null {
	const same =
		known.supporterId === actor.id &&
		known.serviceId === input.serviceId &&
		known.personId === input.personId &&
		known.actions === input.actions &&
		known.on === input.on &&
		known.force === input.force &&
		known.campaignId === input.campaignId &&
		known.wardCode === place.wardCode;
	if (!same) throw new DomainError('support_already_recorded', 409);
	return known.reportDay;
}
