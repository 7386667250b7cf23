import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonActor } from '#lib/access/actor.ts';
import type { Role } from '#lib/access/roles.ts';
import { openEveningClass } from '#lib/classes/server/evening-class.fixture.ts';
import { enrolPeople } from '#lib/classes/server/enrolment.ts';
import { appoint } from '#lib/compliance/server/appointments.ts';
import { order, settleOffice, settleOfficial } from '#lib/compliance/server/compliance.fixture.ts';
import { openCycles } from '#lib/compliance/server/sweep.ts';
import { LINK_MINUTES } from '#lib/exports/link.ts';
import { makeExport } from '#lib/exports/server/links.ts';
import { record } from '#lib/ledger/server/record.ts';
import { registerPerson } from '#lib/people/server/register.ts';
import { confirmResidence } from '#lib/people/server/residence.ts';
import { pdfText } from '#lib/server/pdf-text.fixture.ts';
import { readTable } from '#lib/server/read-table.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { freshly } from '#tests/fresh-session.ts';
import { HEAD, makeOffice } from '#tests/roster-office.ts';
import { minutesAfter } from '#tests/two-wards.ts';
import { actorWith, NOON, type Commune } from '#tests/world.ts';
import { POST } from './[id]/file/+server.ts';
import { findList, LIST_KINDS } from './lists.ts';

/** Everybody of phường Cửa Nam is called Gần, everybody of xã Thanh Ba Xa: a name on the wrong side shows. */
const [NEAR, FAR] = ['Gần', 'Xa'];
const PERIOD = '2026-11';

let database: TestDatabase;
let office: Awaited<ReturnType<typeof makeOffice>>;
/** what each kind of list is of, in each of the two communes */
let near: Record<string, string>;
let far: Record<string, string>;

beforeAll(async () => {
	database = await testDatabase();
	office = await makeOffice(database.db);
	near = await fill(office.world.cuaNam, NEAR);
	far = await fill(office.world.thanhBa, FAR);
});
afterAll(() => database.close());

/** A house with a resident, a class, an agency with a duty, and a file with a row that is wrong. */
async function fill(commune: Commune, name: string): Promise<Record<string, string>> {
	const { db, library } = office.world;
	const { trainer, officer, learningPointId, wardCode, groups } = commune;
	const [personId, groupId] = [newId(NOON), groups[0]];
	const registration = {
		...{ personId, eventId: newId(NOON), fullName: `Mẫu Thị ${name}`, everydayName: null, birthYear: 1955 },
		...{ wardCode, groupId, household: `Nhà bà ${name}`, phone: null }
	};
	await record(db, trainer, registerPerson, registration, NOON);
	await record(db, officer, confirmResidence, { eventId: newId(NOON), personId, groupId }, NOON);

	const { classId } = await openEveningClass(db, trainer, library, learningPointId, NOON, { name: `Lớp ${name}` });
	await enrolPeople(db, trainer, { classId, personIds: [personId], on: dayOf(NOON), way: 'list' }, NOON);

	const bureau = await settleOffice(db, wardCode, `UBND ${name}`);
	const officialId = await settleOfficial(db, `Mẫu Văn ${name}`);
	const post = { id: newId(NOON), agencyId: bureau.agencyId, position: 'Chuyên viên', kind: 'civil_servant' as const };
	await appoint(db, bureau.officer, { ...post, personId: officialId, from: '2026-01-01' }, NOON);
	const dutyId = await order(bureau, { title: `Nội dung ${name}` });
	await openCycles(db, NOON);

	const rosterId = await office.look(`${HEAD}Mẫu Sai ${name},không rõ,1,\n`, commune);
	return {
		...{ group_roll: groupId, unknown_people: wardCode, roster_copy: wardCode, roster_rejected: rosterId },
		...{ visit_list: groupId, duty_states: dutyId, agency_states: bureau.agencyId, class_board: classId },
		...{ agency_extract: `${bureau.agencyId}/${PERIOD}`, audit_trail: '' }
	};
}

/** Somebody new each time, since each makes five links a day. */
const somebodyFor = async (kind: string, place: string, now = NOON) => {
	const role: Role = kind === 'audit_trail' ? 'auditor' : 'ward_officer';
	return freshly(database.db, actorWith(role, place, now), now);
};
const localsOf = (actor: PersonActor, now: Date) =>
	({
		...{ db: database.db, reports: database.db, figures: database.db, library: office.world.library },
		actor,
		now,
		language: 'vi'
	}) as unknown as App.Locals;
const subjectOf = (kind: string, subjects = near) => subjects[kind] ?? 'no such list is tried here';

async function makeLink(actor: PersonActor, kind: string): Promise<string> {
	const list = findList(kind);
	const { of } = await list.about(localsOf(actor, NOON), subjectOf(kind));
	const id = newId(NOON);
	await makeExport(database.db, actor, { id, kind, subject: subjectOf(kind), of, verb: list.verb }, NOON);
	return id;
}
async function take(actor: PersonActor, id: string, form: string, minutes = 1): Promise<Response> {
	const body = new FormData();
	body.set('form', form);
	const request = new Request('http://localhost/', { method: 'POST', body });
	const event = { locals: localsOf(actor, minutesAfter(NOON, minutes)), params: { id }, request };
	return POST(event as never);
}
const audited = async (actor: PersonActor) => {
	const rows = await database.db.execute<{ said: string }>(sql`
		select verb || ' ' || object_kind || ' ' || coalesce(place, '') said from audit_entries
		where actor_id = ${actor.id} and verb like 'export.%' order by id`);
	return rows.map(({ said }) => said);
};
/** All words of a file, in whichever form it came. */
async function wordsIn(answer: Response): Promise<string> {
	const bytes = Buffer.from(await answer.arrayBuffer());
	const type = answer.headers.get('content-type') ?? '';
	if (type.startsWith('text/csv')) return bytes.toString();
	if (type === 'application/pdf') return pdfText(bytes).join('\n').replace(/\s+/g, ' ');
	return (await readTable(new Uint8Array(bytes))).map(({ cells }) => cells.join(' ')).join('\n');
}

describe.each(LIST_KINDS)('the list %s', (kind) => {
	const usual = kind === 'agency_extract' ? 'pdf' : 'csv';

	test('holds its own commune and nobody of the neighbour, as a workbook too, and leaves two entries', async () => {
		for (const form of [usual, 'xlsx']) {
			const actor = await somebodyFor(kind, office.world.cuaNam.wardCode);
			const answer = await take(actor, await makeLink(actor, kind), form);
			expect(answer.status).toBe(200);
			expect(answer.headers.get('content-disposition')).toMatch(new RegExp(`^attachment; .*\\.${form}"$`));
			// Only the first sheet of a workbook is read back: of an extract it holds counts.
			const words = await wordsIn(answer);
			if (form !== 'xlsx' || kind !== 'agency_extract') expect(words).toMatch(/Mẫu (Thị|Văn|Sai) Gần/);
			expect(words).not.toMatch(/(Thị|Văn|Sai|bà|UBND) Xa/);
			const { wardCode } = office.world.cuaNam;
			expect(await audited(actor)).toEqual([`export.make ${kind} ${wardCode}`, `export.take ${kind} ${wardCode}`]);
		}
	});

	test('10: leaves once, for its maker alone, and not after ten minutes', async () => {
		const actor = await somebodyFor(kind, office.world.cuaNam.wardCode);
		const id = await makeLink(actor, kind);
		const colleague = await somebodyFor(kind, office.world.cuaNam.wardCode);
		await expect(take(colleague, id, usual)).rejects.toMatchObject({ status: 404 });
		await expect(take(actor, id, usual, LINK_MINUTES)).rejects.toMatchObject({ code: 'export_over', status: 409 });
		expect((await take(actor, id, usual)).status).toBe(200);
		await expect(take(actor, id, usual)).rejects.toMatchObject({ code: 'export_over', status: 409 });
		expect(await audited(actor)).toHaveLength(2);
	});

	test('is found by nobody of the neighbour, and not by whoever lost her role since', async () => {
		const { cuaNam, thanhBa } = office.world;
		const other = await somebodyFor(kind, thanhBa.wardCode);
		const list = findList(kind);
		if (kind !== 'audit_trail') {
			await expect(list.about(localsOf(other, NOON), subjectOf(kind))).rejects.toMatchObject({ status: 404 });
			const own = await somebodyFor(kind, cuaNam.wardCode);
			await expect(list.about(localsOf(own, NOON), subjectOf(kind, far))).rejects.toMatchObject({ status: 404 });
		}
		const actor = await somebodyFor(kind, cuaNam.wardCode);
		const id = await makeLink(actor, kind);
		await expect(take({ ...actor, grants: [] }, id, usual)).rejects.toSatisfy(
			({ status }) => status === 404 || status === 403
		);
		expect((await take(actor, id, usual)).status, 'a refusal uses nothing up').toBe(200);
	});
});

test('no list but these is found', () => {
	for (const kind of ['', 'x', 'constructor', '__proto__']) expect(() => findList(kind)).toThrow();
});
