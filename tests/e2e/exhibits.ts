import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { atConsole } from '#lib/access/actor.ts';
import { askApproval } from '#lib/approvals/server/approvals.ts';
import { askMerge } from '#lib/approvals/server/merges.ts';
import type { Lesson, Module } from '#lib/curriculum/content.ts';
import { findModule, practiceOf } from '#lib/curriculum/library.ts';
import { readQuestions } from '#lib/curriculum/server/versions.ts';
import { record } from '#lib/ledger/server/record.ts';
import { startAttempt, type Attempt } from '#lib/learning/server/attempt.ts';
import { completeLesson } from '#lib/learning/server/lesson.ts';
import { submitAttempt } from '#lib/learning/server/submit.ts';
import { witnessStart } from '#lib/learning/server/witness.ts';
import type { TestKind } from '#lib/learning/test.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { correctHousehold, foundHousehold, joinHousehold } from '#lib/people/server/household-changes.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { fileRequest } from '#lib/people/server/requests.ts';
import { newId } from '#lib/shared/ids.ts';
import { printBlankCards } from '#lib/sign-in/server/blank-cards.ts';
import { issueCard } from '#lib/sign-in/server/cards.ts';
import { invite } from '#lib/sign-in/server/invitations.ts';
import { makeSignInLink } from '#lib/sign-in/server/links.ts';
import { setPictures } from '#lib/sign-in/server/pictures.ts';
import { grantRole, listRoles } from '#lib/sign-in/server/roles.ts';
import { confirmSecondFactor, findOfferedKey, offerSecondFactor } from '#lib/sign-in/server/second-factor.ts';
import { startSession } from '#lib/sign-in/server/sessions.ts';
import { setPassword } from '#lib/sign-in/server/staff.ts';
import { newToken } from '#lib/sign-in/server/tokens.ts';
import { actorWith, answerAll, herself, mergeTwo, settle } from '#tests/world.ts';
import { certifyOne, type Certified } from './certificate-exhibit.ts';
import { checkOne } from './check-exhibit.ts';
import { holdClass, type TaughtClass } from './class-exhibit.ts';
import { showOffice, type ShownOffice } from './compliance-exhibit.ts';
import { drillOne, type Drilled } from './drill-exhibit.ts';
import { drawLearner } from './recheck-exhibit.ts';
import { holdDrive, type Drive } from './drive.ts';
import { sitExams, type Exams } from './exam-exhibits.ts';
import { showGroups, type KeptGroups } from './group-exhibit.ts';
import { holdEvening, type Evening } from './evening.ts';
import { openBureau, type Bureau } from './extract-exhibit.ts';
import { PICTURES } from './learner.ts';
import { FAR_PROVINCE } from './supplement.ts';
import { showReports, type ShownReports } from './periodic-exhibit.ts';
import { practise, type Runs } from './practice-exhibit.ts';
import { showRosters, type ShownRosters } from './roster-exhibit.ts';
import { showOutside, type Outside } from './team-exhibits.ts';
import { newName, test as base, type RunningWorld } from './world.ts';

/** People and work in every state that a page shows; all in phường Cửa Nam, and nobody counts in a figure. */
export interface Exhibits {
	module: Module;
	lesson: Lesson;
	/** has a card and pictures, has read a lesson, practised, failed a test and begun another one */
	learner: string;
	card: string;
	/** has neither pictures nor results */
	newcomer: string;
	newcomersCard: string;
	/** printed ahead: a card that nobody holds, and its batch */
	blank: { batchId: string; token: string; number: number };
	/** has two records that were merged */
	merged: { id: string; mergeId: string };
	/** two residences at once, for which the head of the group asked a second person */
	asked: string;
	/** a role that an officer may end */
	role: string;
	/** a house with its head, a member and landmark */
	house: { id: string; person: string };
	/** two records that look like one person, of whom somebody asked that they be merged */
	pair: { id: string; other: string };
	/** of the learner */
	practised: Attempt;
	/** on a drawn phone */
	runs: Runs;
	practising: Attempt;
	failed: Attempt;
	testing: Attempt;
	/** tests at the learning point: nobody has confirmed the first, the second is answered and waits for its end */
	toStart: { personId: string; attempt: Attempt };
	toEnd: { personId: string; attempt: Attempt };
	/** works for a province in which nobody else of these learns */
	provinceOfficer: string;
	/** responsible for the whole country */
	administrator: string;
	/** one that nobody has accepted */
	invitation: { id: string; token: string };
	/** reads what everybody did */
	auditor: string;
	/** what the learner asked about her own data */
	dataRequest: string;
	/** a link with which nobody has signed in */
	link: string;
	/** an evening that goes on, with somebody at one tablet and somebody who waits for a nod at another */
	evening: Evening;
	/** a point with hours and a stop, a team with a member, a request for help */
	outside: Outside;
	/** a campaign with a report in every state */
	drive: Drive;
	/** a class in which the learner learns, with an evening today; another one that has ended */
	taught: TaughtClass;
	/** an agency, and the month of its extract */
	bureau: Bureau;
	/** has passed a module and has her paper */
	certified: Certified;
	/** tests of officials that the learner took */
	exams: Exams;
	/** an agency with its head, and a duty */
	office: ShownOffice;
	drilled: Drilled;
	/** drew the learner, in her ward */
	recheckId: string;
	/** drawn by the far province */
	roundId: string;
	rosters: ShownRosters;
	kept: KeptGroups;
	/** reports of a ward in every state */
	periodic: ShownReports;
	/** the place of the first question of each kind on the open test */
	kinds: Map<string, number>;
}

/** How an officer signs in whom a one-time code is asked of. */
export const WITH_CODES = { loginName: `canbo.${randomInt(1e9)}`, password: 'gặt lúa vụ chiêm xuân' };
/** Two people of the first group are called like this. */
export const ALIKE = { fullName: 'Mạc Thị Mẫu Giống', birthYear: 1951 };

const WHOLE = { door: 'whole', standard: 'ky-nang-so-thiet-yeu' } as const;

export const test = base.extend<object, { exhibits: Exhibits }>({
	exhibits: [async ({ world }, use) => use(await makeExhibits(world)), { scope: 'worker' }]
});

async function makeExhibits(world: RunningWorld): Promise<Exhibits> {
	const { db, library, cuaNam } = world;
	const now = new Date();
	const module = findModule(library, world.standard.modules[0] ?? '') as Module;
	const [lesson, nextLesson] = module.lessons as [Lesson, Lesson];
	const resident = () => settle(world, cuaNam, { confirmed: false, fullName: newName() }, now);
	const start = (personId: string, kind: TestKind) =>
		startAttempt(db, library, herself(personId, now), personId, kind, now);
	const submit = (attempt: Attempt) => {
		const { id, personId } = attempt;
		return record(db, herself(personId, now), submitAttempt, { attemptId: id, personId, helped: 'none' }, now);
	};

	const learner = await resident();
	await setPictures(db, herself(learner, now), learner, PICTURES, now);
	const read = { eventId: newId(now), personId: learner, module: module.id, lesson: lesson.id };
	await record(db, herself(learner, now), completeLesson, { ...read, contentHash: lesson.hash }, now);
	const practised = await start(learner, { door: 'practice', module: module.id, lesson: lesson.id });
	await answerAll(world, learner, practised, practiceOf(library, lesson).length - 1, now);
	await submit(practised);
	const practising = await start(learner, { door: 'practice', module: module.id, lesson: nextLesson.id });
	await answerAll(world, learner, { ...practising, form: practising.form.slice(0, 1) }, 0, now);
	const failed = await start(learner, WHOLE);
	await answerAll(world, learner, failed, 12, now);
	await submit(failed);
	const testing = await start(learner, WHOLE);

	await checkOne(world, learner);
	const [newcomer, administrator, invited] = [await resident(), await resident(), await resident()];
	const office = { role: 'administrator', place: 'vn', from: dayOf(now), to: null } as const;
	await grantRole(db, atConsole, { ...office, personId: administrator }, now);
	await setUpCodes(db, await resident(), now);
	const post = { role: 'trainer', place: cuaNam.wardCode, from: dayOf(now), to: null } as const;
	const [one, other] = [await resident(), await resident()].sort() as [string, string];
	const mergeId = await mergeTwo(world, cuaNam, one, other, now);
	const house = await makeHouse(world, await resident(), await resident(), now);
	const alike = () => settle(world, cuaNam, { ...ALIKE, confirmed: false }, now);
	const pair = { id: await alike(), other: await alike() };
	const colleague = { ...cuaNam.officer, id: newId(now) };
	await askMerge(db, colleague, { eventId: newId(now), personId: pair.id, otherId: pair.other }, now);
	const people = [];
	for (const personId of [await resident(), await resident()]) {
		people.push({ eventId: newId(now), personId, groupId: cuaNam.groups[0] });
	}
	const asked = { id: newId(now), verb: 'residence.confirm' as const, input: { people } };
	await askApproval(db, cuaNam.head, asked, now);
	const [role] = await listRoles(db, cuaNam.trainer.id, dayOf(now));
	const [starting, ending] = [await resident(), await resident()];
	const toEnd = { personId: ending, attempt: await start(ending, WHOLE) };
	const witness = { attemptId: toEnd.attempt.id, learningPointId: cuaNam.learningPointId };
	await witnessStart(db, cuaNam.trainer, witness, now);
	await answerAll(world, ending, toEnd.attempt, toEnd.attempt.form.length, now);
	const request = { id: newId(now), personId: learner, kind: 'correction' as const, text: 'Tên tôi ghi sai.' };
	await fileRequest(db, herself(learner, now), request, now);
	const auditor = await resident();
	const reading = { personId: auditor, role: 'auditor', place: 'vn', from: dayOf(now), to: null } as const;
	await grantRole(db, atConsole, reading, now);
	const provinceOfficer = await resident();
	const grant = { personId: provinceOfficer, role: 'province_officer', place: FAR_PROVINCE } as const;
	await grantRole(db, atConsole, { ...grant, from: dayOf(now), to: null }, now);
	return {
		module,
		lesson,
		learner,
		card: (await issueCard(db, cuaNam.trainer, learner, now)).token,
		newcomer,
		newcomersCard: (await issueCard(db, cuaNam.trainer, newcomer, now)).token,
		blank: await printBlank(world, now),
		merged: { id: one, mergeId },
		house,
		pair,
		asked: asked.id,
		role: role?.id ?? '',
		practised,
		runs: await practise(world, learner),
		practising,
		failed,
		testing,
		toStart: { personId: starting, attempt: await start(starting, WHOLE) },
		toEnd,
		provinceOfficer,
		administrator,
		invitation: await invite(db, actorWith('administrator', 'vn', now), { ...post, personId: invited }, now),
		auditor,
		dataRequest: request.id,
		link: await makeSignInLink(db, cuaNam.trainer.id, now, 60),
		evening: await holdEvening(world, resident),
		outside: await showOutside(world, await resident(), starting, now),
		drive: await holdDrive(world, resident),
		office: await showOffice(world, resident),
		taught: await holdClass(world, [learner, newcomer]),
		bureau: await openBureau(world, await resident()),
		rosters: await showRosters(world),
		kept: await showGroups(world),
		periodic: await showReports(world),
		certified: await certifyOne(world, await resident()),
		exams: await sitExams(world, learner, now),
		drilled: await drillOne(world, learner),
		...(await drawLearner(world, learner)),
		kinds: await kindsOn(world, testing)
	};
}

async function setUpCodes(db: Db, personId: string, now: Date): Promise<void> {
	const { loginName, password } = WITH_CODES;
	await setPassword(db, herself(personId, now), personId, loginName, password, now);
	const actor = { ...herself(personId, now), signInId: (await startSession(db, personId, 'password', now)).id };
	await offerSecondFactor(db, actor, '', '127.0.0.1', now);
	const key = Secret.fromBase32((await findOfferedKey(db, personId, now)) ?? '');
	const code = new TOTP({ secret: key }).generate({ timestamp: now.getTime() });
	await confirmSecondFactor(db, actor, code, now);
}

async function printBlank({ db, cuaNam }: RunningWorld, now: Date): Promise<Exhibits['blank']> {
	const asked = { wardCode: cuaNam.wardCode, sheets: 1 };
	const { batchId, cards } = await printBlankCards(db, cuaNam.trainer, asked, now, newToken(16));
	const { token = '', number = 0 } = cards[0] ?? {};
	return { batchId, token, number };
}

async function makeHouse({ db, cuaNam }: RunningWorld, head: string, other: string, now: Date) {
	const { trainer, groups } = cuaNam;
	const id = newId(now);
	const words = { label: `Nhà bà Mẫu ${id.slice(-4)}`, landmark: 'sau nhà văn hóa' };
	await foundHousehold(db, trainer, { householdId: id, groupId: groups[0], ...words }, now);
	for (const personId of [head, other])
		await joinHousehold(db, trainer, { householdId: id, personId, on: dayOf(now) }, now);
	await correctHousehold(db, trainer, { householdId: id, headId: head, ...words }, now);
	return { id, person: other };
}

async function kindsOn({ db }: RunningWorld, { form }: Attempt): Promise<Map<string, number>> {
	const questions = await readQuestions(
		db,
		form.map((item) => item.question)
	);
	const kinds = new Map<string, number>();
	for (const [index, item] of form.entries()) {
		const kind = questions.get(item.question)?.kind ?? '';
		if (!kinds.has(kind)) kinds.set(kind, index + 1);
	}
	return kinds;
}
