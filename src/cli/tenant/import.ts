import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { sql } from 'drizzle-orm';
import type { PersonActor } from '#lib/access/actor.ts';
import { missingFields } from '#lib/rosters/columns.ts';
import { commitRoster } from '#lib/rosters/server/commit.ts';
import { goOn } from '#lib/rosters/server/go-on.ts';
import { nameColumns } from '#lib/rosters/server/name-columns.ts';
import { countRows, readRoster, type RowCounts } from '#lib/rosters/server/roster.ts';
import { sendRoster } from '#lib/rosters/server/send.ts';
import type { RowReason } from '#lib/rosters/roster.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { isId, newId } from '#lib/shared/ids.ts';
import { listRoles } from '#lib/sign-in/server/roles.ts';

/** More rows than any file may have. */
const ALL = 100_000;
const SHOWN = 20;

/** What a file would do, or has done. */
export interface Imported {
	rosterId: string;
	counts: RowCounts;
	/** the first rows that do nothing, with the codes of the reasons */
	refused: { line: number; state: string; reasons: string[] }[];
}

/** The officer in whose name a file is imported, with the roles that she holds. Throws a StartFailure that names who could. */
export async function officerFor(db: Db, wardCode: string, personId: string, now: Date): Promise<PersonActor> {
	const grants = isId(personId) ? await listRoles(db, personId, dayOf(now)) : [];
	if (grants.some(({ role, place }) => role === 'ward_officer' && place === wardCode))
		return { kind: 'person', id: personId, signInId: '', grants };
	const officers = await db.execute<{ id: string; name: string }>(sql`
		select r.person_id as id, n.full_name as name from roles r join person_names n on n.person_id = r.person_id
		where r.role = 'ward_officer' and r.place = ${wardCode} and r."from" <= ${dayOf(now)}::date
			and (r."to" is null or r."to" > ${dayOf(now)}::date) order by n.sort_key`);
	if (officers.length === 0) throw new StartFailure(`The ward ${wardCode} has no officer: open it on /tenants first.`);
	const names = officers.map(({ id, name }) => `  --by ${id}   ${name}`);
	throw new StartFailure(['Say in the name of which officer of the ward:', ...names].join('\n'));
}

/** Reads a file with residents and compares it with the ward: nobody is registered by it. Throws a StartFailure. */
export async function tryRoster(
	db: Db,
	officer: PersonActor,
	{ file, wardCode, groupId }: { file: string; wardCode: string; groupId: string | null },
	now: Date
): Promise<Imported> {
	const rosterId = newId(now);
	const sent = { rosterId, wardCode, groupId, fileName: basename(file), bytes: new Uint8Array(readFileSync(file)) };
	await sendRoster(db, officer, sent, now);
	const { columns } = await readRoster(db, officer, rosterId);
	const fields = columns.map(({ field }) => field);
	const missing = missingFields(
		fields.flatMap((field) => field ?? []),
		groupId !== null
	);
	if (missing.length > 0) {
		const seen = columns.map(({ heading, field }) => `${heading || '(empty)'}: ${field ?? 'not taken'}`);
		throw new StartFailure(
			[
				`The file has no column for ${missing.join(', ')}. Its columns:`,
				...seen.map((line) => `  ${line}`),
				`Name them on /rosters/${rosterId}/mapping, or correct the headings and send the file again.`
			].join('\n')
		);
	}
	await nameColumns(db, officer, { rosterId, fields }, now);
	await goOn(db, rosterId, now, ALL);
	return tell(db, rosterId);
}

/** Registers whom a file that was tried names, in the officer's name. Saying it twice is saying it once. */
export async function carryOutRoster(db: Db, officer: PersonActor, rosterId: string, now: Date): Promise<Imported> {
	await commitRoster(db, officer, rosterId, now);
	await goOn(db, rosterId, now, ALL);
	return tell(db, rosterId);
}

async function tell(db: Db, rosterId: string): Promise<Imported> {
	const rows = await db.execute<{ line: number; state: string; reasons: RowReason[] }>(sql`
		select line, state, reasons from roster_rows where roster_id = ${rosterId} and state in ('doubtful', 'wrong')
		order by line limit ${SHOWN}`);
	const refused = rows.map(({ line, state, reasons }) => ({ line, state, reasons: reasons.map(({ code }) => code) }));
	return { rosterId, counts: await countRows(db, rosterId), refused };
}
