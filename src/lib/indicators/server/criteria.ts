import { eq, inArray } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, type Target as At } from '#lib/access/permissions.ts';
import { findIndicator, INDICATORS } from '#lib/indicators/catalogue.ts';
import { CRITERIA_SETS, type CriteriaSet } from '#lib/indicators/indicator.ts';
import { criteriaMembers } from '#lib/indicators/server/schema.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { COUNTRY } from '#lib/territory/place.ts';
import { readPlace } from '#lib/territory/server/places.ts';

/** Which indicators stand in which set, in the catalogue's order. */
export type Criteria = Record<CriteriaSet, string[]>;

/** How a place groups its indicators: as it set itself, else as its province did, else as the catalogue does. */
export async function readCriteria(
	db: Db,
	{ code, provinceCode }: { code: string; provinceCode: string | null }
): Promise<Criteria> {
	const places = [code, ...(provinceCode === null ? [] : [provinceCode])];
	const rows = await db.select().from(criteriaMembers).where(inArray(criteriaMembers.place, places));
	const setter = places.find((place) => rows.some((row) => row.place === place));
	const isIn = (set: CriteriaSet, id: string) =>
		setter === undefined
			? (findIndicator(id)?.sets.includes(set) ?? false)
			: rows.some((row) => row.place === setter && row.criteriaSet === set && row.indicator === id);
	const of = (set: CriteriaSet) => INDICATORS.map(({ id }) => id).filter((id) => isIn(set, id));
	return { party: of('party'), council: of('council'), committee: of('committee'), front: of('front') };
}

/** A ward or a province groups its indicators (`criteria.set`); what stood before is replaced. Nothing at all is refused (422). */
export async function setCriteria(db: Db, actor: Actor, code: string, criteria: Criteria, now: Date): Promise<void> {
	const { provinceCode } = await readPlace(db, code, dayOf(now));
	const at: At = provinceCode === null ? { provinceCode: code } : { wardCode: code, provinceCode };
	allow(actor, 'criteria.set', at);
	if (code === COUNTRY) throw notFound();
	const rows = CRITERIA_SETS.flatMap((set) =>
		[...new Set(criteria[set])]
			.filter((id) => findIndicator(id))
			.map((id) => ({ place: code, criteriaSet: set, indicator: id }))
	);
	if (rows.length === 0) throw new DomainError('criteria_empty', 422);
	await db.transaction(async (tx) => {
		await tx.delete(criteriaMembers).where(eq(criteriaMembers.place, code));
		await tx.insert(criteriaMembers).values(rows).onConflictDoNothing();
		const told = Object.fromEntries(CRITERIA_SETS.map((set) => [set, criteria[set].join(' ')]));
		await writeAudit(tx, actor, 'criteria.set', { kind: 'criteria', id: code, of: at }, now, told);
	});
}
