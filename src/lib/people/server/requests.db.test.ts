import { afterAll, beforeAll, expect, test } from 'vitest';
import { correctNames } from '#lib/people/server/names.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { answerRequest, fileRequest, listOpenRequests, listOwnRequests } from '#lib/people/server/requests.ts';
import { findPeople } from '#lib/people/server/search.ts';
import { newId } from '#lib/shared/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { herself, makeWorld, NOON, settle, type World } from '#tests/world.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());

const DAY = 86_400_000;
const ask = (personId: string, kind: 'correction' | 'objection' | 'erasure' = 'correction') => ({
	id: newId(NOON),
	personId,
	kind,
	text: 'Tên đúng là Mẫu Hiền.'
});

test('she files a request herself or through the team of her ward; the double tap files one', async () => {
	const { db, cuaNam, thanhBa } = world;
	const personId = await settle(world, cuaNam);
	const request = ask(personId);
	await Promise.all([1, 2, 3].map(() => fileRequest(db, herself(personId), request, NOON)));
	await fileRequest(db, cuaNam.trainer, ask(personId, 'objection'), NOON);
	expect(await listOwnRequests(db, personId)).toHaveLength(2);
	const other = await settle(world, cuaNam);
	for (const [actor, wanted, status] of [
		[thanhBa.trainer, ask(personId), 403],
		[herself(other), ask(personId), 403],
		[herself(other), { ...request, personId: other }, 409],
		[herself(personId), { ...request, kind: 'erasure' as const }, 409]
	] as const) {
		await expect(fileRequest(db, actor, wanted, NOON)).rejects.toMatchObject({ status });
	}
});

test('the officer of her ward sees what is due first, first; nobody of another ward sees it', async () => {
	const { db, cuaNam, thanhBa } = world;
	const personId = await settle(world, cuaNam);
	const [late, soon] = [ask(personId, 'objection'), ask(personId)];
	await fileRequest(db, herself(personId), late, NOON);
	await fileRequest(db, herself(personId), soon, new Date(NOON.getTime() - 5 * DAY));
	await answerRequest(db, cuaNam.officer, { requestId: soon.id, state: 'working', reply: null }, NOON);
	const { requests } = await listOpenRequests(db, cuaNam.officer, 1, NOON);
	const own = requests.map(({ id }) => id).filter((id) => [late.id, soon.id].includes(id));
	expect(own, 'a first answer due on the 24th comes before an end on the 25th').toEqual([late.id, soon.id]);
	expect((await listOpenRequests(db, thanhBa.officer, 1, NOON)).total).toBe(0);
	expect((await listOpenRequests(db, cuaNam.trainer, 1, NOON)).total).toBe(0);
	const answer = { requestId: late.id, state: 'done', reply: null } as const;
	await expect(answerRequest(db, thanhBa.officer, answer, NOON)).rejects.toMatchObject({ status: 404 });
});

test('a correction is made by its verb, and the answer is told to her', async () => {
	const { db, cuaNam, thanhBa } = world;
	const personId = await settle(world, cuaNam, { fullName: 'Nguyễn Thị Sai' });
	const request = ask(personId);
	await fileRequest(db, herself(personId), request, NOON);
	const right = { personId, fullName: 'Nguyễn  Thị Mẫu Đúng', everydayName: 'bà Đúng' };
	await expect(correctNames(db, thanhBa.officer, right, NOON)).rejects.toMatchObject({ status: 403 });
	await correctNames(db, cuaNam.officer, right, NOON);
	expect(await readPerson(db, personId)).toMatchObject({ fullName: 'Nguyễn Thị Mẫu Đúng', everydayName: 'bà Đúng' });
	expect(await findPeople(db, cuaNam.officer, 'person.correct', 'mau dung', NOON)).toHaveLength(1);
	const done = { requestId: request.id, state: 'done', reply: 'Đã sửa tên.' } as const;
	for (let times = 0; times < 2; times += 1) await answerRequest(db, cuaNam.officer, done, NOON);
	expect(await listOwnRequests(db, personId)).toMatchObject([
		{ state: 'done', reply: 'Đã sửa tên.', answeredAt: NOON }
	]);
	await expect(answerRequest(db, cuaNam.officer, { ...done, state: 'working' }, NOON)).rejects.toMatchObject({
		code: 'request_answered'
	});
});

test('what is not done is answered with a reason', async () => {
	const { db, cuaNam } = world;
	const personId = await settle(world, cuaNam);
	const request = ask(personId, 'erasure');
	await fileRequest(db, herself(personId), request, NOON);
	const declined = { requestId: request.id, state: 'declined', reply: null } as const;
	await expect(answerRequest(db, cuaNam.officer, declined, NOON)).rejects.toMatchObject({ code: 'reply_missing' });
	await answerRequest(db, cuaNam.officer, { ...declined, reply: 'Bác đã rút lại.' }, NOON);
	expect(await listOwnRequests(db, personId)).toMatchObject([{ state: 'declined', reply: 'Bác đã rút lại.' }]);
});
