import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import type { Target } from '#lib/indicators/pace.ts';
import { targets } from '#lib/indicators/server/schema.ts';

export interface NewTarget extends Target {
	/** vn, a province's code or a ward's code */
	place: string;
	/** the standard's id */
	indicator: string;
	source: string;
}

/** Notes what a place has promised, with who issued it. Refuses a share that is none and a due day before its start (422). */
export async function setTarget(db: Db, actor: Actor, target: NewTarget, now: Date): Promise<void> {
	const level = target.place.length === 5 ? { wardCode: target.place } : { provinceCode: target.place };
	allow(actor, 'target.set', level);
	if (!(target.value > 0 && target.value <= 1) || target.dueOn <= target.startsOn)
		throw new DomainError('target_invalid', 422);
	const id = newId(now);
	await db.insert(targets).values({ ...target, id });
	await writeAudit(db, actor, 'target.set', { kind: 'target', id, of: level }, now, { place: target.place });
}
