import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PersonActor } from '#lib/access/actor.ts';
import { at, employ, order, settleOffice, take, type Office } from '#lib/compliance/server/compliance.fixture.ts';
import { remindOfDuties } from '#lib/compliance/server/reminders-duties.ts';
import { tellHeads } from '#lib/compliance/server/reminders-heads.ts';
import { listOwnReminders } from '#lib/compliance/server/reminders-own.ts';
import { openCycles } from '#lib/compliance/server/sweep.ts';
import { connect } from '#lib/server/db/connect.ts';
import { openMailer, type Mailer } from '#lib/server/mail.ts';
import { startMailServer, type MailServer } from '#lib/server/smtp.fixture.ts';
import { newId } from '#lib/shared/ids.ts';
import { setMailAddress } from '#lib/sign-in/server/mail-address.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

const TO = 'mau@phuong.test';

let database: TestDatabase;
let server: MailServer;
let mailer: Mailer | null;
let office: Office;
let personId: string;

beforeAll(async () => {
	database = await testDatabase();
	server = await startMailServer();
	mailer = await openMailer({ SMTP_URL: server.url, MAIL_FROM: 'hocso@phuong.test' });
	await storePlaces(database.db);
	office = await settleOffice(database.db, '00082');
	// Due on 1 April 2026, with five days of grace.
	({ personId } = await employ(office, '2025-06-01', at('2026-01-01')));
	await order(office, { audience: { agencies: [], positions: [], people: [personId] } });
	await openCycles(database.db, at('2026-01-01'));
});
beforeEach(async () => {
	await database.db.execute(sql`delete from reminders`);
	await database.db.execute(sql`delete from module_results`);
	await database.db.execute(sql`delete from mail_addresses`);
	server.messages.length = 0;
});
afterAll(async () => {
	mailer?.close();
	await server.close();
	await database.close();
});

const herself = (id: string): PersonActor => ({ kind: 'person', id, signInId: newId(at('2026-01-01')), grants: [] });
const remind = (day: string, db = database.db) =>
	remindOfDuties(db, { mailer, address: 'https://hocso.test' }, at(day));
const tell = (day: string) => tellHeads(database.db, { mailer, address: null }, at(day));
const giveAddress = (id = personId, address = TO) =>
	setMailAddress(database.db, herself(id), { personId: id, address }, at('2026-01-01'));
const events = async () =>
	(
		await database.db.execute<{ event: string }>(sql`select event from reminders where channel = 'app' order by at`)
	).map(({ event }) => event);

test('somebody is reminded thirty, seven and one days before it is due, and when it is overdue, each once', async () => {
	await giveAddress();
	const start = Date.parse('2026-02-20');
	for (let day = 0; day < 60; day += 1) {
		const today = new Date(start + day * 86_400_000).toISOString().slice(0, 10);
		await remind(today);
		await remind(today);
	}
	expect(await events()).toEqual(['due-30', 'due-7', 'due-1', 'overdue'].map((stage) => `${stage}:2026-04-01`));
	expect(server.messages).toHaveLength(4);
	expect(server.messages[0]).toMatch(/^To: mau@phuong\.test/m);
	expect(server.messages[0]?.replace(/=\r?\n/g, '')).toContain('01/04/2026');
});

test('no reminder of a duty is sent twice by two servers at once', async () => {
	await giveAddress();
	const other = connect(database.url, { max: 2 });
	const sent = await Promise.all([remind('2026-03-25'), remind('2026-03-25', other.db), remind('2026-03-25')]);
	await other.close();
	expect(sent.reduce((sum, one) => sum + one, 0)).toBe(2);
	expect(server.messages).toHaveLength(1);
});

test('whoever has done it is not reminded, and whoever gave no address gets no letter', async () => {
	for (const module of office.modules) await take(database.db, personId, module, '2026-02-01');
	expect(await remind('2026-03-25')).toBe(0);
	await database.db.execute(sql`delete from module_results`);
	expect(await remind('2026-03-25')).toBe(1);
	expect(server.messages).toEqual([]);
});

test('a server that stood still sends the stage of today and makes up for none before it', async () => {
	await remind('2026-03-31');
	expect(await events()).toEqual(['due-1:2026-04-01']);
	await remind('2026-06-01');
	expect(await events()).toEqual(['due-1:2026-04-01', 'overdue:2026-04-01']);
});

test('a letter that no server took does not hold up the others', async () => {
	await giveAddress();
	server.refused.add(TO);
	expect(await remind('2026-03-25')).toBe(1);
	server.refused.clear();
	expect(await remind('2026-03-26')).toBe(1);
	expect(server.messages).toHaveLength(1);
});

test('her own page shows what is still to do, and nothing once it is done', async () => {
	await remind('2026-03-25');
	const own = () => listOwnReminders(database.db, personId, at('2026-03-26'));
	expect(await own()).toMatchObject({ duties: [{ due: '2026-04-01', overdue: false, at: at('2026-03-25') }] });
	for (const module of office.modules) await take(database.db, personId, module, '2026-03-25');
	expect(await own()).toEqual({ duties: [], agencies: [] });
});

test('a head of agency is told once a week how it stands, in numbers, and nobody else is', async () => {
	const head = (await employ(office, '2025-06-01', at('2026-01-01'), 'Chủ tịch')).personId;
	await giveAddress(head, 'head@phuong.test');
	await database.db.execute(sql`
		insert into roles (id, person_id, role, place, "from", granted_by)
		values (${newId(at('2026-01-01'))}::uuid, ${head}::uuid, 'head_of_agency', '00082', '2026-01-01', 'system:console')`);
	// Sunday, Monday, Tuesday.
	expect([await tell('2026-04-12'), await tell('2026-04-13'), await tell('2026-04-14')]).toEqual([2, 2, 0]);
	expect(server.messages).toHaveLength(2);
	const name = await database.db.execute<{ name: string }>(
		sql`select full_name as name from person_names where person_id = ${personId}::uuid`
	);
	expect(server.messages.join()).not.toContain(name[0]?.name ?? '-');
	const own = await listOwnReminders(database.db, head, at('2026-04-14'));
	expect(own.agencies).toMatchObject([{ total: 1, done: 0, overdue: 1, soon: 0 }]);
});

test('only she herself gives or takes back her address, and then no letter goes', async () => {
	await expect(
		setMailAddress(database.db, herself(newId(at('2026-01-01'))), { personId, address: TO }, at('2026-01-01'))
	).rejects.toMatchObject({ status: 403 });
	await giveAddress();
	await giveAddress(personId, '');
	await remind('2026-03-25');
	expect(server.messages).toEqual([]);
});
