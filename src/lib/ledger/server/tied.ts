import { readEvents } from '#lib/ledger/server/log.ts';
import { mergedWith } from '#lib/people/life.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { LogEvent } from '#lib/shared/log.ts';

/** All events of some people and of everybody whom merges, undone ones too, ever tied to them. */
export async function readTied(db: Db, people: Set<string>): Promise<LogEvent[]> {
	const log: LogEvent[] = [];
	for (let wave = [...people]; wave.length > 0;) {
		const events = await readEvents(db, wave);
		log.push(...events);
		wave = [...new Set(mergedWith(events))].filter((id) => !people.has(id));
		for (const id of wave) people.add(id);
	}
	return log;
}

/** The records that merges, undone ones too, ever tied together, with their events. */
export function componentsOf(log: readonly LogEvent[]): [ids: string[], events: LogEvent[]][] {
	const bySubject = Map.groupBy(log, ({ subjectId }) => subjectId);
	const seen = new Set<string>();
	return [...bySubject.keys()].flatMap((start) => {
		const ids: string[] = [];
		for (const wave = [start]; wave.length > 0;) {
			const id = wave.pop() ?? start;
			if (seen.has(id)) continue;
			seen.add(id);
			ids.push(id);
			wave.push(...mergedWith(bySubject.get(id) ?? []));
		}
		return ids.length === 0 ? [] : [[ids, ids.flatMap((id) => bySubject.get(id) ?? [])] as [string[], LogEvent[]]];
	});
}
