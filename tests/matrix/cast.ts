import { eq } from 'drizzle-orm';
import { atConsole, type Grant, type PersonActor } from '#lib/access/actor.ts';
import type { Target } from '#lib/access/permissions.ts';
import { ROLE_RULES, ROLES, type Role } from '#lib/access/roles.ts';
import { askApproval } from '#lib/approvals/server/approvals.ts';
import { enrolPeople } from '#lib/classes/server/enrolment.ts';
import { openEveningClass } from '#lib/classes/server/evening-class.fixture.ts';
import { record } from '#lib/ledger/server/record.ts';
import { startAttempt } from '#lib/learning/server/attempt.ts';
import { startRun } from '#lib/practice/server/run.ts';
import { joinWith, openFor } from '#lib/openings/server/evening.fixture.ts';
import { storeServices } from '#lib/outreach/server/support-services.ts';
import { foundHousehold, joinHousehold } from '#lib/people/server/household-changes.ts';
import { enrolStaff } from '#lib/people/server/register.ts';
import { fileRequest } from '#lib/people/server/requests.ts';
import { personNames } from '#lib/people/server/schema.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { printBlankCards } from '#lib/sign-in/server/blank-cards.ts';
import { erasePerson } from '#lib/sign-in/server/erasure.ts';
import { invite } from '#lib/sign-in/server/invitations.ts';
import { roles } from '#lib/sign-in/server/schema.ts';
import { startSession } from '#lib/sign-in/server/sessions.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { commute, type Commuters } from './commuters.ts';
import { staffOffice, type Office } from './office.ts';
import { goOutside, type Outside } from './outside.ts';
import {
	appealAgainst,
	endGroup,
	OF_OFFICIALS,
	openBureau,
	sendFile,
	stageCampaign,
	stageDrill,
	stageLooks
} from './stage-parts.ts';
import { certify } from '#tests/certify.ts';
import { herself, makeCommune, makeWorld, mergeTwo, settle, takeTest, type Commune, type World } from '#tests/world.ts';

/** Somebody who sends requests: with one role at one place, with none, or signed out. */
export interface Player {
	/** `ward_officer at ward`, `learner`, `signed out` */
	name: string;
	/** as permissions know her; null: nobody is signed in */
	actor: PersonActor | null;
	cookie: string;
	/** what a form carries to say under whom it was shown */
	signIn: string;
}

/** A residential group, somebody who lives there, and all that hangs on her. */
export interface Scene {
	groupId: string;
	/** where it lies, as permissions ask for it */
	target: Target;
	personId: string;
	/** who claims to live there and waits for a confirmation */
	claimantId: string;
	/** she handed in a test that she did not pass, and has another one open */
	resultId: string;
	openId: string;
	/** a test of officials that she has open */
	formId: string;
	/** what she says is not right about another one that she handed in */
	appealId: string;
	/** a question that tests asked, and two tests alike: both hers */
	looks: { question: string; first: string; second: string };
	/** her run on a drawn phone, of which nothing is done */
	runId: string;
	/** two records that were merged */
	merged: { id: string; mergeId: string };
	/** somebody's role at the group and at its ward */
	groupRoleId: string;
	wardRoleId: string;
	/** something about this place that waits for a second person */
	approvalId: string;
	/** an evening that goes on at a learning point of its ward, and a tablet of it */
	openingId: string;
	tabletId: string;
	/** another one, to be put out */
	spareTabletId: string;
	/** a class of its ward in which the resident learns, and its evening of today */
	classId: string;
	meetingId: string;
	/** blank cards of its ward, and somebody invited to help there */
	batchId: string;
	invitationId: string;
	/** what the resident asked about her own data */
	requestId: string;
	/** a house in which the resident lives */
	houseId: string;
	/** what the ward does outside: a point with hours and a stop, a team with a member, a request for help */
	outside: Outside;
	/** an agency of its ward, a duty that binds somebody there */
	office: Office;
	/** a campaign of its ward, support given to the resident in it, and a line of the ward's plan */
	campaignId: string;
	supportId: string;
	planItemId: string;
	/** an agency of the ward */
	bureauId: string;
	/** a paper of the resident */
	certificateId: string;
	/** a drill of the resident that goes on, and a fraud that goes round in the ward and waits for a second person */
	drillId: string;
	scamId: string;
	/** a file with residents of its ward */
	rosterId: string;
	/** names that are seen by nobody whose role does not reach the place */
	names: string[];
}

export interface Cast {
	world: World;
	players: Player[];
	/** all roles stand here: in this group, its ward, its province */
	own: Scene;
	/** another group of the ward, another ward of the province, another province */
	elsewhere: Record<'neighbouring group' | 'neighbouring ward' | 'other province', Scene>;
	/** officials who live in another place than they work in: to ours, and from ours */
	commuters: Commuters;
	/** the resident of the own scene, without any role */
	learner: Player;
	erased: string;
	/** a group that was merged into another one of the ward, and what it claims */
	endedGroup: string;
	endedTarget: Target;
	now: Date;
}

/** What a phone number of a resident looks like here; no head of a group may ever be shown it. */
export const PHONE = '0987654321';

const WHOLE = { door: 'whole', standard: 'ky-nang-so-thiet-yeu' } as const;

/** One world in which everything that a route can name is there once for every distance from one's own place. */
export async function makeCast(db: Db, everyPlace: boolean): Promise<Cast> {
	const now = new Date();
	const world = await makeWorld(db, now);
	const hoanKiem = await makeCommune(db, '00070', '01', 'Tổ dân phố', world.standard.ageFrom, now);
	await storeServices(db);
	const { cuaNam, thanhBa } = world;
	const own = await stage(world, cuaNam, 0, 'Nhà', now);
	const elsewhere = {
		'neighbouring group': await stage(world, cuaNam, 1, 'Cạnh', now),
		'neighbouring ward': await stage(world, hoanKiem, 0, 'Kề', now),
		'other province': await stage(world, thanhBa, 0, 'Xa', now)
	};
	const commuters = await commute(world, own.office, elsewhere['other province'].office, now);
	const erased = await settle(world, cuaNam, { confirmed: false, fullName: 'Phạm Mẫu Xóa' }, now);
	await record(db, cuaNam.officer, erasePerson, { eventId: newId(now), personId: erased }, now);
	const endedGroup = await endGroup(world, now);
	const place = await placeOfGroup(db, endedGroup);

	const learnerId = own.personId;
	const learner = await enter(db, 'learner', learnerId, [], now);
	return {
		world,
		own,
		elsewhere,
		commuters,
		erased,
		endedGroup,
		endedTarget: { groupId: place.groupId, wardCode: place.wardCode, provinceCode: place.provinceCode },
		learner,
		players: [
			{ name: 'signed out', actor: null, cookie: '', signIn: '' },
			learner,
			...(await employAll(db, own, everyPlace, now))
		],
		now
	};
}

/** A person for each role, at the smallest place that fits it, or at every place. */
async function employAll(db: Db, own: Scene, everyPlace: boolean, now: Date): Promise<Player[]> {
	const places = {
		country: 'vn',
		province: own.target.provinceCode ?? '',
		ward: own.target.wardCode ?? '',
		group: own.groupId
	};
	const players: Player[] = [];
	for (const role of ROLES) {
		const kinds = everyPlace ? ROLE_RULES[role].at : ROLE_RULES[role].at.slice(-1);
		for (const kind of kinds) {
			const personId = await employ(db, role, places[kind], now);
			players.push(await enter(db, `${role} at ${kind}`, personId, [{ role, place: places[kind] }], now));
		}
	}
	return players;
}

/** Somebody of the staff with a role in the books; where she lives is nobody's question. */
export async function employ(db: Db, role: Role, place: string, now: Date): Promise<string> {
	const personId = newId(now);
	const enrolment = { personId, eventId: newId(now), fullName: `Cán bộ ${role}`, birthYear: 1980 };
	await record(db, atConsole, enrolStaff, enrolment, now);
	const from = addDays(dayOf(now), -1);
	await db.insert(roles).values({ id: newId(now), personId, role, place, from, grantedBy: atConsole.id });
	return personId;
}

export async function enter(db: Db, name: string, personId: string, grants: Grant[], now: Date): Promise<Player> {
	const { id, token } = await startSession(db, personId, 'password', now, now);
	const actor: PersonActor = { kind: 'person', id: personId, signInId: id, grants };
	return { name, actor, cookie: `session=${token}`, signIn: id };
}

async function stage(world: World, commune: Commune, group: 0 | 1, word: string, now: Date): Promise<Scene> {
	const { db } = world;
	const groupId = commune.groups[group];
	const names = ['Một', 'Hai', 'Ba', 'Bốn'].map((name) => `Phạm Mẫu ${word} ${name}`);
	const [first, second, third, fourth] = names as [string, string, string, string];
	const resident = (fullName: string, confirmed = true) => settle(world, commune, { group, confirmed, fullName }, now);
	const personId = await resident(first);
	await db.update(personNames).set({ phone: PHONE }).where(eq(personNames.personId, personId));
	const { submissionId } = await takeTest(world, personId, WHOLE, { right: 13 }, now);
	const open = await startAttempt(db, world.library, herself(personId, now), personId, WHOLE, now);
	const form = await startAttempt(db, world.library, herself(personId, now), personId, OF_OFFICIALS, now);
	const { module = '', id: scenario = '' } = world.library.scenarios[0] ?? {};
	const run = await startRun(db, world.library, herself(personId, now), personId, { module, scenario }, now);

	const claimantId = await resident(second, false);
	const [one, other] = [await resident(third), await resident(fourth)].sort() as [string, string];
	const mergeId = await mergeTwo(world, commune, one, other, now);

	const { wardCode, provinceCode } = commune;
	const [groupRoleId, wardRoleId] = [newId(now), newId(now)];
	const held = { from: addDays(dayOf(now), -1), grantedBy: atConsole.id };
	await db.insert(roles).values([
		{ ...held, id: groupRoleId, personId: claimantId, role: 'head_of_group', place: groupId },
		{ ...held, id: wardRoleId, personId: commune.trainer.id, role: 'trainer', place: wardCode }
	]);
	const people = [{ eventId: newId(now), personId: claimantId, groupId }];
	const asked = { id: newId(now), verb: 'residence.confirm' as const, input: { people } };
	await askApproval(db, commune.officer, asked, now);
	const opening = await openFor(db, commune.trainer, commune.learningPointId, now);
	const { tablet } = await joinWith(db, opening.code, now);
	const { tablet: spare } = await joinWith(db, opening.code, now);
	const house = { householdId: newId(now), groupId, label: `Nhà ${word}`, landmark: null };
	await foundHousehold(db, commune.trainer, house, now);
	const stay = { householdId: house.householdId, personId, on: dayOf(now) };
	await joinHousehold(db, commune.trainer, stay, now);
	const evening = await openEveningClass(db, commune.trainer, world.library, commune.learningPointId, now, {
		openToAll: false
	});
	const { classId } = evening;
	const enrolment = { classId, personIds: [personId], on: dayOf(now), way: 'list' as const };
	await enrolPeople(db, commune.trainer, enrolment, now);
	const { batchId } = await printBlankCards(db, commune.officer, { wardCode, sheets: 1 }, now, `${wardCode}${word}`);
	const invited = { personId: await resident('Phạm Mẫu Mời'), role: 'helper' as const, place: groupId };
	const { id: invitationId } = await invite(db, commune.officer, { ...invited, from: dayOf(now), to: null }, now);
	const request = { id: newId(now), personId, kind: 'objection' as const, text: null };
	await fileRequest(db, herself(personId, now), request, now);
	return {
		groupId,
		target: { groupId, wardCode, provinceCode },
		personId,
		claimantId,
		resultId: submissionId,
		openId: open.id,
		formId: form.id,
		appealId: await appealAgainst(world, personId, now),
		looks: await stageLooks(db, form, open.id, now),
		runId: run.id,
		merged: { id: one, mergeId },
		groupRoleId,
		wardRoleId,
		approvalId: asked.id,
		openingId: opening.id,
		tabletId: tablet.id,
		spareTabletId: spare.id,
		classId,
		meetingId: evening.tonight,
		batchId,
		invitationId,
		requestId: request.id,
		houseId: house.householdId,
		outside: await goOutside(world, commune, groupId, claimantId, now),
		office: await staffOffice(world, commune, await resident(`Phạm Mẫu ${word} Năm`), word, now),
		...(await stageCampaign(world, commune, personId, now)),
		bureauId: await openBureau(db, commune, word, now),
		certificateId: await certify(world, personId, now),
		...(await stageDrill(world, commune, personId, now)),
		rosterId: await sendFile(world, commune, groupId, now),
		names
	};
}
