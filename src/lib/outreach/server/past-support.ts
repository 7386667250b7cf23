import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { FORCES, type Figures, type Force } from '#lib/outreach/campaign.ts';
import type { DayBody } from '#lib/outreach/server/campaign-reports.ts';
import { digitalMeans, supportRecords, supportServices } from '#lib/outreach/server/campaign-schema.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { inPages } from '#lib/server/db/in-pages.ts';
import type { Day } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';

type Row = typeof supportRecords.$inferInsert;
export type PastSupport = Omit<Row, 'id' | 'withdrawnAt' | 'wardCode'>;
type Place = { wardCode: string; provinceCode: string };

/** Rows of one statement: PostgreSQL takes 65,535 parameters. */
const AT_ONCE = 2_000;

/** Brings in support that was given in a ward before, all at once, with what the people have since. */
export async function addPastSupport(
	db: Db,
	actor: Actor,
	place: Place,
	past: readonly PastSupport[],
	now: Date
): Promise<void> {
	allow(actor, 'support.give', place);
	const services = await db.select().from(supportServices);
	const means = new Map(services.map((service) => [service.id, service.means]));
	const rows = past.map((one) => ({ ...one, id: newId(one.enteredAt), wardCode: place.wardCode }));
	const seen = new Map<string, typeof digitalMeans.$inferInsert>();
	for (const { personId, serviceId, on } of past) {
		const kind = means.get(serviceId);
		if (!personId || !kind) continue;
		const known = seen.get(`${personId} ${kind}`);
		if (!known || known.asOf < on)
			seen.set(`${personId} ${kind}`, { personId, kind, state: 'yes', asOf: on, source: 'support' });
	}
	const known = [...seen.values()];
	await inPages(rows, AT_ONCE, (page) => db.insert(supportRecords).values(page));
	await inPages(known, AT_ONCE, (page) => db.insert(digitalMeans).values(page).onConflictDoNothing());
	const object = { kind: 'support', id: 'past', of: place };
	await writeAudit(db, actor, 'support.give', object, now, { records: rows.length });
}

/** What the report of a day said, from support that is brought in: as `readDayReport` counts it. */
export function pastBody(past: readonly PastSupport[], day: Day, names: ReadonlyMap<string, string>): DayBody {
	const own = past.filter(({ reportDay }) => reportDay === day);
	const ids = [...new Set(own.map(({ serviceId }) => serviceId))].sort();
	const led = [...FORCES].sort().filter((force) => own.some((one) => one.force === force));
	return {
		total: figuresFor(own),
		soFar: figuresFor(past.filter(({ reportDay }) => reportDay && reportDay <= day)),
		services: ids.map((id) => ({
			id,
			name: names.get(id) ?? id,
			...figuresFor(own.filter(({ serviceId }) => serviceId === id))
		})),
		forces: led.map((force: Force) => ({ force, ...figuresFor(own.filter((one) => one.force === force)) }))
	};
}

function figuresFor(past: readonly PastSupport[]): Figures {
	const sum = (some: readonly PastSupport[]) => some.reduce((total, { actions }) => total + actions, 0);
	return {
		actions: sum(past),
		anonymous: sum(past.filter(({ personId }) => !personId)),
		people: new Set(past.flatMap(({ personId }) => personId ?? [])).size,
		late: sum(past.filter(({ reportDay, on }) => reportDay && reportDay > on))
	};
}
