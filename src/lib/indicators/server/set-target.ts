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

export type Row = typeof targets.$inferSelect;

/**
 * Notes what a place has promised, with who issued it (`target.set`). One of the same issuer and due day, or the one it
 * names, is replaced and stays to be read. Refuses a share that is none and a due day before its start (422). A ward may
 * ask more of itself than the place above it asks, never less nor later (409 target_easier).
 */
export async function setTarget(db: Db, actor: Actor, target: NewTarget, now: Date): Promise<void> {
	const { place, indicator } = target;
	const { at, fromAbove, chain } = await setterOf(db, actor, place, now);
	allow(actor, 'target.set', at);
	await db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`target ${place} ${indicator}`}, 0))`);
		const id = target.id ?? newId(now);
		const rows = await inForce(tx, indicator, chain);
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

/**
 * Where a place lies, as permissions ask for it, the codes of it and of the places above it, and whether the actor
 * answers for the place above. Whoever sets asks for `target.set` there.
 */
export async function setterOf(db: Db, actor: Actor, place: string, now: Date) {
	const { provinceCode } = await readPlace(db, place, dayOf(now));
	const above: At = place === COUNTRY ? {} : { provinceCode: provinceCode ?? place };
	const at: At = provinceCode === null ? above : { ...above, wardCode: place };
	return { at, fromAbove: may(actor, 'target.set', above), chain: [place, provinceCode ?? COUNTRY, COUNTRY] };
}

/** What stands at some places for an indicator, replaced ones left out. */
export async function inForce(tx: Db, indicator: string, places: string[]): Promise<Row[]> {
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
	const running = runningOf(rows, place, today);
	return running !== null && running.dueOn >= today ? running.startsOn : `${yearOf(today)}-01-01`;
}

/** What binds a place on a day, of the rows of it and of the places above it. */
export function runningOf(rows: readonly Row[], place: string, today: Day): Target | null {
	const between = rows.map((row) => row.place).filter((one) => one !== place && one !== COUNTRY);
	return targetOf(rows, [place, ...between, COUNTRY], today);
}

function refuseEasier(rows: readonly Row[], place: string, asked: Pick<Target, 'value' | 'dueOn'>, today: Day): void {
	const above = strongerAbove(rows, place, asked, today);
	if (above) throw new DomainError('target_easier', 409, { issuer: above.issuer });
}

/** The target from above than which a place would ask less or later of itself, or null. */
export function strongerAbove(
	rows: readonly Row[],
	place: string,
	asked: Pick<Target, 'value' | 'dueOn'>,
	today: Day
): Target | null {
	const above = runningOf(
		rows.filter((row) => row.place !== place || row.fromAbove),
		place,
		today
	);
	if (above === null) return null;
	const isMissed = above.dueOn < today;
	return (isMissed ? asked.value < above.value : isEasier(asked, above)) ? above : null;
}
