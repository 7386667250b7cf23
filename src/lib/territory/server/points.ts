import { asc, eq, inArray, or } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { notFound } from '#lib/shared/errors.ts';
import { isId, newId } from '#lib/shared/ids.ts';
import { learningPoints, wards } from '#lib/territory/server/schema.ts';

/** A place where people learn together: a culture house, a one-stop desk, a market stall on certain mornings. */
export interface LearningPoint {
	id: string;
	name: string;
	address: string;
	kind: string;
	wardCode: string;
	provinceCode: string;
}

const columns = {
	id: learningPoints.id,
	name: learningPoints.name,
	address: learningPoints.address,
	kind: learningPoints.kind,
	wardCode: wards.code,
	provinceCode: wards.provinceCode
};

/** Throws 404 for an unknown learning point. */
export async function readLearningPoint(db: Db, id: string): Promise<LearningPoint> {
	if (!isId(id)) throw notFound();
	const [point] = await db
		.select(columns)
		.from(learningPoints)
		.innerJoin(wards, eq(wards.code, learningPoints.wardCode))
		.where(eq(learningPoints.id, id));
	if (!point) throw notFound();
	return point;
}

/** The learning points of some places: `vn`, codes of provinces or of wards. By name. */
export async function listLearningPoints(db: Db, places: readonly string[]): Promise<LearningPoint[]> {
	if (places.length === 0) return [];
	const codes = [...places];
	return db
		.select(columns)
		.from(learningPoints)
		.innerJoin(wards, eq(wards.code, learningPoints.wardCode))
		.where(places.includes('vn') ? undefined : or(inArray(wards.code, codes), inArray(wards.provinceCode, codes)))
		.orderBy(asc(learningPoints.name));
}

/** A place where people learn enters the books of its ward (verb `learning_point.add`). Returns its id. */
export async function addLearningPoint(
	db: Db,
	actor: Actor,
	input: Pick<LearningPoint, 'name' | 'address' | 'kind' | 'wardCode'>,
	now: Date
): Promise<string> {
	const [ward] = await db.select().from(wards).where(eq(wards.code, input.wardCode));
	if (!ward) throw notFound();
	const of = { wardCode: ward.code, provinceCode: ward.provinceCode };
	allow(actor, 'learning_point.add', of);
	const id = newId(now);
	await db.insert(learningPoints).values({ ...input, id });
	await writeAudit(db, actor, 'learning_point.add', { kind: 'learning_point', id, of }, now);
	return id;
}
