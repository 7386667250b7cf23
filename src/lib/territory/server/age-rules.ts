import { asc, eq, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { writeAudit } from '#lib/server/audit.ts';
import { dayBoxes, dayFrom } from '#lib/server/day-input.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { ADULT_AGES, type AgeRule } from '#lib/territory/age-rule.ts';
import { COUNTRY, placeLevel } from '#lib/territory/place.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { provinceAgeRules } from '#lib/territory/server/schema.ts';

/** What a province has decided about the age from which adults are counted, the oldest first. */
export async function listAgeRules(db: Db, provinceCode: string): Promise<AgeRule[]> {
	const rows = await db
		.select()
		.from(provinceAgeRules)
		.where(eq(provinceAgeRules.provinceCode, provinceCode))
		.orderBy(asc(provinceAgeRules.from));
	return rows.map(({ provinceCode: _code, ...rule }) => rule);
}

/**
 * From a day to come on adults of a province are counted from another age (`province.set`). Figures of days that are
 * over, and of today, keep theirs: such a day is refused (422 `rule_day_past`). The same day once more takes the place
 * of what was to come then. A province that there is not is not found.
 */
export async function setAgeRule(db: Db, actor: Actor, provinceCode: string, rule: AgeRule, now: Date): Promise<void> {
	allow(actor, 'province.set', { provinceCode });
	await readPlace(db, provinceCode, dayOf(now));
	if (rule.from <= dayOf(now)) throw new DomainError('rule_day_past', 422);
	await db.transaction(async (tx) => {
		await tx
			.insert(provinceAgeRules)
			.values({ provinceCode, ...rule })
			.onConflictDoUpdate({
				target: [provinceAgeRules.provinceCode, provinceAgeRules.from],
				set: { ageFrom: rule.ageFrom }
			});
		const object = { kind: 'province', id: provinceCode, of: { provinceCode } };
		await writeAudit(tx, actor, 'province.set', object, now, { what: 'age rule', ...rule });
	});
}

/**
 * A standard as it counts in a place (a province, a ward or a group) on a day: by the age on which its province has
 * decided, or unchanged, the same object, where no other age holds. The country's sums go by the standard's own age:
 * a share of people from 15 and a share of people from 18 have no sum.
 */
export async function withAgeRule<Standard extends { ageFrom: number }>(
	db: Db,
	standard: Standard,
	place: string,
	day: Day
): Promise<Standard> {
	const rule = await findRule(db, place, sql`r."from" <= ${day}::date`);
	return rule === null || rule.ageFrom === standard.ageFrom ? standard : { ...standard, ageFrom: rule.ageFrom };
}

/** The rule of a place's province that is still to come after a day, the last of them; null where none is. */
export async function findComingAgeRule(db: Db, place: string, day: Day): Promise<AgeRule | null> {
	return findRule(db, place, sql`r."from" > ${day}::date`);
}

/** The provinces that count otherwise than a standard on a day, with from which age. */
export async function listOtherAges(db: Db, ageFrom: number, day: Day): Promise<Map<string, number>> {
	const rows = await db.execute<{ code: string; age: number }>(sql`
		select distinct on (province_code) province_code code, age_from age from province_age_rules
		where "from" <= ${day}::date order by province_code, "from" desc`);
	return new Map(rows.flatMap(({ code, age }) => (age === ageFrom ? [] : [[code, age] as const])));
}

async function findRule(db: Db, place: string, which: SQL): Promise<AgeRule | null> {
	if (place === COUNTRY || (placeLevel(place) === null && !isId(place))) return null;
	const [rule] = await db.execute<AgeRule & Record<string, unknown>>(sql`
		select r."from"::text "from", r.age_from "ageFrom" from province_age_rules r
		where r.province_code = ${provinceOf(place)} and ${which}
		order by r."from" desc limit 1`);
	return rule ?? null;
}

function provinceOf(place: string): SQL {
	const level = placeLevel(place);
	if (level === 'province') return sql`${place}`;
	if (level === 'ward') return sql`(select w.province_code from wards w where w.code = ${place})`;
	return sql`(
		select w.province_code from residential_groups g join wards w on w.code = g.ward_code where g.id = ${place}::uuid)`;
}

export const ageRuleInput = z
	.object({
		ageFrom: z
			.string({ error: 'invalid' })
			.transform(Number)
			.refine((age) => ADULT_AGES.some((one) => one === age), 'invalid'),
		...dayBoxes
	})
	.transform(({ day, month, year, ...rule }, context) => ({ ...rule, from: dayFrom({ day, month, year }, context) }));
