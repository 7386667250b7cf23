import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, placesFor } from '#lib/access/permissions.ts';
import type { Means } from '#lib/outreach/campaign.ts';
import { supportServices } from '#lib/outreach/server/campaign-schema.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { spellingOf, tidyName } from '#lib/shared/names.ts';
import { COUNTRY, compareNames } from '#lib/territory/place.ts';

export type SupportService = typeof supportServices.$inferSelect;

const STANDARD: [id: string, name: string, means: Means | null][] = [
	['vneid-2', 'Kích hoạt VNeID mức độ 2', 'vneid_2'],
	['local-app', 'Cài ứng dụng của tỉnh, thành phố', 'local_app'],
	['etax-mobile', 'Cài eTax Mobile', 'etax'],
	['payment-account', 'Mở tài khoản thanh toán', 'payment_account'],
	['signature', 'Cấp chữ ký số cá nhân', 'signature'],
	['health-book', 'Sổ sức khỏe điện tử', 'health_book'],
	['online-file', 'Nộp hồ sơ trực tuyến', null]
];

/** Offers what every ward helps with. Every start calls it; what an administrator has changed stays. */
export async function storeServices(db: Db): Promise<void> {
	const rows = STANDARD.map(([id, name, means]) => ({ id, name, means, place: COUNTRY, ended: false }));
	await db.insert(supportServices).values(rows).onConflictDoNothing();
}

/** What people are helped with in some provinces, by name within the country's and theirs. */
export async function listServices(
	db: Db,
	provinceCodes: readonly string[],
	{ ended = false }: { ended?: boolean } = {}
): Promise<SupportService[]> {
	const rows = await db
		.select()
		.from(supportServices)
		.where(
			and(
				inArray(supportServices.place, [COUNTRY, ...provinceCodes]),
				ended ? undefined : eq(supportServices.ended, false)
			)
		)
		.orderBy(asc(supportServices.id));
	const rank = (id: string) => STANDARD.findIndex(([standard]) => standard === id) >>> 0;
	return rows.sort((a, b) => rank(a.id) - rank(b.id) || compareNames(a.name, b.name));
}

/** The places whose list an administrator edits: the country's, or her provinces'. */
export function placesOfServices(actor: Actor): string[] {
	return [...new Set(placesFor(actor, 'service.set'))].filter((place) => place === COUNTRY || /^\d{2}$/.test(place));
}

/** A service of a place the actor keeps; anybody else's reads as not found. */
export async function readOwnService(db: Db, actor: Actor, id: string): Promise<SupportService> {
	const [row] = await db.select().from(supportServices).where(eq(supportServices.id, id));
	const held = placesOfServices(actor);
	if (!row || !(held.includes(COUNTRY) || held.includes(row.place))) throw notFound();
	return row;
}

/**
 * Adds a service or changes the name, the means and whether it is offered. Two of one place do not bear one name
 * (409 service_name_taken). Sent again, it is the same one.
 */
export async function setService(db: Db, actor: Actor, input: SupportService, now: Date): Promise<void> {
	const of = input.place === COUNTRY ? {} : { provinceCode: input.place };
	allow(actor, 'service.set', of);
	const service = { ...input, name: tidyName(input.name) };
	await db.transaction(async (tx) => {
		const others = await tx.select().from(supportServices).where(eq(supportServices.place, input.place)).for('update');
		if (others.some(({ id, name }) => id !== service.id && spellingOf(name) === spellingOf(service.name)))
			throw new DomainError('service_name_taken', 409, { name: service.name });
		const { id, place, ...changed } = service;
		const stored = await tx
			.insert(supportServices)
			.values({ id, place, ...changed })
			.onConflictDoUpdate({ target: supportServices.id, set: changed, setWhere: eq(supportServices.place, place) })
			.returning({ id: supportServices.id });
		if (stored.length === 0) throw notFound();
		await writeAudit(tx, actor, 'service.set', { kind: 'service', id, of }, now, { ended: service.ended });
	});
}

/** What services are called, those that are offered no more included. */
export async function listServiceNames(db: Db): Promise<Map<string, string>> {
	const rows = await db.select({ id: supportServices.id, name: supportServices.name }).from(supportServices);
	return new Map(rows.map(({ id, name }) => [id, name]));
}
