import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listReminders, sendOnce, type Reminding } from '#lib/compliance/server/reminders.ts';
import { openMailer, type Mailer } from '#lib/server/mail.ts';
import { startMailServer, type MailServer } from '#lib/server/smtp.fixture.ts';
import { connect } from '#lib/server/db/connect.ts';
import { newId } from '#lib/shared/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

const NOON = new Date('2026-11-22T12:00:00+07:00');
const TO = 'lan@phuong.test';
const personId = newId(NOON);
const CYCLE: Reminding = { subject: `cycle:a:${personId}:1`, channel: 'mail', event: 'due-30', personId };

let database: TestDatabase;
let server: MailServer;
let mailer: Mailer | null;

beforeAll(async () => {
	database = await testDatabase();
	server = await startMailServer();
	mailer = await openMailer({ SMTP_URL: server.url, MAIL_FROM: 'hocso@phuong.test' });
});
beforeEach(async () => {
	await database.db.execute(sql`delete from reminders`);
	server.messages.length = 0;
	server.refused.clear();
});
afterAll(async () => {
	mailer?.close();
	await server.close();
	await database.close();
});

const letter = async () =>
	mailer?.send({ id: `${CYCLE.subject}.${CYCLE.event}`, to: TO, subject: 'Nhắc việc', text: 'Còn 30 ngày.' });
const remind = (reminding: Partial<Reminding> = {}, db = database.db) =>
	sendOnce(db, { ...CYCLE, ...reminding }, async () => void (await letter()), NOON);

test('no reminder is sent twice, however often the job runs', async () => {
	expect(await remind()).toBe('sent');
	expect(await remind()).toBe('already');
	expect(server.messages).toHaveLength(1);
});

test('no reminder is sent twice by two servers that run the job at once', async () => {
	const other = connect(database.url, { max: 4 });
	const outcomes = await Promise.all(
		Array.from({ length: 12 }, (_, n) => remind({}, n % 2 === 0 ? database.db : other.db))
	);
	await other.close();
	expect(outcomes.filter((one) => one === 'sent')).toHaveLength(1);
	expect(server.messages).toHaveLength(1);
});

test('another event, channel or cycle is another reminder', async () => {
	for (const other of [{}, { event: 'due-7' }, { event: 'overdue' }, { subject: `cycle:a:${personId}:2` }]) {
		expect(await remind(other)).toBe('sent');
	}
	expect(await remind({ channel: 'app' })).toBe('sent');
});

test('what the mail server did not take is tried again by a later run, five times at most', async () => {
	server.refused.add(TO);
	expect(await remind()).toBe('failed');
	server.refused.clear();
	expect(await remind()).toBe('sent');
	server.refused.add(TO);
	const tries = [];
	for (let n = 0; n < 7; n += 1) tries.push(await remind({ event: 'due-1' }));
	expect(tries).toEqual([...Array<string>(5).fill('failed'), 'already', 'already']);
	const [row] = await database.db.execute(sql`select state, reason from reminders where event = 'due-1'`);
	expect(row).toEqual({ state: 'failed', reason: 'EENVELOPE' });
});

test('what was broken off in the middle is never sent a second time', async () => {
	let begin = () => undefined as void;
	const begun = new Promise<void>((resume) => (begin = resume));
	void sendOnce(database.db, CYCLE, () => new Promise(() => begin()), NOON);
	await begun;
	expect(await remind()).toBe('already');
	expect(server.messages).toEqual([]);
});

test('she is shown what she was reminded of in the application, and nobody else’s', async () => {
	await remind({ channel: 'app' });
	await remind({ channel: 'app', subject: 'cycle:b', personId: newId(NOON) });
	await remind();
	expect(await listReminders(database.db, [personId])).toEqual([{ subject: CYCLE.subject, event: 'due-30', at: NOON }]);
});
