import { eq } from 'drizzle-orm';
import type { PersonActor } from '#lib/access/actor.ts';
import { personNames } from '#lib/people/server/schema.ts';
import { commitRoster } from '#lib/rosters/server/commit.ts';
import { goOn } from '#lib/rosters/server/go-on.ts';
import { nameColumns } from '#lib/rosters/server/name-columns.ts';
import { countRows, readRoster } from '#lib/rosters/server/roster.ts';
import { rosterRows } from '#lib/rosters/server/schema.ts';
import { sendRoster } from '#lib/rosters/server/send.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { newId } from '#lib/shared/ids.ts';
import { roles } from '#lib/sign-in/server/schema.ts';
import { makeWorld, NOON, type Commune } from '#tests/world.ts';

export const utf8 = (text: string) => new TextEncoder().encode(text);
export const HEAD = 'Họ và tên,Năm sinh,Tổ,Hộ\n';

/** The world of two communes, whose officers send files; each step as a page takes it. */
export async function makeOffice(db: Db) {
	const world = await makeWorld(db);
	for (const { officer, wardCode } of [world.cuaNam, world.thanhBa]) {
		const held = { personId: officer.id, role: 'ward_officer', place: wardCode, grantedBy: 'system:console' };
		await db.insert(roles).values({ id: newId(NOON), from: '2026-01-01', to: null, ...held });
	}

	async function send(sent: string | Uint8Array, commune: Commune = world.cuaNam, now = NOON) {
		const rosterId = newId(now);
		const bytes = typeof sent === 'string' ? utf8(sent) : sent;
		const file = { rosterId, wardCode: commune.wardCode, groupId: null, fileName: 'to1.csv', bytes };
		await sendRoster(db, commune.officer, file, now);
		return rosterId;
	}

	async function look(sent: string | Uint8Array, commune: Commune = world.cuaNam, now = NOON) {
		const rosterId = await send(sent, commune, now);
		const { columns } = await readRoster(db, commune.officer, rosterId);
		await nameColumns(db, commune.officer, { rosterId, fields: columns.map(({ field }) => field) }, now);
		await goOn(db, rosterId, now, 100_000);
		return rosterId;
	}

	async function commit(rosterId: string, officer: PersonActor = world.cuaNam.officer, now = NOON) {
		await commitRoster(db, officer, rosterId, now);
		await goOn(db, rosterId, now, 100_000);
		return countRows(db, rosterId);
	}

	const rowsOf = (rosterId: string) =>
		db.select().from(rosterRows).where(eq(rosterRows.rosterId, rosterId)).orderBy(rosterRows.line);
	/** each row's state and why */
	const reasonsOf = async (rosterId: string) =>
		(await rowsOf(rosterId)).map(({ state, reasons }) => [state, ...reasons.map(({ code }) => code)].join(' '));
	const named = (fullName: string) => db.select().from(personNames).where(eq(personNames.fullName, fullName));
	return { world, send, look, commit, rowsOf, reasonsOf, named };
}
