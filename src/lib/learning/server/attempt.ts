import { randomBytes } from 'node:crypto';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { recordOf, type Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import type { Library, Standard, StoredStandard } from '#lib/curriculum/content.ts';
import { findModule, findStandard } from '#lib/curriculum/library.ts';
import { listRecords } from '#lib/people/server/erasure.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { writeMoment } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isId, newId } from '#lib/shared/ids.ts';
import { deadlineFrom, isOverdue } from '#lib/learning/deadline.ts';
import type { FormItem } from '#lib/learning/form.ts';
import { codeOf, type TestKind } from '#lib/learning/test.ts';
import { readExtraTime } from '#lib/learning/server/accommodation.ts';
import { drawForm, drawPractice } from '#lib/learning/server/draw.ts';
import { checkRetake } from '#lib/learning/server/retakes.ts';
import { attempts } from '#lib/learning/server/schema.ts';

export type Attempt = typeof attempts.$inferSelect;

/**
 * Starts a test or a practice round, or goes on with the open one: there is at most one open attempt per person and
 * test, whatever is tapped twice. Draws the form and fixes content and standard by hash. Returns the attempt. A test of
 * officials begins only when its rules allow another start (`retake_wait`), and its deadline is set here for good; one
 * whose time is up must be closed first (`attempt_time_up`, both 409).
 */
export async function startAttempt(
	db: Db,
	library: Library,
	actor: Actor,
	personId: string,
	kind: TestKind,
	now: Date
): Promise<Attempt> {
	allow(actor, 'attempt.start', { personId });
	const standard = kind.door === 'practice' ? null : readStandardNow(library, kind.standard);
	const open = await findOpenAttempt(db, recordOf(actor, personId), codeOf(kind));
	if (open) return stillOpen(open, now);
	if (!standard?.online) return begin(db, library, actor, personId, kind, standard, null, now);
	const { online } = standard;
	return db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`start ${personId}`}, 0))`);
		const begun = await findOpenAttempt(tx, recordOf(actor, personId), codeOf(kind));
		if (begun) return stillOpen(begun, now);
		await checkRetake(tx, personId, codeOf(kind), online, now);
		const extra = await readExtraTime(tx, personId);
		const deadline = online.minutes === null ? null : deadlineFrom(now, online.minutes, extra);
		return begin(tx, library, actor, personId, kind, standard, deadline, now);
	});
}

function stillOpen(attempt: Attempt, now: Date): Attempt {
	if (isOverdue(attempt, now)) throw new DomainError('attempt_time_up', 409, timeUp(attempt));
	return attempt;
}

/** When time was up, to be told. */
export function timeUp({ deadlineAt }: Pick<Attempt, 'deadlineAt'>): { at: string } {
	return { at: deadlineAt ? writeMoment(deadlineAt) : '' };
}

async function begin(
	db: Db,
	library: Library,
	actor: Actor,
	personId: string,
	kind: TestKind,
	standard: StoredStandard | null,
	deadlineAt: Date | null,
	now: Date
): Promise<Attempt> {
	const code = codeOf(kind);
	const record = recordOf(actor, personId);
	const seed = randomBytes(16).toString('hex');
	await db
		.insert(attempts)
		.values({
			id: newId(now),
			personId: record,
			test: code,
			standardHash: standard?.hash ?? null,
			seed,
			form: draw(library, kind, standard, await questionsMet(db, personId), seed),
			submissionId: newId(now),
			startedAt: now,
			deadlineAt
		})
		.onConflictDoNothing();
	const started = await findOpenAttempt(db, record, code);
	if (!started) throw new Error('an attempt was submitted while it was being started');
	return started;
}

/** An attempt of this person; somebody else's reads as not found. */
export async function readAttempt(db: Db, personId: string, attemptId: string): Promise<Attempt> {
	const attempt = await findAttempt(db, attemptId);
	if (!attempt || attempt.personId !== personId) throw notFound();
	return attempt;
}

export async function findAttempt(db: Db, attemptId: string): Promise<Attempt | null> {
	if (!isId(attemptId)) return null;
	const [attempt] = await db.select().from(attempts).where(eq(attempts.id, attemptId));
	return attempt ?? null;
}

export async function findOpenAttempt(db: Db, personId: string, code: string): Promise<Attempt | null> {
	const [attempt] = await db
		.select()
		.from(attempts)
		.where(and(eq(attempts.personId, personId), eq(attempts.test, code), isNull(attempts.submittedAt)));
	return attempt ?? null;
}

function readStandardNow(library: Library, id: string): StoredStandard {
	const standard = findStandard(library, id);
	if (!standard) throw notFound();
	return standard;
}

function draw(
	library: Library,
	kind: TestKind,
	standard: Standard | null,
	met: ReadonlyMap<string, number>,
	seed: string
): FormItem[] {
	if (kind.door === 'practice') {
		const module = findModule(library, kind.module);
		const form = module ? drawPractice(module, kind.lesson, met, seed) : [];
		if (form.length === 0) throw notFound();
		return form;
	}
	if (!standard) throw notFound();
	const wanted = kind.door === 'module' ? standard.modules.filter((id) => id === kind.module) : standard.modules;
	const modules = wanted.map((id) => findModule(library, id)).filter((module) => module !== null);
	if (modules.length === 0) throw notFound();
	const count = kind.door === 'module' ? standard.moduleTest.questions : standard.wholeTest.questionsPerModule;
	return drawForm(modules, count, met, seed);
}

/** How often each question stood on this person's earlier forms, of all her records, by hash. */
async function questionsMet(db: Db, personId: string): Promise<Map<string, number>> {
	const records = await listRecords(db, personId);
	const rows = await db.select({ form: attempts.form }).from(attempts).where(inArray(attempts.personId, records));
	const met = new Map<string, number>();
	for (const item of rows.flatMap((row) => row.form)) met.set(item.question, (met.get(item.question) ?? 0) + 1);
	return met;
}
