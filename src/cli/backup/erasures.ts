import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Db } from '#lib/server/db/connect.ts';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import { isId } from '#lib/shared/ids.ts';
import { type Kind, KINDS, listTakenBack, takeBack, type TakenBack } from './taken-back.ts';

/** How many of each kind. */
export type Counts = Record<Kind, number>;

/**
 * Writes down who was erased, and which consents, cards and roles were taken back, beside the archives and apart from
 * them, so that a restored archive does not bring them back. Whole or not at all; what was in the list stays in it even
 * where this database does not know of it.
 */
export async function writeErasures(db: Db, file: string): Promise<Counts> {
	const known = new Map(readErasures(file).map((one) => [one.id, one]));
	for (const one of await listTakenBack(db)) known.set(one.id, one);
	const list = [...known.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
	const text = list.map((one) => `${JSON.stringify(one)}\n`).join('');
	if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
		await mkdir(dirname(file), { recursive: true });
		await writeFile(`${file}.partial`, text, { mode: 0o600 });
		await rename(`${file}.partial`, file);
	}
	return countsOf(list);
}

/** Takes back again what was taken back after the archive was made. Returns how many of each kind. */
export async function eraseAgain(db: Db, file: string, now: Date): Promise<Counts> {
	const list = readErasures(file);
	const done: TakenBack[] = [];
	for (const kind of KINDS)
		for (const one of list.filter((each) => each.kind === kind)) if (await takeBack(db, one, now)) done.push(one);
	return countsOf(done);
}

/** In words, for a terminal. */
export function sayCounts({ erasure, consent, card, role }: Counts): string {
	return `people erased ${erasure}, consents taken back ${consent}, cards voided ${card}, roles ended ${role}`;
}

function countsOf(list: readonly TakenBack[]): Counts {
	const counts: Counts = { erasure: 0, consent: 0, card: 0, role: 0 };
	for (const { kind } of list) counts[kind] += 1;
	return counts;
}

function readErasures(file: string): TakenBack[] {
	if (!existsSync(file)) return [];
	const lines = readFileSync(file, 'utf8')
		.split('\n')
		.filter((line) => line !== '');
	return lines.map((line, n) => {
		try {
			const one = JSON.parse(line) as TakenBack;
			if (KINDS.includes(one.kind) && isId(one.personId) && isId(one.id) && !Number.isNaN(Date.parse(one.at)))
				return one;
		} catch {
			// Told below.
		}
		throw new StartFailure(`${file} is damaged in line ${n + 1}: who was erased since cannot be read.`);
	});
}
