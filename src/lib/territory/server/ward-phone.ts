import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { notFound } from '#lib/shared/errors.ts';
import { wards } from '#lib/territory/server/schema.ts';

/** Where a ward lies, and the number that stands on its residents' cards: null until its office has said one. Throws 404. */
export async function readWardPhone(
	db: Db,
	wardCode: string
): Promise<{ wardCode: string; provinceCode: string; phone: string | null }> {
	const [ward] = await db.select().from(wards).where(eq(wards.code, wardCode));
	if (!ward) throw notFound();
	return { wardCode: ward.code, provinceCode: ward.provinceCode, phone: ward.phone };
}

/** The ward's office says which number its residents may call, as it is to be printed; null takes it off new cards. */
export async function setWardPhone(
	db: Db,
	actor: Actor,
	wardCode: string,
	phone: string | null,
	now: Date
): Promise<void> {
	const { provinceCode } = await readWardPhone(db, wardCode);
	allow(actor, 'ward_phone.set', { wardCode, provinceCode });
	await db.transaction(async (tx) => {
		await tx.update(wards).set({ phone }).where(eq(wards.code, wardCode));
		await writeAudit(tx, actor, 'ward_phone.set', { kind: 'ward', id: wardCode, of: { wardCode } }, now, {
			cleared: phone === null
		});
	});
}
