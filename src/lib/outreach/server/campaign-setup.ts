import { and, asc, eq, gte, inArray, lte, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, may, placesFor, type Verb } from '#lib/access/permissions.ts';
import { campaignGoals, campaigns, campaignWards } from '#lib/outreach/server/campaign-schema.ts';
import { listServiceNames } from '#lib/outreach/server/support-services.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, type Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { tidyName } from '#lib/shared/names.ts';
import { COUNTRY } from '#lib/territory/place.ts';
import { readPlace } from '#lib/territory/server/places.ts';

export interface NewCampaign {
	/** made where the form was shown */
	id: string;
	name: string;
	from: Day;
	to: Day;
	/** until which hour of a day its report is due, 12 to 23 */
	reportHour: number;
	wardCodes: string[];
	/** by service */
	goals: { serviceId: string; goal: number }[];
}

export interface Campaign extends Omit<NewCampaign, 'wardCodes'> {
	wards: CampaignWard[];
}

export interface CampaignWard extends Record<string, unknown> {
	wardCode: string;
	provinceCode: string;
}

const LONGEST = 366;

/**
 * Starts a campaign in some wards (verb `campaign.start` in each). Sent again, it is the same one. It may overlap
 * another one, since a deed counts in one of them only; `listOverlapping` says which, for a warning.
 */
export async function startCampaign(db: Db, actor: Actor, input: NewCampaign, now: Date): Promise<void> {
	const wards: CampaignWard[] = [];
	for (const code of new Set(input.wardCodes)) {
		const { provinceCode } = await readPlace(db, code, input.from);
		wards.push({ wardCode: code, provinceCode: provinceCode ?? '' });
	}
	const [first] = wards;
	if (!first) throw new DomainError('campaign_without_ward', 422);
	for (const ward of wards) allow(actor, 'campaign.start', ward);
	await refuseUnknownServices(db, input.goals);
	if (input.to < input.from) throw new DomainError('campaign_days_wrong', 422);
	if (input.to > addDays(input.from, LONGEST)) throw new DomainError('campaign_too_long', 422);
	await db.transaction(async (tx) => {
		const { id, from, to, reportHour } = input;
		const row = { id, name: tidyName(input.name), from, to, reportHour, madeBy: actor.id, madeAt: now };
		const made = await tx.insert(campaigns).values(row).onConflictDoNothing().returning({ id: campaigns.id });
		if (made.length === 0) return;
		await tx.insert(campaignWards).values(wards.map(({ wardCode }) => ({ campaignId: id, wardCode })));
		const goals = input.goals.map((goal) => ({ campaignId: id, ...goal }));
		if (goals.length > 0) await tx.insert(campaignGoals).values(goals);
		await writeAudit(tx, actor, 'campaign.start', { kind: 'campaign', id, of: first }, now, { wards: wards.length });
	});
}

/** A campaign in one of whose wards the actor may use a verb; any other reads as not found. */
export async function readCampaign(db: Db, actor: Actor, id: string, verb: Verb = 'campaign.read'): Promise<Campaign> {
	const [row] = isId(id) ? await db.select().from(campaigns).where(eq(campaigns.id, id)) : [];
	if (!row) throw notFound();
	const [campaign] = await withParts(db, [row]);
	if (!campaign?.wards.some((ward) => may(actor, verb, ward))) throw notFound();
	return campaign;
}

/** One ward of a campaign, in which the actor may use a verb; else not found. */
export async function readCampaignWard(db: Db, actor: Actor, id: string, wardCode: string, verb: Verb) {
	const campaign = await readCampaign(db, actor, id, verb);
	const ward = campaign.wards.find((one) => one.wardCode === wardCode);
	if (!ward || !may(actor, verb, ward)) throw notFound();
	return { campaign, ward };
}

/** The campaigns of the wards in which the actor may use a verb, the last to begin first. */
export async function listCampaigns(db: Db, actor: Actor, verb: Verb): Promise<Campaign[]> {
	const places = placesFor(actor, verb);
	const all = places.includes(COUNTRY);
	const reached = await db.execute<{ id: string }>(sql`
		select c.id from campaigns c where ${all} or exists (
			select 1 from campaign_wards cw join wards w on w.code = cw.ward_code
			where cw.campaign_id = c.id and (w.code = any(${sql.param(places)}::text[])
				or w.province_code = any(${sql.param(places)}::text[]))
		) order by c."from" desc, c.id desc limit 200`);
	const ids = reached.map(({ id }) => id);
	if (ids.length === 0) return [];
	const rows = await db.select().from(campaigns).where(inArray(campaigns.id, ids));
	return withParts(
		db,
		rows.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
	);
}

/** The campaigns in which a deed of a day in a ward could count. */
export async function listCampaignsOn(
	db: Db,
	wardCodes: readonly string[],
	days: { from: Day; to: Day }
): Promise<{ id: string; name: string; wardCode: string }[]> {
	if (wardCodes.length === 0) return [];
	return db
		.select({ id: campaigns.id, name: campaigns.name, wardCode: campaignWards.wardCode })
		.from(campaigns)
		.innerJoin(campaignWards, eq(campaignWards.campaignId, campaigns.id))
		.where(
			and(inArray(campaignWards.wardCode, [...wardCodes]), lte(campaigns.from, days.to), gte(campaigns.to, days.from))
		)
		.orderBy(asc(campaigns.from), asc(campaigns.id));
}

/** Other campaigns that share a ward and a day with this one. */
export async function listOverlapping(
	db: Db,
	{ id, from, to, wards }: Campaign
): Promise<{ id: string; name: string }[]> {
	const codes = wards.map(({ wardCode }) => wardCode);
	const others = (await listCampaignsOn(db, codes, { from, to })).filter((other) => other.id !== id);
	return [...new Map(others.map((other) => [other.id, { id: other.id, name: other.name }])).values()];
}

async function refuseUnknownServices(db: Db, goals: NewCampaign['goals']): Promise<void> {
	const known = await listServiceNames(db);
	if (goals.some(({ serviceId }) => !known.has(serviceId))) throw new DomainError('support_service_unknown', 422);
}

async function withParts(db: Db, rows: readonly (typeof campaigns.$inferSelect)[]): Promise<Campaign[]> {
	const ids = rows.map(({ id }) => id);
	const wards = await db.execute<CampaignWard & { campaignId: string }>(sql`
		select cw.campaign_id "campaignId", w.code "wardCode", w.province_code "provinceCode"
		from campaign_wards cw join wards w on w.code = cw.ward_code
		where cw.campaign_id = any(${sql.param(ids)}::uuid[]) order by w.code`);
	const goals = await db.select().from(campaignGoals).where(inArray(campaignGoals.campaignId, ids));
	return rows.map(({ madeBy: _, madeAt: __, ...campaign }) => ({
		...campaign,
		wards: wards.flatMap(({ campaignId, wardCode, provinceCode }) =>
			campaignId === campaign.id ? [{ wardCode, provinceCode }] : []
		),
		goals: goals.flatMap(({ campaignId, serviceId, goal }) => (campaignId === campaign.id ? [{ serviceId, goal }] : []))
	}));
}
