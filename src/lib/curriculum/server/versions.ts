import { eq, inArray } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { notFound } from '#lib/shared/errors.ts';
import type { Library, Question, Standard, StoredStandard } from '../content.ts';
import { isForResidents } from '../library.ts';
import type { Scenario } from '../scenario.ts';
import { contentHash, deepFreeze, moduleBody } from './hash.ts';
import { ContentError, type Problem } from './problems.ts';
import { contentVersions } from './schema.ts';

type Kind = 'standard' | 'module' | 'lesson' | 'question' | 'scenario' | 'consent';
type Version = { hash: string; kind: Kind; id: string; body: unknown };

const ROWS_AT_ONCE = 1000;
const MOST_KEPT = 5000;

// What a hash names never changes, in no database; so what was read once need not be read again.
const kept = new Map<string, unknown>();

/**
 * Stores every standard, module, lesson, question and scenario of the library under its hash, so that what was once shown can
 * always be shown and marked again. Storing the same again changes nothing; what is stored is never changed. Throws
 * ContentError for a standard that would change its past: another age rule, or another content under a known version.
 */
export async function storeVersions(db: Db, library: Library, now: Date): Promise<void> {
	await refuseChangedStandards(db, library);
	const versions = listVersions(library);
	const known = await db.select({ hash: contentVersions.hash }).from(contentVersions);
	const stored = new Set(known.map((row) => row.hash));
	const fresh = versions.filter((version) => !stored.has(version.hash));
	for (let from = 0; from < fresh.length; from += ROWS_AT_ONCE) {
		const rows = fresh.slice(from, from + ROWS_AT_ONCE).map((version) => ({ ...version, storedAt: now }));
		await db.insert(contentVersions).values(rows).onConflictDoNothing();
	}
}

/** Keeps the words to which somebody agreed, so that it can always be shown what they were. Returns their hash. */
export async function storeConsentText(db: Db, purpose: string, text: string, now: Date): Promise<string> {
	const hash = consentHash(purpose, text);
	await db
		.insert(contentVersions)
		.values({ hash, kind: 'consent', id: purpose, body: { purpose, text }, storedAt: now })
		.onConflictDoNothing();
	return hash;
}

export function consentHash(purpose: string, text: string): string {
	return contentHash({ purpose, text });
}

/** The questions that some hashes name, as they were when they were shown. Throws "not found" if one was never stored. */
export async function readQuestions(db: Db, hashes: readonly string[]): Promise<Map<string, Question>> {
	return readBodies<Question>(db, 'question', hashes);
}

/** The version of a standard that a hash names. Throws "not found" if it was never stored. */
export async function readStandard(db: Db, hash: string): Promise<StoredStandard> {
	const standards = await readBodies<StoredStandard>(db, 'standard', [hash]);
	return standards.get(hash) as StoredStandard;
}

/** A scenario as it was when a run began. Throws "not found" if it was never stored. */
export async function readScenario(db: Db, hash: string): Promise<Scenario> {
	const scenarios = await readBodies<Scenario>(db, 'scenario', [hash]);
	return scenarios.get(hash) as Scenario;
}

async function readBodies<T>(db: Db, kind: Kind, hashes: readonly string[]): Promise<Map<string, T>> {
	const wanted = [...new Set(hashes)];
	const missing = wanted.filter((hash) => !kept.has(`${kind} ${hash}`));
	const found = new Map<string, T>();
	if (missing.length > 0) {
		const rows = await db.select().from(contentVersions).where(inArray(contentVersions.hash, missing));
		for (const row of rows) {
			if (row.kind !== kind) continue;
			const content = deepFreeze({ ...(row.body as object), hash: row.hash });
			found.set(row.hash, content as T);
			if (contentHash(row.body) === row.hash) keep(`${kind} ${row.hash}`, content);
		}
	}
	for (const hash of wanted) {
		const content = found.get(hash) ?? (kept.get(`${kind} ${hash}`) as T | undefined);
		if (content === undefined) throw notFound();
		found.set(hash, content);
	}
	return found;
}

function keep(key: string, content: unknown): void {
	if (kept.size >= MOST_KEPT) kept.clear();
	kept.set(key, content);
}

async function refuseChangedStandards(db: Db, library: Library): Promise<void> {
	const rows = await db.select().from(contentVersions).where(eq(contentVersions.kind, 'standard'));
	const problems: Problem[] = [];
	for (const standard of library.standards) {
		const place = { file: `content/standards/${standard.id}.yaml`, line: 1 };
		for (const row of rows.filter((one) => one.id === standard.id)) {
			const before = row.body as Standard;
			if (before.ageFrom !== standard.ageFrom) {
				const say = `Mọi phiên bản của chuẩn phải cùng "age_from": ${before.ageFrom}. Hãy ghi lại như cũ, hoặc lập chuẩn mới.`;
				problems.push({ ...place, say });
			}
			if (isForResidents(before) !== isForResidents(standard)) {
				const say =
					'Mọi phiên bản của chuẩn phải cùng có hoặc cùng không có "online". Hãy ghi lại như cũ, hoặc lập chuẩn mới.';
				problems.push({ ...place, say });
			}
			if (before.version === standard.version && row.hash !== standard.hash) {
				const say = `Phiên bản ${before.version} của chuẩn đã dùng với nội dung khác. Hãy tăng "version" lên.`;
				problems.push({ ...place, say });
			}
		}
	}
	if (problems.length > 0) throw new ContentError(problems);
}

function listVersions({ standards, modules, scenarios }: Library): Version[] {
	return [
		...standards.map((standard) => versionOf('standard', standard.id, standard)),
		...modules.map((module) => versionOf('module', module.id, moduleBody(module))),
		...scenarios.map((scenario) => versionOf('scenario', `${scenario.module}/${scenario.id}`, scenario)),
		...modules.flatMap(({ id, lessons, supplements, practice, test }) => [
			...[...lessons, ...supplements].map((lesson) => versionOf('lesson', `${id}/${lesson.id}`, lesson)),
			...[...practice, ...test].map((question) => versionOf('question', `${id}/${question.id}`, question))
		])
	];
}

function versionOf(kind: Kind, id: string, content: { hash: string }): Version {
	const { hash, ...body } = content;
	return { hash, kind, id, body };
}
