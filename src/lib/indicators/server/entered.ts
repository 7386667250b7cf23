import { and, desc, eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { findIndicator, isComputed } from '#lib/indicators/catalogue.ts';
import { indicatorValues } from '#lib/indicators/server/schema.ts';
import { inPlace } from '#lib/indicators/server/within.ts';
import type { Counts } from '#lib/indicators/value.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { readPlace } from '#lib/territory/server/places.ts';

export interface NewEntry {
	/** made when the form was shown: sent twice, it stands once */
	id: string;
	indicator: string;
	wardCode: string;
	asOf: Day;
	numerator: number;
	denominator: number;
	source: string;
	/** it stands in the stead of what was entered for that day */
	correction: boolean;
}

export interface Entry extends Omit<NewEntry, 'correction' | 'indicator' | 'wardCode'> {
	/** the row that it corrects */
	corrects: string | null;
	/** another row stands in its stead */
	corrected: boolean;
	/** her name, or the system's word; null once she is erased */
	enteredBy: string | null;
	enteredAt: Date;
}

/**
 * Writes down two counts of a ward (`indicator.enter`), never a share. Refuses what is computed here (409), a day to
 * come (422), a part above its whole (422), and another number for a day that has one unless it is said to be its
 * correction (409 indicator_day_taken). Nothing is overwritten.
 */
export async function enterValue(db: Db, actor: Actor, entry: NewEntry, now: Date): Promise<void> {
	const { correction, ...row } = entry;
	const { id, indicator, wardCode, asOf, numerator, denominator } = row;
	const { provinceCode } = await readPlace(db, wardCode, dayOf(now));
	const of = { wardCode, provinceCode: provinceCode ?? '' };
	allow(actor, 'indicator.enter', of);
	const known = findIndicator(indicator);
	if (!known || provinceCode === null) throw notFound();
	if (isComputed(known)) throw new DomainError('indicator_computed', 409);
	if (asOf > dayOf(now)) throw new DomainError('day_in_future', 422);
	if (!(denominator > 0 && numerator >= 0 && numerator <= denominator))
		throw new DomainError('indicator_counts_wrong', 422);
	await db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`indicator ${indicator} ${wardCode}`}, 0))`);
		const [same] = await tx.select({ id: indicatorValues.id }).from(indicatorValues).where(eq(indicatorValues.id, id));
		if (same) return;
		const standing = (await listEntries(tx, indicator, wardCode)).find((one) => one.asOf === asOf && !one.corrected);
		if (standing && !correction) {
			const { numerator: part, denominator: whole } = standing;
			throw new DomainError('indicator_day_taken', 409, { numerator: part, denominator: whole });
		}
		const corrects = standing?.id ?? null;
		await tx.insert(indicatorValues).values({ ...row, corrects, enteredBy: actor.id, enteredAt: now });
		const told = { indicator, day: asOf, numerator, denominator, ...(corrects !== null && { corrects }) };
		await writeAudit(tx, actor, 'indicator.enter', { kind: 'indicator_value', id, of }, now, told);
	});
}

/** Everything that was ever entered for an indicator of a ward, the latest day first. The caller asks for permission. */
export async function listEntries(db: Db, indicator: string, wardCode: string): Promise<Entry[]> {
	const v = indicatorValues;
	const rows = await db
		.select({
			id: v.id,
			asOf: v.asOf,
			numerator: v.numerator,
			denominator: v.denominator,
			source: v.source,
			corrects: v.corrects,
			corrected: sql<boolean>`exists (select 1 from indicator_values c where c.corrects = indicator_values.id)`,
			enteredBy: v.enteredBy,
			enteredAt: v.enteredAt
		})
		.from(v)
		.where(and(eq(v.indicator, indicator), eq(v.wardCode, wardCode)))
		.orderBy(desc(v.asOf), desc(v.enteredAt), desc(v.id))
		.limit(200);
	const names = await namesOf(
		db,
		rows.map((row) => row.enteredBy)
	);
	return rows.map((row) => ({ ...row, enteredBy: names.get(row.enteredBy) ?? null }));
}

/** What each ward of a place last said by a day, by indicator and ward. */
export async function readEntered(db: Db, place: string, asOf: Day): Promise<Map<string, Map<string, Counts>>> {
	const rows = await db.execute<{
		indicator: string;
		ward: string;
		numerator: number;
		denominator: number;
		source: string;
		asOf: Day;
	}>(sql`
		select distinct on (v.indicator, v.ward_code) v.indicator, v.ward_code ward, v.numerator, v.denominator, v.source,
			v.as_of::text "asOf"
		from indicator_values v join wards w on w.code = v.ward_code
		where ${inPlace(place)} and v.as_of <= ${asOf}::date
			and not exists (select 1 from indicator_values c where c.corrects = v.id)
		order by v.indicator, v.ward_code, v.as_of desc`);
	const byIndicator = new Map<string, Map<string, Counts>>();
	for (const { indicator, ward, ...row } of rows) {
		const counts: Counts = { ...row, witnessed: null, unknown: null, doubt: null };
		byIndicator.set(indicator, (byIndicator.get(indicator) ?? new Map<string, Counts>()).set(ward, counts));
	}
	return byIndicator;
}
