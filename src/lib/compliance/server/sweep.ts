import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';
import { clock } from '#lib/access/actor.ts';
import type { Target } from '#lib/access/permissions.ts';
import { framesToOpen, staysOf } from '#lib/compliance/duty.ts';
import { asDuty, groupBy, isWithin, listFrames, listPosts, type Duty } from '#lib/compliance/server/duty-rows.ts';
import { duties, dutyCycles } from '#lib/compliance/server/schema.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { inPages } from '#lib/server/db/in-pages.ts';
import { dayOf } from '#lib/shared/dates.ts';

const ROWS_A_WRITE = 2_000;

/**
 * Opens every cycle that is due to be open today and is not, and says how many. Run as often and by as many servers as
 * one likes: a person, a duty and a period have one row, which nothing changes afterwards. Call it daily; a change of
 * duties or posts calls it for its own place.
 */
export async function openCycles(db: Db, now: Date, at?: Target): Promise<number> {
	const today = dayOf(now);
	const going = await db
		.select()
		.from(duties)
		.where(and(or(isNull(duties.endsOn), gt(duties.endsOn, today)), at && reaching(at)));
	let opened = 0;
	for (const row of going) opened += await openCyclesOf(db, asDuty(row), now);
	return opened;
}

/** Duties that may bind somebody at a place: its own, and of a ward also its province's. */
function reaching({ provinceCode = '', wardCode }: Target) {
	const ofProvince = eq(duties.provinceCode, provinceCode);
	if (wardCode === undefined) return ofProvince;
	return and(ofProvince, or(isNull(duties.wardCode), eq(duties.wardCode, wardCode)));
}

async function openCyclesOf(db: Db, duty: Duty, now: Date): Promise<number> {
	const today = dayOf(now);
	const posts = await listPosts(
		db,
		sql`g.province_code = ${duty.provinceCode} and p.died_on is null and p.erased_on is null
			and (${duty.wardCode}::text is null or g.ward_code = ${duty.wardCode})`
	);
	const open = groupBy(await listFrames(db, sql`c.duty_id = ${duty.id}::uuid`), ({ personId }) => personId);
	const rows = [
		...groupBy(
			posts.filter((post) => isWithin(duty, post)),
			({ personId }) => personId
		)
	].flatMap(([personId, own]) =>
		framesToOpen(duty, staysOf(duty, own), open.get(personId) ?? [], today).map((frame) => ({
			...frame,
			...{ dutyId: duty.id, personId, openedAt: now }
		}))
	);
	if (rows.length === 0) return 0;
	return db.transaction(async (tx) => {
		let added = 0;
		await inPages(rows, ROWS_A_WRITE, async (page) => {
			const opened = tx.insert(dutyCycles).values(page).onConflictDoNothing();
			added += (await opened.returning({ n: dutyCycles.n })).length;
		});
		if (added > 0) {
			const of = { provinceCode: duty.provinceCode, ...(duty.wardCode !== null && { wardCode: duty.wardCode }) };
			await writeAudit(tx, clock, 'cycle.open', { kind: 'duty', id: duty.id, of }, now, { count: added });
		}
		return added;
	});
}
