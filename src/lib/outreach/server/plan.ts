import { asc, eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, may } from '#lib/access/permissions.ts';
import type { PlanState } from '#lib/outreach/plan.ts';
import { planItems } from '#lib/outreach/server/campaign-schema.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { readPlace } from '#lib/territory/server/places.ts';

export interface PlanItem {
	id: string;
	content: string;
	/** who answers for it, as the ward calls them */
	owner: string;
	due: Day;
	measure: string;
	state: PlanState;
}

interface PlanWard {
	wardCode: string;
	provinceCode: string;
}

/** A ward whose plan the actor may read; any other is not found. */
export async function readPlanWard(db: Db, actor: Actor, wardCode: string, now: Date): Promise<PlanWard> {
	const { provinceCode } = await readPlace(db, wardCode, dayOf(now));
	const ward = { wardCode, provinceCode: provinceCode ?? '' };
	if (provinceCode === null || !may(actor, 'plan.read', ward)) throw notFound();
	return ward;
}

/** The lines of a ward's plan, what is due first at the top. The caller has asked `readPlanWard`. */
export async function listPlan(db: Db, { wardCode }: PlanWard): Promise<PlanItem[]> {
	const { id, content, owner, due, measure, state } = planItems;
	return db
		.select({ id, content, owner, due, measure, state })
		.from(planItems)
		.where(eq(planItems.wardCode, wardCode))
		.orderBy(asc(planItems.due), asc(planItems.id));
}

export async function readPlanItem(db: Db, ward: PlanWard, id: string): Promise<PlanItem> {
	const item = isId(id) ? (await listPlan(db, ward)).find((one) => one.id === id) : undefined;
	if (!item) throw notFound();
	return item;
}

/** Writes a line of the plan, new or changed (verb `plan.set`). An id that stands in another ward's plan is not found. */
export async function setPlanItem(db: Db, actor: Actor, ward: PlanWard, item: PlanItem, now: Date): Promise<void> {
	allow(actor, 'plan.set', ward);
	const { id, ...words } = item;
	const row = { ...words, wardCode: ward.wardCode, changedBy: actor.id, changedAt: now };
	await db.transaction(async (tx) => {
		const stored = await tx
			.insert(planItems)
			.values({ id, ...row })
			.onConflictDoUpdate({ target: planItems.id, set: row, setWhere: eq(planItems.wardCode, ward.wardCode) })
			.returning({ id: planItems.id });
		if (stored.length === 0) throw notFound();
		await writeAudit(tx, actor, 'plan.set', { kind: 'plan_item', id, of: ward }, now, { state: item.state });
	});
}
