import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { connect, type Connection } from '#lib/server/db/connect.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { contentHash } from './hash.ts';
import { readLibrary } from './library.ts';
import { ContentError } from './problems.ts';
import { contentVersions } from './schema.ts';
import { QUIZ, STANDARD, writeTinyContent, type TinyContent } from './tiny-content.ts';
import { readQuestions, readStandard, storeVersions } from './versions.ts';

const NOW = new Date('2026-11-22T02:00:00Z');
const LATER = new Date('2026-11-23T02:00:00Z');

let database: TestDatabase;
let owner: Connection;
let content: TinyContent;
beforeAll(async () => {
	database = await testDatabase();
	owner = connect(database.ownerUrl, { max: 1 });
});
beforeEach(async () => {
	content = writeTinyContent();
	await owner.db.delete(contentVersions);
});
afterEach(() => content.remove());
afterAll(async () => {
	await owner.close();
	await database.close();
});

test('everything in the library is stored under the hash of what is stored', async () => {
	await storeVersions(database.db, readLibrary(content.folder), NOW);
	const rows = await database.db.select().from(contentVersions);
	const counts = Object.groupBy(rows, (row) => row.kind);
	expect(counts.standard).toHaveLength(1);
	expect(counts.module).toHaveLength(1);
	expect(counts.lesson?.map((row) => row.id).sort()).toEqual([
		'thu-dien-tu/doc-thu',
		'thu-dien-tu/gui-anh',
		'thu-dien-tu/tim-thu',
		'thu-dien-tu/viet-thu'
	]);
	expect(counts.question).toHaveLength(42);
	for (const row of rows) expect(contentHash(row.body)).toBe(row.hash);
});

test('storing again changes nothing, and a new version stands beside the old one', async () => {
	const before = readLibrary(content.folder);
	await storeVersions(database.db, before, NOW);
	await storeVersions(database.db, before, LATER);
	content.plant(QUIZ, 'explain: Đọc kỹ rồi hãy làm.', 'explain: Đọc kỹ đã.');
	const after = readLibrary(content.folder);
	await storeVersions(database.db, after, LATER);
	const rows = await database.db.select().from(contentVersions);
	expect(
		rows
			.filter((row) => row.storedAt.getTime() === LATER.getTime())
			.map((row) => row.kind)
			.sort()
	).toEqual(['module', 'question']);
	const hashes = [before, after].map((library) => library.modules[0]?.practice[0]?.hash ?? '');
	const questions = await readQuestions(database.db, hashes);
	expect(hashes.map((hash) => questions.get(hash)?.explain)).toEqual(['Đọc kỹ rồi hãy làm.', 'Đọc kỹ đã.']);
});

test('two servers that start at once store the same', async () => {
	const library = readLibrary(content.folder);
	await Promise.all([1, 2, 3].map(() => storeVersions(database.db, library, NOW)));
	expect(await database.db.select().from(contentVersions)).toHaveLength(48);
});

test('what is read is what was in the library, and cannot be changed', async () => {
	const library = readLibrary(content.folder);
	await storeVersions(database.db, library, NOW);
	const test = library.modules[0]?.test ?? [];
	const questions = await readQuestions(
		database.db,
		test.map((question) => question.hash)
	);
	expect([...questions.values()]).toEqual(test);
	expect(Object.isFrozen([...questions.values()][0])).toBe(true);
	const [standard] = library.standards;
	expect(await readStandard(database.db, standard?.hash ?? '')).toEqual(standard);
});

test('a hash that was never stored, or names something else, is not found', async () => {
	const library = readLibrary(content.folder);
	await storeVersions(database.db, library, NOW);
	const lesson = library.modules[0]?.lessons[0]?.hash ?? '';
	for (const hash of ['', 'f'.repeat(64), lesson]) {
		await expect(readQuestions(database.db, [hash])).rejects.toThrow(DomainError);
		await expect(readStandard(database.db, hash)).rejects.toMatchObject({ code: 'not_found', status: 404 });
	}
});

test('a standard may not change its age rule, in any version', async () => {
	await storeVersions(database.db, readLibrary(content.folder), NOW);
	content.plant(STANDARD, 'version: 1', 'version: 2');
	content.plant(STANDARD, 'age_from: 18', 'age_from: 15');
	await expect(storeVersions(database.db, readLibrary(content.folder), LATER)).rejects.toThrow(/cùng "age_from": 18/);
	expect(await standards()).toHaveLength(1);
});

test('a standard may not change without a new version number', async () => {
	await storeVersions(database.db, readLibrary(content.folder), NOW);
	content.plant(STANDARD, 'pass: 7', 'pass: 8');
	await expect(storeVersions(database.db, readLibrary(content.folder), LATER)).rejects.toThrow(ContentError);
	expect(await standards()).toHaveLength(1);
	content.plant(STANDARD, 'version: 1', 'version: 2');
	await storeVersions(database.db, readLibrary(content.folder), LATER);
	expect(await standards()).toHaveLength(2);
});

function standards() {
	return database.db.select().from(contentVersions).where(eq(contentVersions.kind, 'standard'));
}
