import type { Actor } from '#lib/access/actor.ts';
import { may } from '#lib/access/permissions.ts';
import { listKnown } from '#lib/rosters/server/known.ts';
import { wardOf } from '#lib/rosters/server/ward.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { compareNames } from '#lib/territory/place.ts';
import { listGroups } from '#lib/territory/server/groups.ts';

/** Headings that are recognised again when the copy comes back. */
const HEADINGS = ['Mã Học Số', 'Họ và tên', 'Tên thường gọi', 'Năm sinh', 'Tổ', 'Hộ'];

/**
 * Who lives in a ward, group by group, as a file that can be corrected and sent back; sent back as it is, it changes
 * nothing. No phone and no result is in it. Every copy leaves an entry in the audit.
 */
export async function copyRoster(
	db: Db,
	actor: Actor,
	wardCode: string,
	now: Date
): Promise<(string | number | null)[][]> {
	const of = await wardOf(db, wardCode);
	if (!may(actor, 'roster.read', of)) throw notFound();
	const groups = new Map((await listGroups(db, wardCode, dayOf(now))).map(({ id, name }) => [id, name]));
	const living = (await listKnown(db, wardCode, now)).filter(({ groupId, died }) => groups.has(groupId) && !died);
	const rows = living
		.map((one) => ({ ...one, groupName: groups.get(one.groupId) ?? '' }))
		.sort((a, b) => compareNames(a.groupName, b.groupName) || compareNames(a.fullName, b.fullName))
		.map(({ personId, fullName, everydayName, birthYear, groupName, household }) => {
			return [personId, fullName, everydayName, birthYear, groupName, household];
		});
	await writeAudit(db, actor, 'roster.read', { kind: 'ward', id: wardCode, of }, now, { rows: rows.length });
	return [HEADINGS, ...rows];
}
