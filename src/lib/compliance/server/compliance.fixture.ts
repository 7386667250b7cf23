import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import type { PersonActor } from '#lib/access/actor.ts';
import type { Library } from '#lib/curriculum/content.ts';
import { readLibrary } from '#lib/curriculum/server/library.ts';
import { modulesFor } from '#lib/curriculum/library.ts';
import { addAgency } from '#lib/compliance/server/agencies.ts';
import { appoint } from '#lib/compliance/server/appointments.ts';
import { imposeDuty, type NewDuty } from '#lib/compliance/server/duties.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { searchNames, sortKey } from '#lib/shared/names.ts';
import { actorWith, NOW } from '#tests/two-wards.ts';

/** 10:00 on a day in Viet Nam. */
export const at = (day: Day) => new Date(`${day}T03:00:00Z`);

export interface Office {
	db: Db;
	library: Library;
	/** two modules for officials */
	modules: [string, string];
	officer: PersonActor;
	wardCode: string;
	agencyId: string;
}

/** An agency of a ward, with its officer; people and duties are added by each test. */
export async function settleOffice(db: Db, wardCode: string, name = 'UBND (mẫu)'): Promise<Office> {
	const library = readLibrary(join(process.cwd(), 'content'));
	const { required, free } = modulesFor(library, 'officials');
	const [one, other] = [...required, ...free];
	const officer = actorWith('ward_officer', wardCode);
	const agencyId = newId(NOW);
	await addAgency(db, officer, { id: agencyId, place: wardCode, name, kind: 'government' }, NOW);
	return { db, library, modules: [one?.id ?? '', other?.id ?? ''], officer, wardCode, agencyId };
}

let counter = 0;

/** Somebody known to the system who lives in no group of ours. */
export async function settleOfficial(db: Db, fullName?: string, birthYear = 1985): Promise<string> {
	const personId = newId(NOW);
	counter += 1;
	const name = fullName ?? `Nguyễn Văn Mẫu ${counter}`;
	await db.execute(sql`insert into people (id, birth_year) values (${personId}::uuid, ${birthYear})`);
	await db.execute(sql`
		insert into person_names (person_id, full_name, sort_key, search, registered_by, registered_at)
		values (${personId}::uuid, ${name}, ${sortKey(name)}, ${searchNames(name, null)}, 'system:sample', ${NOW.toISOString()})`);
	return personId;
}

/** An official with a post since a day. Returns her and her post. */
export async function employ(
	office: Office,
	from: Day,
	now: Date,
	position = 'Chuyên viên'
): Promise<{ personId: string; postId: string }> {
	const [personId, postId] = [await settleOfficial(office.db), newId(now)];
	const { agencyId } = office;
	const post = { id: postId, agencyId, personId, position, kind: 'civil_servant' as const, from };
	await appoint(office.db, office.officer, post, now);
	return { personId, postId };
}

/** Two modules, three months, five days of grace, valid for twelve months, then only the first one. */
export async function order(office: Office, more: Partial<NewDuty> = {}, now = at('2026-01-01')): Promise<string> {
	const id = newId(now);
	const duty: NewDuty = {
		...{ id, place: office.wardCode, title: 'Kỹ năng số (mẫu)', startsOn: '2026-01-01' },
		order: { number: '12/QĐ-UBND', on: '2026-01-01', issuer: 'UBND phường (mẫu)' },
		...{ due: { months: 3 }, graceDays: 5, validMonths: 12, modules: office.modules },
		...{ refresher: [office.modules[0]], audience: { agencies: [], positions: [], people: [] } },
		...more
	};
	await imposeDuty(office.db, office.officer, office.library, duty, now);
	return id;
}

/** What the log would fold of a test of one module. */
export async function take(db: Db, personId: string, module: string, day: Day, right = 8): Promise<string> {
	const result = newId(at(day));
	await db.execute(sql`
		insert into module_results (person_id, result, module, standard, door, day, asked, "right", passed, witnessed)
		values (${personId}::uuid, ${result}::uuid, ${module}, 'ky-nang-so-can-bo', 'module', ${day}::date, 10, ${right},
			${right >= 7}, false)`);
	return result;
}
