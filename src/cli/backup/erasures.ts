import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sql } from 'drizzle-orm';
import { atConsole } from '#lib/access/actor.ts';
import { record } from '#lib/ledger/server/record.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import { isId } from '#lib/shared/ids.ts';
import { erasePerson } from '#lib/sign-in/server/erasure.ts';

/** That somebody was erased: ids and a moment, nothing that names her. */
interface Erased {
	personId: string;
	eventId: string;
	at: string;
}

/**
 * Writes down who was erased, beside the archives and apart from them, so that a restored archive does not bring her back.
 * Whole or not at all; people who were erased before stay in the list even where this database does not know of it.
 */
export async function writeErasures(db: Db, file: string): Promise<number> {
	const known = new Map(readErasures(file).map((one) => [one.eventId, one]));
	const rows = await db.execute<{ person_id: string; event_id: string; at: string }>(
		sql`select subject_id as person_id, id as event_id, occurred_at as at from events where kind = 'person.erased'`
	);
	for (const { person_id: personId, event_id: eventId, at } of rows) {
		known.set(eventId, { personId, eventId, at: new Date(at).toISOString() });
	}
	const list = [...known.values()].toSorted((a, b) => (a.eventId < b.eventId ? -1 : 1));
	const text = list.map((one) => `${JSON.stringify(one)}\n`).join('');
	if (existsSync(file) && readFileSync(file, 'utf8') === text) return list.length;
	await mkdir(dirname(file), { recursive: true });
	await writeFile(`${file}.partial`, text, { mode: 0o600 });
	await rename(`${file}.partial`, file);
	return list.length;
}

/** Erases again whoever was erased after the archive was made. Returns how many. */
export async function eraseAgain(db: Db, file: string): Promise<number> {
	let count = 0;
	for (const { personId, eventId, at } of readErasures(file)) {
		const [known] = await db.execute<{ erased: boolean }>(
			sql`select erased_on is not null as erased from people where id = ${personId}::uuid`
		);
		// Whoever was registered after the archive was made is not in it.
		if (!known || known.erased) continue;
		await record(db, atConsole, erasePerson, { personId, eventId }, new Date(at));
		count += 1;
	}
	return count;
}

function readErasures(file: string): Erased[] {
	if (!existsSync(file)) return [];
	const lines = readFileSync(file, 'utf8')
		.split('\n')
		.filter((line) => line !== '');
	return lines.map((line, n) => {
		try {
			const one = JSON.parse(line) as Erased;
			if (isId(one.personId) && isId(one.eventId) && !Number.isNaN(Date.parse(one.at))) return one;
		} catch {
			// Told below.
		}
		throw new StartFailure(`${file} is damaged in line ${n + 1}: who was erased since cannot be read.`);
	});
}
