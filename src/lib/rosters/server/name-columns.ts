import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { FIELDS, missingFields, type Field } from '#lib/rosters/columns.ts';
import { lockRoster } from '#lib/rosters/server/roster.ts';
import { rosterHeadings, rosterRows, rosters } from '#lib/rosters/server/schema.ts';
import { wardOf } from '#lib/rosters/server/ward.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { searchText } from '#lib/shared/names.ts';

export interface NamedColumns {
	rosterId: string;
	/** by column; null: not needed */
	fields: (Field | null)[];
}

/**
 * Says what each column holds; from then on the rows are compared (`goOn`), afresh if they were before. The ward's next
 * file is recognised by it. A refused column cannot be named. Refuses (422) a field named twice, or too few; and (409)
 * once the file was committed.
 */
export async function nameColumns(db: Db, actor: Actor, { rosterId, fields }: NamedColumns, now: Date): Promise<void> {
	await db.transaction(async (tx) => {
		const roster = await lockRoster(tx, actor, rosterId);
		allow(actor, 'roster.import', await wardOf(tx, roster.wardCode));
		if (!['staged', 'looking', 'looked'].includes(roster.state)) throw new DomainError('roster_under_way', 409);
		const columns = roster.columns.map((column, n) => ({
			...column,
			field: column.refused === null ? (fields[n] ?? null) : null
		}));
		const named = columns.flatMap(({ field }) => field ?? []);
		const [missing] = missingFields(named, roster.groupId !== null);
		if (missing) throw new DomainError(`roster_missing_${missing.toLowerCase()}`, 422);
		if (FIELDS.some((field) => named.indexOf(field) !== named.lastIndexOf(field))) {
			throw new DomainError('roster_field_twice', 422);
		}
		for (const { heading, field } of columns) {
			const at = { wardCode: roster.wardCode, heading: searchText(heading) };
			if (field === null || at.heading === '') continue;
			await tx
				.insert(rosterHeadings)
				.values({ ...at, field })
				.onConflictDoUpdate({ target: [rosterHeadings.wardCode, rosterHeadings.heading], set: { field } });
		}
		const waiting = { state: 'waiting' as const, reasons: [], likeKey: null, personId: null, isAnother: false };
		await tx.update(rosterRows).set(waiting).where(eq(rosterRows.rosterId, rosterId));
		await tx.update(rosters).set({ columns, state: 'looking', lookedAt: now }).where(eq(rosters.id, rosterId));
	});
}
