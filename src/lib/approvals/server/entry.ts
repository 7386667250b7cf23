import type { approvals } from '#lib/approvals/server/schema.ts';
import type { AuditObject } from '#lib/server/audit.ts';

/** An approval as the audit names it, under its place. */
export function entryOf({ id, groupId, wardCode, provinceCode }: typeof approvals.$inferSelect): AuditObject {
	const of = {
		...(groupId === null ? {} : { groupId }),
		...(wardCode === null ? {} : { wardCode }),
		...(provinceCode === null ? {} : { provinceCode })
	};
	return { kind: 'approval', id, of };
}
