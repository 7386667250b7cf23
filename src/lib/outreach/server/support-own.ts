import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { NO_FIGURES, type Figures, type Force } from '#lib/outreach/campaign.ts';
import { supportRecords, supportServices } from '#lib/outreach/server/campaign-schema.ts';
import { FIGURES } from '#lib/outreach/server/campaign-figures.ts';
import { identities } from '#lib/people/server/identities.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';

const MOST_SHOWN = 50;

export interface OwnSupport {
	id: string;
	service: string;
	/** null: people without a name, or whose name was erased */
	name: string | null;
	named: boolean;
	actions: number;
	on: Day;
	enteredAt: Date;
	reportDay: Day | null;
}

/** What somebody wrote down last, newest first, at most fifty; those she took back are left out. */
export async function listOwnSupport(db: Db, supporterId: string): Promise<OwnSupport[]> {
	const who = identities(db);
	const rows = await db
		.select({
			id: supportRecords.id,
			service: supportServices.name,
			fullName: who.fullName,
			everydayName: who.everydayName,
			personId: supportRecords.personId,
			actions: supportRecords.actions,
			on: supportRecords.on,
			enteredAt: supportRecords.enteredAt,
			reportDay: supportRecords.reportDay
		})
		.from(supportRecords)
		.innerJoin(supportServices, eq(supportServices.id, supportRecords.serviceId))
		.leftJoin(who, eq(who.recordId, supportRecords.personId))
		.where(and(eq(supportRecords.supporterId, supporterId), isNull(supportRecords.withdrawnAt)))
		.orderBy(desc(supportRecords.enteredAt))
		.limit(MOST_SHOWN);
	return rows.map(({ fullName, everydayName, personId, ...row }) => ({
		...row,
		name: everydayName ?? fullName,
		named: personId !== null
	}));
}

/** What she gave on a day: deeds and people apart. */
export async function ownFigures(db: Db, supporterId: string, on: Day): Promise<Figures> {
	const [row] = await db.execute<Figures & Record<string, unknown>>(sql`
		select ${FIGURES} from support_records r left join people p on p.id = r.person_id
		where r.supporter_id = ${supporterId} and r."on" = ${on} and r.withdrawn_at is null`);
	return row ?? NO_FIGURES;
}

export interface LastChoices {
	serviceId: string;
	/** the value of a place */
	place: string;
	campaignId: string | null;
	force: Force;
	partners: string | null;
}

/** What she chose last, so that the next form needs two taps only; null for whoever has written down nothing yet. */
export async function findLastChoices(db: Db, supporterId: string): Promise<LastChoices | null> {
	const [row] = await db
		.select()
		.from(supportRecords)
		.where(eq(supportRecords.supporterId, supporterId))
		.orderBy(desc(supportRecords.enteredAt))
		.limit(1);
	if (!row) return null;
	const { serviceId, campaignId, force, partners } = row;
	return { serviceId, campaignId, force, partners, place: row.learningPointId ?? row.groupId ?? row.wardCode };
}
