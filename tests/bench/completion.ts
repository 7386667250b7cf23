import type { Agent } from 'node:http';
import { sql } from 'drizzle-orm';
import type { PersonActor } from '#lib/access/actor.ts';
import { addAgency } from '#lib/compliance/server/agencies.ts';
import { imposeDuty } from '#lib/compliance/server/duties.ts';
import type { Library } from '#lib/curriculum/content.ts';
import { modulesFor } from '#lib/curriculum/library.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { roles } from '#lib/sign-in/server/schema.ts';
import { ask } from './load.ts';

/** An agency of so many officials whom a duty of two modules binds, and its officer. Returns the agency and the officer. */
export async function makeAgency(db: Db, library: Library, wardCode: string, officials: number, now: Date) {
	const officer: PersonActor = {
		kind: 'person',
		id: newId(now),
		signInId: '',
		grants: [{ role: 'ward_officer', place: wardCode }]
	};
	await db.execute(sql`insert into people (id, birth_year) values (${officer.id}::uuid, 1985)`);
	const held = { personId: officer.id, role: 'ward_officer' as const, place: wardCode };
	await db.insert(roles).values({ id: newId(now), from: '2026-01-01', to: null, grantedBy: 'system:console', ...held });
	const agencyId = newId(now);
	await addAgency(db, officer, { id: agencyId, place: wardCode, name: 'Cơ quan đo', kind: 'government' }, now);
	const since = addDays(dayOf(now), -60);
	await db.execute(sql`
		with made as (insert into people (id, birth_year) select gen_random_uuid(), 1985 from generate_series(1, ${officials}) returning id),
		named as (insert into person_names (person_id, full_name, sort_key, search, registered_by, registered_at)
			select id, 'Trần Văn Mẫu ' || left(id::text, 8), left(id::text, 8), left(id::text, 8), 'system:console', now() from made)
		insert into appointments (id, agency_id, person_id, position, kind, "from", recorded_by, recorded_at)
		select gen_random_uuid(), ${agencyId}::uuid, id, 'Chuyên viên', 'civil_servant', ${since}::date, 'system:console', now() from made`);
	const { required, free } = modulesFor(library, 'officials');
	const modules = [...required, ...free].slice(0, 2).map(({ id }) => id);
	await imposeDuty(
		db,
		officer,
		library,
		{
			...{ id: newId(now), place: wardCode, title: 'Kỹ năng số (đo)', startsOn: since, modules, refresher: [] },
			...{ order: { number: '1/QĐ', on: since, issuer: 'Đo' }, due: { months: 3 }, graceDays: 5, validMonths: null },
			audience: { agencies: [agencyId], positions: [], people: [] }
		},
		now
	);
	// Three in five have passed the first module.
	await db.execute(sql`
		insert into module_results (person_id, result, module, standard, door, day, asked, "right", passed, witnessed)
		select person_id, gen_random_uuid(), ${modules[0]}, 'ky-nang-so-can-bo', 'module', ${since}::date + 10, 10, 9, true, false
		from appointments where agency_id = ${agencyId}::uuid and random() < 0.6`);
	await db.execute(sql`analyze`);
	return { agencyId, officerId: officer.id };
}

/** How long an officer waits for the file of who has completed what: the middle one of five times. */
export async function measureCompletion(
	agent: Agent,
	address: string,
	{ agencyId, officials }: { agencyId: string; officials: number },
	cookie: string
): Promise<string> {
	const times: number[] = [];
	// A link of her own takes it away once; five a day.
	for (let n = 0; n < 5; n += 1) {
		const linkId = newId(new Date());
		await ask(agent, `${address}/exports/new?list=agency_states&of=${agencyId}`, { cookie, form: { linkId } });
		const begin = performance.now();
		const taken = { cookie, form: { form: 'csv' } };
		const { status, body } = await ask(agent, `${address}/exports/${linkId}/file`, taken);
		times.push(performance.now() - begin);
		const lines = body.split('\r\n').length;
		if (status !== 200 || lines < officials) throw new Error(`it answered ${status}, ${lines} lines`);
	}
	const middle = (times.toSorted((a, b) => a - b)[2] ?? 0) / 1_000;
	return `${middle.toFixed(2)} s (target: under 0.3 s)`;
}
