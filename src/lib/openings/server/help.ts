import { and, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import { recordOf, type Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { newId } from '#lib/shared/ids.ts';
import { moreAssistance, type Assistance } from '#lib/shared/log.ts';
import { TABLET_IDLE } from '#lib/sign-in/session-length.ts';
import type { LearningPoint } from '#lib/territory/server/points.ts';
import type { HelpKind } from '#lib/openings/help.ts';
import { helpIntervals } from '#lib/openings/server/schema.ts';

export interface HelpNote {
	openingId: string;
	/** where the opening is */
	point: Pick<LearningPoint, 'wardCode'> & { provinceCode?: string };
	/** whose session it is, and which */
	personId: string;
	signInId: string;
	/** none: nobody helps any more */
	kind: HelpKind | 'none';
}

/**
 * Somebody begins, changes or ends helping in a learner's session on a tablet: said in the session itself, or by a
 * trainer or helper from her own phone, who then is the named helper. It ends by itself when the learner leaves.
 */
export async function noteHelp(db: Db, actor: Actor, note: HelpNote, now: Date): Promise<void> {
	const { signInId, openingId, kind } = note;
	allow(actor, 'help.note', { ...note.point, personId: note.personId });
	const helperId = actor.kind === 'person' && actor.id !== note.personId ? actor.id : null;
	// Like the test that it belongs to, under the record of the session.
	const personId = recordOf(actor, note.personId);
	await db.transaction(async (tx) => {
		// The learner's lock, which handing in takes too: help is either seen by a submission or begins after it.
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${personId}, 0))`);
		const [open] = await tx
			.select()
			.from(helpIntervals)
			.where(and(eq(helpIntervals.signInId, signInId), isNull(helpIntervals.to)));
		if ((open?.kind ?? 'none') === kind && (kind === 'none' || open?.helperId === helperId)) return;
		await endHelpOf(tx, [signInId], now);
		if (kind !== 'none') {
			const interval = { id: newId(now), openingId, signInId, personId, kind, helperId, from: now, seenAt: now };
			await tx.insert(helpIntervals).values(interval);
		}
		await writeAudit(tx, actor, 'help.note', { kind: 'person', id: personId, of: note.point }, now, { kind });
	});
}

/** The help that is switched on in a session. `seen`: a page of it is being shown. */
export async function findHelp(db: Db, signInId: string, now: Date): Promise<HelpKind | null> {
	const [open] = await db
		.update(helpIntervals)
		.set({ seenAt: now })
		.where(and(eq(helpIntervals.signInId, signInId), isNull(helpIntervals.to)))
		.returning({ kind: helpIntervals.kind });
	return (open?.kind as HelpKind | undefined) ?? null;
}

/** The help that is switched on in some sessions, by session. */
export async function listHelp(db: Db, signInIds: readonly string[]): Promise<Map<string, HelpKind>> {
	if (signInIds.length === 0) return new Map();
	const rows = await db
		.select({ signInId: helpIntervals.signInId, kind: helpIntervals.kind })
		.from(helpIntervals)
		.where(and(inArray(helpIntervals.signInId, [...signInIds]), isNull(helpIntervals.to)));
	return new Map(rows.map(({ signInId, kind }) => [signInId, kind as HelpKind]));
}

/** Help ends where the sessions end in which it was switched on. */
export async function endHelpOf(db: Db, signInIds: readonly string[], now: Date): Promise<void> {
	if (signInIds.length === 0) return;
	await db
		.update(helpIntervals)
		.set({ to: now })
		.where(and(inArray(helpIntervals.signInId, [...signInIds]), isNull(helpIntervals.to)));
}

export interface NotedHelp {
	assistance: Assistance;
	/** who gave it, where it was said from her own phone */
	helperId: string | null;
}

/**
 * The most help that a person had at any moment between two, and who gave it where that is known. A session that ended
 * without a word (the tablet was left lying) ended its help with it.
 */
export async function mostHelpBetween(db: Db, personId: string, from: Date, to: Date): Promise<NotedHelp> {
	const stillOpen = and(
		isNull(helpIntervals.to),
		sql`${helpIntervals.seenAt} + ${`${TABLET_IDLE} milliseconds`}::interval >= ${from.toISOString()}::timestamptz`
	);
	const rows = await db
		.select({ kind: helpIntervals.kind, helperId: helpIntervals.helperId })
		.from(helpIntervals)
		.where(
			and(
				eq(helpIntervals.personId, personId),
				lte(helpIntervals.from, to),
				or(stillOpen, sql`${helpIntervals.to} >= ${from.toISOString()}::timestamptz`)
			)
		)
		.orderBy(helpIntervals.from);
	const assistance = rows.map(({ kind }) => kind as Assistance).reduce(moreAssistance, 'none');
	const helperId = rows.find((row) => row.kind === assistance && row.helperId !== null)?.helperId ?? null;
	return { assistance, helperId };
}
