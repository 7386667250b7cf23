import { join } from 'node:path';
import type { PersonActor } from '#lib/access/actor.ts';
import type { Role } from '#lib/access/roles.ts';
import type { Library, Question, StoredStandard } from '#lib/curriculum/content.ts';
import { residentsStandard } from '#lib/curriculum/library.ts';
import { readLibrary } from '#lib/curriculum/server/library.ts';
import { readQuestions, storeVersions } from '#lib/curriculum/server/versions.ts';
import { record } from '#lib/ledger/server/record.ts';
import { saveAnswer } from '#lib/learning/server/answer.ts';
import { startAttempt, type Attempt } from '#lib/learning/server/attempt.ts';
import { submitAttempt } from '#lib/learning/server/submit.ts';
import { witnessEnd, witnessStart } from '#lib/learning/server/witness.ts';
import type { TestKind } from '#lib/learning/test.ts';
import { registerPerson } from '#lib/people/server/register.ts';
import { confirmResidence } from '#lib/people/server/residence.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { newId } from '#lib/shared/ids.ts';
import type { Assistance } from '#lib/shared/log.ts';
import { mergePeople } from '#lib/sign-in/server/merging.ts';
import { createGroup } from '#lib/territory/server/groups.ts';
import { addLearningPoint } from '#lib/territory/server/points.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { declarePopulation } from '#lib/territory/server/population.ts';
import { atConsole } from '#lib/access/actor.ts';

export const NOON = new Date('2026-11-20T05:00:00Z');

export interface Commune {
	wardCode: string;
	provinceCode: string;
	/** two groups with a declared population of 100 + 20, 10 away */
	groups: [string, string];
	officer: PersonActor;
	/** head of the first group */
	head: PersonActor;
	trainer: PersonActor;
	learningPointId: string;
}

/** One named world: phường Cửa Nam in Hà Nội and xã Thanh Ba in Phú Thọ, so that whatever leaks between two places shows. */
export interface World {
	db: Db;
	library: Library;
	standard: StoredStandard;
	cuaNam: Commune;
	thanhBa: Commune;
}

export async function makeWorld(db: Db, now = NOON): Promise<World> {
	const library = readLibrary(join(process.cwd(), 'content'));
	await storePlaces(db);
	await storeVersions(db, library, now);
	const standard = residentsStandard(library);
	const cuaNam = await makeCommune(db, '00082', '01', 'Tổ dân phố', standard.ageFrom, now);
	const thanhBa = await makeCommune(db, '08152', '25', 'Khu', standard.ageFrom, now);
	return { db, library, standard, cuaNam, thanhBa };
}

export async function makeCommune(
	db: Db,
	wardCode: string,
	provinceCode: string,
	kind: string,
	ageFrom: number,
	now: Date
): Promise<Commune> {
	const groups: string[] = [];
	for (const n of [1, 2]) {
		const group = await createGroup(
			db,
			atConsole,
			{ wardCode, name: `${kind} ${n}`, kind, validFrom: '2025-07-01' },
			now
		);
		groups.push(group.id);
		const declared = { ageFrom, resident: 100, lodging: 20, away: 10, asOf: '2026-10-01' };
		await record(db, atConsole, declarePopulation, { eventId: newId(now), groupId: group.id, ...declared }, now);
	}
	const point = { wardCode, kind: 'fixed', name: 'Nhà văn hóa', address: 'Mẫu' };
	const learningPointId = await addLearningPoint(db, atConsole, point, now);
	return {
		wardCode,
		provinceCode,
		groups: groups as [string, string],
		officer: actorWith('ward_officer', wardCode, now),
		head: actorWith('head_of_group', groups[0] as string, now),
		trainer: actorWith('trainer', wardCode, now),
		learningPointId
	};
}

/** Somebody signed in with one role at one place. */
export function actorWith(role: Role, place: string, now = NOON): PersonActor {
	return { kind: 'person', id: newId(now), signInId: newId(now), grants: [{ role, place }] };
}

/** Somebody signed in as herself, without a role. */
export function herself(personId: string, now = NOON): PersonActor {
	return { kind: 'person', id: personId, signInId: newId(now), grants: [] };
}

let counter = 0;

/** A resident whom the trainer registered and the officer confirmed. */
export async function settle(
	world: World,
	commune: Commune,
	options: { group?: 0 | 1; birthYear?: number; confirmed?: boolean; fullName?: string } = {},
	now = NOON
): Promise<string> {
	const { group = 0, birthYear = 1955, confirmed = true } = options;
	counter += 1;
	const personId = newId(now);
	const groupId = commune.groups[group];
	const registration = {
		personId,
		eventId: newId(now),
		fullName: options.fullName ?? `Nguyễn Thị Mẫu ${counter}`,
		everydayName: null,
		birthYear,
		wardCode: commune.wardCode,
		groupId,
		household: null,
		phone: null
	};
	await record(world.db, commune.trainer, registerPerson, registration, now);
	if (confirmed) {
		await record(world.db, commune.officer, confirmResidence, { eventId: newId(now), personId, groupId }, now);
	}
	return personId;
}

/** Two records become one person, as it is carried out once a second officer has approved. Returns the merge's id. */
export async function mergeTwo(
	{ db }: World,
	commune: Commune,
	personId: string,
	otherId: string,
	now = NOON
): Promise<string> {
	const merge = { eventId: newId(now), personId, otherId };
	await record(db, commune.officer, mergePeople, merge, now);
	return merge.eventId;
}

export interface Sitting {
	/** how many questions are answered rightly; all unless told */
	right?: number;
	helped?: Assistance;
	/** the trainer who confirms her at start and end, and where */
	witness?: { trainer: PersonActor; learningPointId: string; assistance?: Assistance };
}

/** Takes a test from start to result, as a learner does, and returns the attempt. */
export async function takeTest(
	world: World,
	personId: string,
	kind: TestKind,
	sitting: Sitting = {},
	now = NOON
): Promise<Attempt> {
	const { db, library } = world;
	const actor = herself(personId, now);
	const attempt = await startAttempt(db, library, actor, personId, kind, now);
	const { witness } = sitting;
	if (witness) {
		await witnessStart(db, witness.trainer, { attemptId: attempt.id, learningPointId: witness.learningPointId }, now);
	}
	await answerAll(world, personId, attempt, sitting.right ?? attempt.form.length, now);
	if (witness) {
		await witnessEnd(db, witness.trainer, { attemptId: attempt.id, assistance: witness.assistance ?? 'none' }, now);
	}
	await record(db, actor, submitAttempt, { attemptId: attempt.id, personId, helped: sitting.helped ?? 'none' }, now);
	return attempt;
}

/** Answers every question, the first `right` of them rightly and the others with "Tôi không biết". */
export async function answerAll(
	world: World,
	personId: string,
	attempt: Attempt,
	right: number,
	now = NOON
): Promise<void> {
	const { db } = world;
	const questions = await readQuestions(
		db,
		attempt.form.map((item) => item.question)
	);
	for (const [index, item] of attempt.form.entries()) {
		const question = questions.get(item.question) as Question;
		const pages = index < right ? rightPages(question, item.order) : [['unknown' as const]];
		for (const [page, chosen] of pages.entries()) {
			const choice = { attemptId: attempt.id, n: index + 1, page: page + 1, chosen };
			await saveAnswer(db, herself(personId, now), personId, question, choice, now);
		}
	}
}

/** What must be tapped, page by page, to answer rightly, as places in the order shown. */
export function rightPages(question: Question, order: readonly number[]): (number | 'unknown')[][] {
	const place = (position: number) => order.indexOf(position) + 1;
	if (question.kind === 'order') return question.steps.slice(0, -1).map((_, position) => [place(position)]);
	if (question.kind === 'match') return question.pairs.map((_, position) => [place(position)]);
	return [question.options.flatMap((option, position) => (option.right ? [place(position)] : []))];
}
