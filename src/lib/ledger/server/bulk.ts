import type { SystemActor } from '#lib/access/actor.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { inPages } from '#lib/server/db/in-pages.ts';
import type { NewEvent } from '#lib/shared/log.ts';
import { events } from '#lib/ledger/server/schema.ts';

const ROWS_A_WRITE = 1_000;

/** An event that somebody decided earlier, with who decided it. */
export type PastEvent = NewEvent & { actorId: string };

/**
 * Adds events that were decided elsewhere, such as those of the invented sample, by the thousand and without folding:
 * the caller must `rebuild` afterwards. An event that is already there stays as it is.
 */
export async function addPastEvents(db: Db, _actor: SystemActor, past: readonly PastEvent[]): Promise<void> {
	await inPages(past, ROWS_A_WRITE, (page) => {
		const rows = page.map((event) => ({
			assistance: null,
			witnessId: null,
			helperId: null,
			learningPointId: null,
			contentHash: null,
			...event,
			recordedAt: event.occurredAt
		}));
		return db.insert(events).values(rows).onConflictDoNothing();
	});
}
