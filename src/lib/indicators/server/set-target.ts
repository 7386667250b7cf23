import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, may, type Target as At } from '#lib/access/permissions.ts';
import { targetOf, type Target } from '#lib/indicators/pace.ts';
import { targets } from '#lib/indicators/server/schema.ts';
import { isEasier } from '#lib/indicators/value.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, yearOf, type Day } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { COUNTRY } from '#lib/territory/place.ts';
import { readPlace } from '#lib/territory/server/places.ts';

export interface NewTarget {
	/** made when the form was shown: sent twice, it stands once */
	id?: string;
	/** vn, a province's code or a ward's code */
	place: string;
	/** an indicator's id */
	indicator: string;
	value: number;
	dueOn: Day;
	issuer: string;
	source: string;
	/** the day from which the pace is measured; without it as `startOf` says */
	startsOn?: Day;
	/** the place's target in whose stead it stands */
	replaces?: string | null;
}

type Row = typeof targets.$inferSelect;

/**
 * Notes what a place has promised, with who issued it (`target.set`). One of the same issuer and due day, or the one it
 * names, is replaced and stays to be read. Refuses a share that is none and a due day before its start (422). A ward may
 * ask more of itself than the place above it asks, never less nor later (409 target_easier).
 */
export async function setTarget(db: Db, actor: Actor, target: NewTarget, now: Date): Promise<void> {
	const { place, indicator } = target;
	const { provinceCode } = await readPlace(db, place, dayOf(now));
	const above: At = place === COUNTRY ? {} : { provinceCode: provinceCode ?? place };
	const at: At = provinceCode === null ? above : { ...above, wardCode: place };
	allow(actor, 'target.set', at);
	const fromAbove = may(actor, 'target.set', above);
	await db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`target ${place} ${indicator}`}, 0))`);
		const id = target.id ?? newId(now);
		const rows = await inForce(tx, indicator, [place, provinceCode ?? COUNTRY, COUNTRY]);
		const [same] = await tx.select({ id: targets.id }).from(targets).where(eq(targets.id, id));
		if (same) return;
		const { replaces = null, startsOn = startOf(rows, place, now), ...promise } = target;
		const { value, dueOn, issuer } = target;
		if (!(value > 0 && value <= 1) || dueOn <= startsOn) throw new DomainError('target_invalid', 422);
		if (!fromAbove) refuseEasier(rows, place, { value, dueOn }, dayOf(now));
		const own = rows.filter((row) => row.place === place);
		const gone = own.filter((row) => row.id === replaces || (row.issuer === issuer && row.dueOn === dueOn));
		if (replaces !== null && !gone.some((row) => row.id === replaces)) throw new DomainError('target_replaced', 409);
		if (!fromAbove && gone.some((row) => row.fromAbove)) throw new DomainError('target_of_above', 409);
		const ids = gone.map((row) => row.id);
		if (ids.length > 0) await tx.update(targets).set({ replacedBy: id }).where(inArray(targets.id, ids));
		await tx.insert(targets).values({ ...promise, id, startsOn, fromAbove, setBy: actor.id, setAt: now });
		const told = { place, indicator, value, due: dueOn, ...(ids.length > 0 && { replaces: ids.join(' ') }) };
		await writeAudit(tx, actor, 'target.set', { kind: 'target', id, of: at }, now, told);
	});
}

async function inForce(tx: Db, indicator: string, places: string[]): Promise<Row[]> {
	return tx
		.select()
		.from(targets)
		.where(and(eq(targets.indicator, indicator), inArray(targets.place, places), isNull(targets.replacedBy)));
}

/**
 * A new target goes on from the start of the one that ran so far, else from 1 January: promising anew must not turn
 * what lags green.
 */
function startOf(rows: readonly Row[], place: string, now: Date): Day {
	const today = dayOf(now);
	const chain = [place, ...rows.map((row) => row.place).filter((one) => one !== place && one !== COUNTRY), COUNTRY];
	const running = targetOf(rows, chain, today);
	return running !== null && running.dueOn >= today ? running.startsOn : `${yearOf(today)}-01-01`;
}

function refuseEasier(rows: readonly Row[], place: string, asked: Pick<Target, 'value' | 'dueOn'>, today: Day): void {
	const higher = rows.filter((row) => row.place !== place || row.fromAbove);
	const chain = [place, ...higher.map((row) => row.place).filter((one) => one !== COUNTRY), COUNTRY];
	const above = targetOf(higher, chain, today);
	if (above === null) return;
	const isMissed = above.dueOn < today;
	const easier = isMissed ? asked.value < above.value : isEasier(asked, above);
	if (easier) throw new DomainError('target_easier', 409, { issuer: above.issuer });
}
