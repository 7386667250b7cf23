import { clustersOf, mergedWith } from '#lib/people/life.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { inOrder, type LogEvent } from '#lib/shared/log.ts';
import { readEvents } from '#lib/ledger/server/log.ts';

/**
 * Everything that the log holds about a person, in order, each event once: also what was recorded under records that
 * turned out to be her and were merged. `personId` is the record that stands for her today.
 */
export async function readHistory(db: Db, personId: string): Promise<LogEvent[]> {
	const together = new Set([personId]);
	const known: LogEvent[] = [];
	let wave = [personId];
	while (wave.length > 0) {
		const events = await readEvents(db, wave);
		known.push(...events);
		wave = [...new Set(mergedWith(events))].filter((id) => !together.has(id));
		for (const id of wave) together.add(id);
	}
	const own = clustersOf([...together], known).find((cluster) => cluster.includes(personId)) ?? [personId];
	const hers = known.filter((event) => own.includes(event.subjectId));
	return inOrder([...new Map(hers.map((event) => [event.id, event])).values()]);
}
