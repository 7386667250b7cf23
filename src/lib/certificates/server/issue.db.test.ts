import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anonymous } from '#lib/access/actor.ts';
import { listCertificates } from '#lib/certificates/server/certificates.ts';
import { issueDue, issueOwn } from '#lib/certificates/server/issue.ts';
import { completeLesson } from '#lib/learning/server/lesson.ts';
import { stateAssistance, voidResult } from '#lib/learning/server/corrections.ts';
import { startAttempt } from '#lib/learning/server/attempt.ts';
import { rebuild } from '#lib/ledger/server/rebuild.ts';
import { record } from '#lib/ledger/server/record.ts';
import { undoMerge } from '#lib/people/server/merging.ts';
import { newId } from '#lib/shared/ids.ts';
import { erasePerson } from '#lib/sign-in/server/erasure.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { answerAll, herself, makeWorld, mergeTwo, NOON, settle, takeTest, type World } from '#tests/world.ts';

const STANDARD = 'ky-nang-so-thiet-yeu';
const vneid = { door: 'module', standard: STANDARD, module: 'vneid' } as const;
const whole = { door: 'whole', standard: STANDARD } as const;
const LATER = new Date('2026-12-03T05:00:00Z');
const NEXT_YEAR = new Date('2027-01-04T05:00:00Z');

let database: TestDatabase;
let world: World;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());

const issue = (now = NOON) => issueDue(world.db, world.library, now);
const papersOf = (personId: string, now = NOON) => listCertificates(world.db, personId, now);
const witness = () => ({ trainer: world.cuaNam.trainer, learningPointId: world.cuaNam.learningPointId });

describe('certificate before the test', () => {
	test('lessons, practice, an open test and a test that was not passed give none', async () => {
		const { db, library, cuaNam } = world;
		const personId = await settle(world, cuaNam);
		const actor = herself(personId);
		const lesson = library.modules.find(({ id }) => id === 'vneid')?.lessons[0];
		const read = {
			eventId: newId(NOON),
			personId,
			module: 'vneid',
			lesson: lesson?.id ?? '',
			contentHash: lesson?.hash ?? ''
		};
		await record(db, actor, completeLesson, read, NOON);
		await takeTest(world, personId, vneid, { right: 3 });
		const open = await startAttempt(db, library, actor, personId, vneid, NOON);
		await answerAll(world, personId, open, open.form.length);
		expect(await issue()).toBe(0);
		expect(await issueOwn(db, actor, library, personId, NOON)).toBe(0);
		expect(await papersOf(personId)).toEqual([]);
	});

	test('a test with more help than counts gives none', async () => {
		const personId = await settle(world, world.cuaNam);
		await takeTest(world, personId, vneid, { helped: 'done_for' });
		await issue();
		expect(await papersOf(personId)).toEqual([]);
	});

	test('nobody issues papers to somebody else', async () => {
		const personId = await settle(world, world.cuaNam);
		await takeTest(world, personId, vneid);
		for (const actor of [anonymous, world.cuaNam.officer, herself(newId(NOON))]) {
			await expect(issueOwn(world.db, actor, world.library, personId, NOON)).rejects.toMatchObject({ status: 403 });
			await expect(issueDue(world.db, world.library, NOON, actor)).rejects.toMatchObject({ status: 403 });
		}
		await issue();
	});
});

describe('a passed test', () => {
	test('gives one paper that says what, how and when', async () => {
		const personId = await settle(world, world.cuaNam);
		const attempt = await takeTest(world, personId, vneid);
		await issue(LATER);
		const [paper, ...others] = await papersOf(personId);
		expect(others).toEqual([]);
		expect(paper).toMatchObject({
			...{ kind: 'module', paper: 'record', evidence: 'at_home', state: 'valid', wardCode: '00082' },
			...{ score: { right: attempt.form.length, asked: attempt.form.length }, version: null, validUntil: null },
			...{ learnedOn: '2026-11-20', issuedOn: '2026-12-03' }
		});
		expect(paper?.serial).toMatch(/^00082-2026-\d{6}$/);
		expect(paper?.code).toMatch(/^[2-9A-Z]{28}$/);
	});

	test('of the whole standard gives the standard’s paper, not one for each of its modules', async () => {
		const personId = await settle(world, world.thanhBa);
		await takeTest(world, personId, whole);
		await issue();
		expect(await papersOf(personId)).toMatchObject([
			{ kind: 'standard', evidence: 'at_home', version: world.standard.version, score: null }
		]);
	});

	test('under the eyes of a trainer gives a better paper, and the first one stays', async () => {
		const personId = await settle(world, world.cuaNam);
		await takeTest(world, personId, vneid);
		await issue();
		await takeTest(world, personId, vneid, { witness: witness() }, LATER);
		await issue(LATER);
		expect((await papersOf(personId, LATER)).map(({ evidence, state }) => [evidence, state])).toEqual([
			['witnessed', 'valid'],
			['at_home', 'valid']
		]);
	});

	test('that is the better one from the start leaves nothing more to issue', async () => {
		const personId = await settle(world, world.cuaNam);
		await takeTest(world, personId, vneid);
		await takeTest(world, personId, vneid, { witness: witness() });
		await takeTest(world, personId, vneid);
		await issue();
		expect(await papersOf(personId)).toMatchObject([{ evidence: 'witnessed' }]);
	});

	test('of a standard, witnessed module by module, rests on all those results', async () => {
		const personId = await settle(world, world.cuaNam);
		for (const module of world.standard.modules) {
			await takeTest(world, personId, { ...vneid, module }, { witness: witness() });
		}
		await issue();
		const paper = (await papersOf(personId)).find(({ kind }) => kind === 'standard');
		expect(paper).toMatchObject({ evidence: 'witnessed', state: 'valid' });
		const [row] = await world.db.execute<{ n: number }>(
			sql`select cardinality(results) n from certificates where id = ${paper?.id}`
		);
		expect(row?.n).toBe(world.standard.modules.length);
	});
});

describe('re-issued certificates: there are none', () => {
	test('however often the sweep runs, on two machines at once, and however often she taps', async () => {
		const { db, library, cuaNam } = world;
		const people = await Promise.all([1, 2, 3].map(() => settle(world, cuaNam)));
		for (const personId of people) await takeTest(world, personId, vneid);
		const [first = ''] = people;
		const tap = () => issueOwn(db, herself(first), library, first, NOON);
		const issued = await Promise.all([issue(), issue(), tap(), tap()]);
		expect(issued.reduce((sum, n) => sum + n)).toBe(3);
		expect(await issue(LATER)).toBe(0);
		for (const personId of people) expect(await papersOf(personId)).toHaveLength(1);
	});

	test('an upgrade that rebuilds every row re-issues and re-dates nothing', async () => {
		await issue();
		const before = await world.db.execute(sql`select * from certificates order by id`);
		expect(before.length).toBeGreaterThan(5);
		await rebuild(world.db);
		expect(await issue(NEXT_YEAR)).toBe(0);
		expect(await world.db.execute(sql`select * from certificates order by id`)).toEqual(before);
	});

	test('another title, rule or version of what was learned re-issues nothing, and the paper keeps its words', async () => {
		const personId = await settle(world, world.cuaNam);
		await takeTest(world, personId, vneid);
		await issue();
		const [before] = await papersOf(personId);
		const { library } = world;
		const changed = {
			...library,
			standards: library.standards.map((one) => ({ ...one, version: one.version + 1, hash: 'another' })),
			modules: library.modules.map((one) => ({ ...one, hash: 'another', title: { vi: 'Tên mới', en: 'New' } }))
		};
		expect(await issueDue(world.db, changed, LATER)).toBe(0);
		expect(await issueDue(world.db, { ...library, modules: [], standards: [] }, LATER)).toBe(0);
		expect(await papersOf(personId)).toEqual([before]);
	});

	test('serials run through a ward and a year without a gap and begin anew', async () => {
		const numbers = async (year: number) => {
			const like = `00082-${year}-%`;
			const rows = await world.db.execute<{ n: number }>(
				sql`select right(serial, 6)::int n from certificates where serial like ${like} order by 1`
			);
			return rows.map(({ n }) => n);
		};
		const before = await numbers(2026);
		expect(before).toEqual(before.map((_, n) => n + 1));
		const personId = await settle(world, world.cuaNam);
		await takeTest(world, personId, vneid, {}, NEXT_YEAR);
		await issue(NEXT_YEAR);
		expect(await numbers(2027)).toEqual([1]);
	});
});

describe('what a paper rests on', () => {
	test('falls with a voided result; an earlier result that still stands gives another paper', async () => {
		const { db, cuaNam } = world;
		const personId = await settle(world, cuaNam);
		const first = await takeTest(world, personId, vneid, { witness: witness() });
		await issue();
		const voiding = { eventId: newId(NOON), personId, resultId: first.submissionId, reason: 'wrong_person' as const };
		await record(db, cuaNam.officer, voidResult, voiding, NOON);
		expect(await papersOf(personId)).toMatchObject([{ state: 'fallen' }]);
		expect(await issue()).toBe(0);
		await takeTest(world, personId, vneid, {}, LATER);
		await issue(LATER);
		expect((await papersOf(personId)).map(({ state }) => state)).toEqual(['valid', 'fallen']);
	});

	test('falls with help that is stated later', async () => {
		const { db, cuaNam } = world;
		const personId = await settle(world, cuaNam);
		const attempt = await takeTest(world, personId, vneid);
		await issue();
		const stated = { eventId: newId(NOON), personId, resultId: attempt.submissionId, assistance: 'done_for' as const };
		await record(db, cuaNam.trainer, stateAssistance, stated, NOON);
		expect(await papersOf(personId)).toMatchObject([{ state: 'fallen' }]);
	});

	test('falls when a merge is undone and the result is another’s, who then gets her own paper', async () => {
		const { db, cuaNam } = world;
		const [one, other] = [await settle(world, cuaNam), await settle(world, cuaNam)].sort() as [string, string];
		await takeTest(world, other, vneid);
		const mergeId = await mergeTwo(world, cuaNam, one, other);
		await issue();
		const [paper] = await papersOf(one);
		expect(paper).toMatchObject({ personId: one, state: 'valid' });
		await record(db, cuaNam.officer, undoMerge, { eventId: newId(NOON), personId: one, mergeId }, LATER);
		expect(await papersOf(one)).toMatchObject([{ id: paper?.id, state: 'fallen' }]);
		expect(await papersOf(other)).toEqual([]);
		await issue(LATER);
		expect(await papersOf(other)).toMatchObject([{ state: 'valid' }]);
		expect(await papersOf(one)).toHaveLength(1);
	});

	test('stays with a merge, and nobody gets a second paper for it', async () => {
		const { cuaNam } = world;
		const [one, other] = [await settle(world, cuaNam), await settle(world, cuaNam)].sort() as [string, string];
		await takeTest(world, other, vneid);
		await issue();
		await mergeTwo(world, cuaNam, one, other);
		expect(await issue()).toBe(0);
		expect(await papersOf(one)).toMatchObject([{ personId: other, state: 'valid' }]);
	});
});

test('nobody is issued a paper after her erasure', async () => {
	const { db, cuaNam } = world;
	const personId = await settle(world, cuaNam);
	await takeTest(world, personId, vneid);
	await record(db, cuaNam.officer, erasePerson, { eventId: newId(NOON), personId }, NOON);
	expect(await issue()).toBe(0);
});
