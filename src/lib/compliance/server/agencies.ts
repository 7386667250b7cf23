import { asc, eq, inArray, or, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, may, placesFor, type Target } from '#lib/access/permissions.ts';
import { isHeld, type AgencyKind } from '#lib/compliance/agency.ts';
import { listPostsOf } from '#lib/compliance/server/posts.ts';
import { agencies } from '#lib/compliance/server/schema.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { spellingOf, tidyName } from '#lib/shared/names.ts';
import { COUNTRY } from '#lib/territory/place.ts';
import { readPlace } from '#lib/territory/server/places.ts';

export interface Agency {
	id: string;
	name: string;
	kind: AgencyKind;
	provinceCode: string;
	/** null: of the province itself */
	wardCode: string | null;
	target: Target;
}

/** A place that has agencies: a ward, or a province. Any other is not found (404). */
export async function targetOfOffice(db: Db, place: string, now: Date): Promise<Target> {
	if (/^\d{2}$/.test(place)) {
		await readPlace(db, place, dayOf(now));
		return { provinceCode: place };
	}
	const { provinceCode } = await readPlace(db, place, dayOf(now));
	if (provinceCode === null) throw notFound();
	return { provinceCode, wardCode: place };
}

/** An agency enters the books of a ward or province (`agency.keep`). One called the same there is refused (409). */
export async function addAgency(
	db: Db,
	actor: Actor,
	{ id, place, name, kind }: { id: string; place: string; name: string; kind: AgencyKind },
	now: Date
): Promise<void> {
	const target = await targetOfOffice(db, place, now);
	allow(actor, 'agency.keep', target);
	const { provinceCode = '', wardCode = null } = target;
	await db.transaction(async (tx) => {
		const row = { id, provinceCode, wardCode, kind, name: tidyName(name), spelling: spellingOf(name) };
		const added = await tx.insert(agencies).values(row).onConflictDoNothing().returning({ id: agencies.id });
		if (added.length > 0) return writeAudit(tx, actor, 'agency.keep', { kind: 'agency', id, of: target }, now);
		const [same] = await tx.select({ id: agencies.id }).from(agencies).where(eq(agencies.id, id));
		if (!same) throw new DomainError('agency_exists', 409);
	});
}

/** An agency that the reader may see (`agency.read`; its head only while she holds a post in it); else not found. */
export async function readAgency(db: Db, actor: Actor, id: string, now: Date): Promise<Agency> {
	const [row] = isId(id) ? await db.select().from(agencies).where(eq(agencies.id, id)) : [];
	const agency = row && asAgency(row);
	if (!agency || !(await maySee(db, actor, [agency], now))(agency)) throw notFound();
	return agency;
}

/** The agencies that the reader may see in all her places, provinces' own first, then by name. */
export async function listAgencies(db: Db, actor: Actor, now: Date): Promise<Agency[]> {
	const places = placesFor(actor, 'agency.read');
	if (places.length === 0) return [];
	const rows = await agenciesWhere(
		db,
		places.includes(COUNTRY)
			? undefined
			: or(inArray(agencies.wardCode, places), inArray(agencies.provinceCode, places))
	);
	return rows.filter(await maySee(db, actor, rows, now));
}

/** All agencies of one ward, or of one province without its wards; the caller has asked for permission. */
export async function listAgenciesAt(db: Db, { provinceCode = '', wardCode }: Target): Promise<Agency[]> {
	const rows = await agenciesWhere(db, eq(agencies.provinceCode, provinceCode));
	return rows.filter((row) => row.wardCode === (wardCode ?? null));
}

/** All agencies whose people a duty of this place may bind: of the ward, or of the province and its wards. */
export async function listAgenciesUnder(db: Db, { provinceCode = '', wardCode }: Target): Promise<Agency[]> {
	const rows = await agenciesWhere(db, eq(agencies.provinceCode, provinceCode));
	return rows.filter((row) => wardCode === undefined || row.wardCode === wardCode);
}

async function agenciesWhere(db: Db, where: SQL | undefined): Promise<Agency[]> {
	const rows = await db.select().from(agencies).where(where).orderBy(asc(agencies.name), asc(agencies.id)).limit(1000);
	return rows.map(asAgency).sort((a, b) => Number(a.wardCode !== null) - Number(b.wardCode !== null));
}

/** By role and place; a head of agency besides must hold a post in the very agency. */
async function maySee(db: Db, actor: Actor, some: readonly Agency[], now: Date): Promise<(one: Agency) => boolean> {
	if (actor.kind !== 'person') return ({ target }) => may(actor, 'agency.read', target);
	const others = { ...actor, grants: actor.grants.filter(({ role }) => role !== 'head_of_agency') };
	const asHead = some.filter(({ target }) => may(actor, 'agency.read', target) && !may(others, 'agency.read', target));
	const posts = asHead.length === 0 ? [] : await listPostsOf(db, actor.id);
	const own = new Set(posts.filter((post) => isHeld(post, dayOf(now))).map(({ agencyId }) => agencyId));
	return ({ id, target }) => may(others, 'agency.read', target) || (own.has(id) && may(actor, 'agency.read', target));
}

function asAgency({ spelling: _, ...row }: typeof agencies.$inferSelect): Agency {
	const { provinceCode, wardCode } = row;
	return {
		...row,
		kind: row.kind as AgencyKind,
		target: { provinceCode, ...(wardCode !== null && { wardCode }) }
	};
}
