import { sampleMaker, type PersonActor } from '#lib/access/actor.ts';
import type { Role } from '#lib/access/roles.ts';
import type { Library } from '#lib/curriculum/content.ts';
import { residentsStandard } from '#lib/curriculum/library.ts';
import { record } from '#lib/ledger/server/record.ts';
import { lastMonth, monthHolding, type Period } from '#lib/periodic/period.ts';
import { enrolStaff } from '#lib/people/server/register.ts';
import { decideWardReport, submitWardReport } from '#lib/periodic/server/ward-reports.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { declarePopulation, latestDeclaration } from '#lib/territory/server/population.ts';

interface Office {
	wardCode: string;
	officer: string;
	/** the group whose head says that there are fewer now */
	fallingGroup: string;
}

/** What waits on a ward officer's desk: a fall to accept, one month's report closed and the next one submitted. */
export async function fillOffice(db: Db, library: Library, office: Office, now: Date): Promise<void> {
	const today = dayOf(now);
	const before = await latestDeclaration(db, office.fallingGroup, today);
	if (before) {
		const { away, lodging, resident } = before;
		const fewer = { ageFrom: residentsStandard(library).ageFrom, resident: resident - 9, lodging, away };
		const declared = { ...fewer, eventId: newId(now), groupId: office.fallingGroup, asOf: today };
		await record(db, sampleMaker, declarePopulation, { ...declared, reason: 'moved_away' as const }, now);
	}
	const leader = newId(now);
	const enrolled = { personId: leader, eventId: newId(now), fullName: 'Lãnh đạo Mẫu (mẫu)', birthYear: 1974 };
	await record(db, sampleMaker, enrolStaff, enrolled, now);
	const last = lastMonth(today);
	await report(db, library, office, monthHolding(addDays(last.from, -1)), leader);
	await report(db, library, office, last, null);
}

/** Submitted on the morning after the period's last day, and where somebody closes it, closed on that day. */
async function report(
	db: Db,
	library: Library,
	{ wardCode, officer }: Office,
	period: Period,
	closedBy: string | null
): Promise<void> {
	const at = (hour: number) => new Date(Date.parse(`${addDays(period.to, 1)}T00:00:00+07:00`) + hour * 3_600_000);
	const actorOf = (id: string, role: Role): PersonActor => {
		return { kind: 'person', id, signInId: '', grants: [{ role, place: wardCode }] };
	};
	const sources = { db, reports: db, library };
	const asked = { code: wardCode, period: period.code };
	await submitWardReport(sources, actorOf(officer, 'ward_officer'), asked, at(8));
	if (closedBy === null) return;
	const leader = actorOf(closedBy, 'ward_leader');
	await decideWardReport(sources, leader, asked, { step: 'approve' }, at(10));
	await decideWardReport(sources, leader, asked, { step: 'close' }, at(11));
}
