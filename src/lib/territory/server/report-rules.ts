import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { writeAudit } from '#lib/server/audit.ts';
import { dayBoxes, dayFrom } from '#lib/server/day-input.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import type { ReportRule } from '#lib/territory/report-rule.ts';
import { placeLevel } from '#lib/territory/place.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { provinceReportRules, wards } from '#lib/territory/server/schema.ts';

/** What a province has decided about when its wards' reports are due, the oldest first. */
export async function listReportRules(db: Db, provinceCode: string): Promise<ReportRule[]> {
	const rows = await db
		.select()
		.from(provinceReportRules)
		.where(eq(provinceReportRules.provinceCode, provinceCode))
		.orderBy(asc(provinceReportRules.from));
	return rows.map(({ provinceCode: _code, ...rule }) => rule);
}

/**
 * From a day to come on reports are due otherwise (`province.set`). What is past or already under way keeps its rule:
 * a day that is over is refused (422 `rule_day_past`). The same day once more takes the place of what was to come then.
 * A province that there is not is not found.
 */
export async function setReportRule(
	db: Db,
	actor: Actor,
	provinceCode: string,
	rule: ReportRule,
	now: Date
): Promise<void> {
	allow(actor, 'province.set', { provinceCode });
	await readPlace(db, provinceCode, dayOf(now));
	if (rule.from <= dayOf(now)) throw new DomainError('rule_day_past', 422);
	await db.transaction(async (tx) => {
		const { from: _from, ...set } = rule;
		await tx
			.insert(provinceReportRules)
			.values({ provinceCode, ...rule })
			.onConflictDoUpdate({ target: [provinceReportRules.provinceCode, provinceReportRules.from], set });
		const object = { kind: 'province', id: provinceCode, of: { provinceCode } };
		await writeAudit(tx, actor, 'province.set', object, now, { what: 'report rule', ...rule });
	});
}

/** From what day on each ward of a province works with this installation; nothing of a ward that was always there. */
export async function listStarts(db: Db, provinceCode: string): Promise<Map<string, Day>> {
	const rows = await db
		.select({ code: wards.code, startedOn: wards.startedOn })
		.from(wards)
		.where(eq(wards.provinceCode, provinceCode));
	return new Map(rows.flatMap(({ code, startedOn }) => (startedOn === null ? [] : [[code, startedOn] as const])));
}

/**
 * Says from what day on a ward works with this installation (`ward.open`): periods that ended before are not missing
 * from it. Another day takes the earlier one's place.
 */
export async function setWardStart(db: Db, actor: Actor, code: string, startedOn: Day, now: Date): Promise<void> {
	if (placeLevel(code) !== 'ward') throw notFound();
	const { provinceCode } = await readPlace(db, code, dayOf(now));
	if (provinceCode === null) throw notFound();
	const of = { wardCode: code, provinceCode };
	allow(actor, 'ward.open', of);
	await db.transaction(async (tx) => {
		await tx.update(wards).set({ startedOn }).where(eq(wards.code, code));
		await writeAudit(tx, actor, 'ward.open', { kind: 'ward', id: code, of }, now, { startedOn });
	});
}

const number = (most: number) =>
	z
		.string({ error: 'invalid' })
		.regex(/^\d{1,2}$/, 'number_wrong')
		.transform(Number)
		.refine((n) => n <= most, 'number_wrong');

export const reportRuleInput = z
	.object({ monthDays: number(31), quarterDays: number(31), yearDays: number(60), hour: number(23), ...dayBoxes })
	.transform(({ day, month, year, ...rule }, context) => ({ ...rule, from: dayFrom({ day, month, year }, context) }));

export const wardStartInput = z
	.object(dayBoxes)
	.transform((boxes, context) => ({ startedOn: dayFrom(boxes, context) }));
