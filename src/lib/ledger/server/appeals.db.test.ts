import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAgency } from '#lib/compliance/server/agencies.ts';
import { appoint, endPost } from '#lib/compliance/server/appointments.ts';
import { readExtraTime, setAccommodation } from '#lib/learning/server/accommodation.ts';
import { closeExpired } from '#lib/ledger/server/close-expired.ts';
import { record } from '#lib/ledger/server/record.ts';
import { answerAppeal, fileAppeal, listAppeals, listAppealsOf, readAppeal } from '#lib/learning/server/appeals.ts';
import { startAttempt, type Attempt } from '#lib/learning/server/attempt.ts';
import { submitAttempt } from '#lib/learning/server/submit.ts';
import { auditEntries } from '#lib/server/schema.ts';
import { newId } from '#lib/shared/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith, herself, makeWorld, NOON, settle, type World } from '#tests/world.ts';

let database: TestDatabase;
let world: World;

const KIND = { door: 'module', standard: 'ky-nang-so-can-bo', module: 'chia-se-du-lieu' } as const;
const DAY = 86_400_000;
const days = (count: number) => new Date(NOON.getTime() + count * DAY);
const officer = actorWith('province_officer', '01');

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());

async function handedIn(): Promise<{ personId: string; attempt: Attempt }> {
	const personId = await settle(world, world.cuaNam);
	const actor = herself(personId);
	const attempt = await startAttempt(world.db, world.library, actor, personId, KIND, NOON);
	await record(world.db, actor, submitAttempt, { attemptId: attempt.id, personId, helped: 'none' }, NOON);
	return { personId, attempt };
}

function file(personId: string, attemptId: string, question = 3, now = days(1), id = newId(now)) {
	const appeal = { id, personId, attemptId, question, reason: 'key_wrong' as const, text: 'Theo Luật Mẫu thì khác.' };
	return fileAppeal(world.db, herself(personId, now), appeal, now).then(() => id);
}

test('an appeal is filed once about each question, until the last day, and only about one’s own test', async () => {
	const { personId, attempt } = await handedIn();
	const id = await file(personId, attempt.id);
	await file(personId, attempt.id, 3, days(1), id);
	await expect(file(personId, attempt.id, 3)).rejects.toMatchObject({ code: 'appeal_known', status: 409 });
	await file(personId, attempt.id, 0, days(15));
	await expect(file(personId, attempt.id, 4, days(16))).rejects.toMatchObject({ code: 'appeal_too_late' });
	await expect(file(personId, attempt.id, 11)).rejects.toMatchObject({ status: 404 });
	const other = await settle(world, world.cuaNam);
	await expect(file(other, attempt.id, 5)).rejects.toMatchObject({ status: 404 });
	expect(await listAppealsOf(world.db, attempt.id)).toHaveLength(2);
});

test('a test that is open cannot be appealed against', async () => {
	const personId = await settle(world, world.cuaNam);
	const attempt = await startAttempt(world.db, world.library, herself(personId), personId, KIND, NOON);
	await expect(file(personId, attempt.id)).rejects.toMatchObject({ status: 404 });
	await closeExpired(world.db, days(1));
	await file(personId, attempt.id);
});

test('an officer of the province answers once, by name; one of another province finds nothing, and nobody answers herself', async () => {
	const { personId, attempt } = await handedIn();
	const id = await file(personId, attempt.id);
	const answer = { appealId: id, decision: 'declined', reply: 'Đáp án đúng theo Luật Mẫu, điều 1.' } as const;
	const far = actorWith('province_officer', '25');
	await expect(readAppeal(world.db, far, id, NOON)).rejects.toMatchObject({ status: 404 });
	await expect(answerAppeal(world.db, far, answer, NOON)).rejects.toMatchObject({ status: 404 });
	expect((await listAppeals(world.db, far, NOON)).map((one) => one.id)).not.toContain(id);
	await expect(answerAppeal(world.db, world.cuaNam.officer, answer, NOON)).rejects.toMatchObject({ status: 404 });
	const hers = { ...officer, id: personId };
	await expect(answerAppeal(world.db, hers, answer, NOON)).rejects.toMatchObject({ code: 'appeal_own', status: 403 });

	expect((await listAppeals(world.db, officer, NOON)).map((one) => one.id)).toContain(id);
	await readAppeal(world.db, officer, id, NOON);
	await answerAppeal(world.db, officer, answer, days(2));
	await answerAppeal(world.db, officer, answer, days(3));
	await expect(answerAppeal(world.db, officer, { ...answer, decision: 'upheld' }, days(3))).rejects.toMatchObject({
		code: 'appeal_answered',
		status: 409
	});
	const [row] = await listAppealsOf(world.db, attempt.id);
	expect(row).toMatchObject({ decision: 'declined', answeredBy: officer.id, answeredAt: days(2) });
	const audited = await world.db.select().from(auditEntries).where(eq(auditEntries.personId, personId));
	const verbs = audited.map(({ verb }) => verb).filter((verb) => /appeal|evidence/.test(verb));
	expect(verbs.sort()).toEqual(['appeal.answer', 'appeal.file', 'evidence.read']);
});

test('an upheld appeal gives that start back, and leaves the marks as they were decided', async () => {
	const { personId, attempt } = await handedIn();
	const again = () => startAttempt(world.db, world.library, herself(personId), personId, KIND, days(0.5));
	await expect(again()).rejects.toMatchObject({ code: 'retake_wait' });
	const id = await file(personId, attempt.id, 0, days(0.1));
	const answer = { appealId: id, decision: 'upheld', reply: 'Mất điện cả cơ quan.' } as const;
	await answerAppeal(world.db, officer, answer, days(0.2));
	expect((await again()).id).not.toBe(attempt.id);
	const [row] = await database.db.execute<{ n: number }>(
		`select count(*)::int n from events where subject_id = '${personId}' and kind = 'test.submitted'`
	);
	expect(row?.n).toBe(1);
});

test('an appeal of somebody who lives elsewhere lies with the province of the agency in which she holds a post, for as long as she does', async () => {
	const { db, thanhBa } = world;
	const personId = await settle(world, thanhBa);
	const actor = herself(personId);
	const attempt = await startAttempt(db, world.library, actor, personId, KIND, NOON);
	await record(db, actor, submitAttempt, { attemptId: attempt.id, personId, helped: 'none' }, NOON);
	const id = await file(personId, attempt.id);
	const listed = async (now: Date) => (await listAppeals(db, officer, now)).map((one) => one.id);
	await expect(readAppeal(db, officer, id, NOON)).rejects.toMatchObject({ status: 404 });
	expect(await listed(NOON)).not.toContain(id);

	const [agencyId, postId] = [newId(NOON), newId(NOON)];
	await addAgency(db, officer, { id: agencyId, place: '01', name: 'Sở (mẫu)', kind: 'government' }, NOON);
	const post = { agencyId, personId, position: 'Chuyên viên', kind: 'civil_servant' as const, from: '2026-11-01' };
	await appoint(db, officer, { ...post, id: postId }, NOON);
	await endPost(db, officer, { postId, on: '2026-11-23' }, NOON);
	expect(await listed(days(1))).toContain(id);
	expect((await readAppeal(db, officer, id, days(1))).mayAnswer).toBe(true);
	// The place of her home answers too; a third province and the wards of neither do.
	expect((await readAppeal(db, actorWith('province_officer', '25'), id, days(1))).mayAnswer).toBe(true);
	await expect(readAppeal(db, actorWith('province_officer', '79'), id, days(1))).rejects.toMatchObject({ status: 404 });

	const time = { personId, extraPercent: 25, reason: 'health' } as const;
	await setAccommodation(db, officer, time, days(1));
	expect(await readExtraTime(db, personId)).toBe(25);
	await expect(setAccommodation(db, world.cuaNam.officer, time, days(1))).rejects.toMatchObject({ status: 403 });
	await expect(setAccommodation(db, officer, time, days(3))).rejects.toMatchObject({ status: 403 });
	expect(await listed(days(3))).not.toContain(id);
	await answerAppeal(db, officer, { appealId: id, decision: 'declined', reply: 'Đáp án đúng.' }, days(2));
	await expect(readAppeal(db, officer, id, days(3))).rejects.toMatchObject({ status: 404 });
	const [row] = await listAppealsOf(db, attempt.id);
	expect(row).toMatchObject({ decision: 'declined', answeredBy: officer.id });
});
