import { error, type RequestEvent } from '@sveltejs/kit';
import { recordOf } from '#lib/access/actor.ts';
import { findLesson, findModule, findStandard, isForResidents } from '#lib/curriculum/library.ts';
import { readStandard } from '#lib/curriculum/server/versions.ts';
import type { Library, StoredStandard } from '#lib/curriculum/content.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { notFound } from '#lib/shared/errors.ts';
import { findAttempt, type Attempt } from '#lib/learning/server/attempt.ts';
import { listOpenQuestions } from '#lib/learning/server/asking.ts';
import { kindOf } from '#lib/learning/test.ts';
import { findPerson } from '#lib/people/server/person.ts';
import { refusalText } from '../refusal.ts';

/** Whose pages these are: `admit` lets nobody in here who is not signed in. */
export function learnerId({ signIn }: App.Locals): string {
	if (!signIn) error(401, refusalText('sign_in_first'), { code: 'sign_in_first' });
	return signIn.personId;
}

/** Under which record her open work is kept: the one that she signed in with. */
export function workRecord(locals: App.Locals): string {
	return recordOf(locals.actor, learnerId(locals));
}

/**
 * The attempt that an address names, if it is hers; anybody else's reads as not found. What was handed in under another
 * record of hers is hers to look at; what is open goes on only under the record that it was begun with.
 */
export async function ownAttempt({ locals, params }: RequestEvent<{ id: string }>): Promise<Attempt> {
	const personId = learnerId(locals);
	const attempt = await findAttempt(locals.db, params.id);
	if (!attempt) throw notFound();
	if (attempt.personId === workRecord(locals)) return attempt;
	const owner = attempt.submittedAt ? await findPerson(locals.db, attempt.personId) : null;
	if (owner?.id !== personId) throw notFound();
	return attempt;
}

/** A number in an address, from 1 and written as we write it; anything else is not found. */
export function readNumber(text: string): number {
	if (!/^[1-9]\d?$/.test(text)) throw notFound();
	return Number(text);
}

/** Whether an attempt is a test of officials, which stands whole on one page. */
export async function isOnline(db: Db, { standardHash }: Attempt): Promise<boolean> {
	return standardHash !== null && !isForResidents(await readStandard(db, standardHash));
}

/** Where an open attempt goes on: its first question without an answer, handing it in, or the one page of it all. */
export async function wayOn(db: Db, attempt: Attempt): Promise<string> {
	if (await isOnline(db, attempt)) return `/attempts/${attempt.id}/form`;
	const [first] = await listOpenQuestions(db, attempt);
	return first === undefined ? `/attempts/${attempt.id}/submission` : `/attempts/${attempt.id}/${first}`;
}

/** The standard for which a module is tested. Not found where no standard asks for it. */
export function standardOf(library: Library, moduleId: string): StoredStandard {
	const standard = library.standards.find((one) => one.modules.includes(moduleId));
	if (!standard) throw notFound();
	return standard;
}

/**
 * What an attempt is about, in words for its pages, and for whom its questions were written. What has left the library
 * since keeps its id.
 */
export function subjectOf(library: Library, attempt: Pick<Attempt, 'test'>) {
	const kind = kindOf(attempt.test);
	const standard = kind.door === 'practice' ? null : findStandard(library, kind.standard);
	const moduleId = kind.door === 'whole' ? (standard?.modules[0] ?? '') : kind.module;
	const module = findModule(library, moduleId);
	const audience = module?.audience ?? 'residents';
	const named = (id: string) => ({ vi: id, en: id });
	if (kind.door === 'practice') {
		const lesson = findLesson(library, kind.module, kind.lesson);
		const home = lesson ? `/learn/${kind.module}/${kind.lesson}` : `/learn/${kind.module}`;
		return { ...kind, audience, title: lesson?.title ?? named(kind.lesson), home };
	}
	if (kind.door === 'module') {
		return { ...kind, audience, title: module?.title ?? named(kind.module), home: `/learn/${kind.module}` };
	}
	return { ...kind, audience, title: standard?.name ?? named(kind.standard), home: '/me' };
}
