import { listCertificates } from '#lib/certificates/server/certificates.ts';
import { readOwnClasses } from '#lib/classes/server/own-record.ts';
import { readOwnOffice } from '#lib/compliance/server/own-record.ts';
import { findModule, findScenario } from '#lib/curriculum/library.ts';
import { findDrillStanding } from '#lib/drills/server/drill.ts';
import { listLooks } from '#lib/ledger/server/audit-trail.ts';
import { readHistory } from '#lib/ledger/server/history.ts';
import { lessonsOf, resultsOf } from '#lib/learning/evidence.ts';
import { readOwnExams } from '#lib/learning/server/own-record.ts';
import { readOwnSupport } from '#lib/outreach/server/support-own-record.ts';
import { scenariosOf } from '#lib/practice/progress.ts';
import { readOwnOutreach } from '#lib/outreach/server/team-own-record.ts';
import { consentText } from '#lib/people/consent.ts';
import { listConsents } from '#lib/people/server/consents.ts';
import { readOwnRecord } from '#lib/people/server/own-record.ts';
import { listOwnRequests } from '#lib/people/server/requests.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { isId } from '#lib/shared/ids.ts';
import { findMailAddress } from '#lib/sign-in/server/mail-address.ts';
import { readWaysIn } from '#lib/sign-in/server/ways-in.ts';
import { placeTitle } from '#lib/territory/place.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { titledTasks } from '../../../task-words.ts';
import { learnerId } from '../../learner.ts';

/** Everything that is stored about whoever is signed in, grouped as her page tells it and as her copy holds it. */
export async function readOwnData(locals: App.Locals) {
	const { db, library, address, now, language } = locals;
	const own = await readOwnRecord(db, learnerId(locals));
	const history = await readHistory(db, own.person.id);
	const ways = await readWaysIn(db, own.records, now);
	const { looks, total } = await listLooks(db, own.person.id);
	const titleOf = (id: string) => findModule(library, id)?.title[language] ?? id;
	const { fullName, everydayName, birthYear } = own.person;
	return {
		who: {
			...{ fullName, everydayName, birthYear, phone: own.phone, household: own.household, guardian: own.guardian },
			...{ registeredAt: own.registeredAt, registeredByHerself: own.registeredByHerself }
		},
		residences: await Promise.all(
			own.residences.map(async ({ groupId, ...home }) => ({
				...home,
				group: (await placeOfGroup(db, groupId)).groupName
			}))
		),
		drills: await readOwnDrills(db, own.person.id),
		learning: {
			lessons: lessonsOf(history).map(({ module, ...lesson }) => ({ module: titleOf(module), ...lesson })),
			practice: history
				.filter((event) => event.kind === 'practice.submitted')
				.map((event) => ({ at: event.occurredAt, ...(event.body as { asked: number; right: number }) })),
			scenarios: scenariosOf(history).map(({ module, scenario, ...one }) => ({
				scenario: findScenario(library, module, scenario)?.title[language] ?? scenario,
				...one
			})),
			tests: resultsOf(history).map((result) => ({
				...{ day: result.day, at: result.occurredAt, door: result.door, passed: result.passed },
				...{ assistance: result.assistance, witnessed: result.witnessed, voided: result.voided },
				modules: result.modules.map((score) => ({ ...score, module: titleOf(score.module) })),
				tasks: titledTasks(library, result, language).map(({ title: task, mark }) => ({ task, mark })),
				answers: result.marks.map(({ module, skill, answer, right }) => ({ module, skill, answer, right }))
			}))
		},
		waysIn: {
			...ways,
			roles: await Promise.all(ways.roles.map(async (role) => ({ ...role, place: await title(locals, role.place) })))
		},
		consents: (await listConsents(db, own.person.id)).map((consent) => ({
			...consent,
			text: consentText(consent.purpose, consent.by, address, language)
		})),
		looks: {
			total,
			latest: await Promise.all(
				looks.map(async ({ at, role, rolePlace }) => ({
					at,
					role,
					place: rolePlace && (await title(locals, rolePlace))
				}))
			)
		},
		office: {
			...(await readOwnOffice(db, own.person.id)),
			...(await readOwnExams(db, own.person.id)),
			mailAddress: await findMailAddress(db, own.person.id)
		},
		certificates: (await listCertificates(db, own.person.id, now)).map((paper) => ({
			...{ serial: paper.serial, title: paper.title[language], issuedOn: paper.issuedOn, state: paper.state },
			...{ validUntil: paper.validUntil, revokedOn: paper.revokedOn }
		})),
		classes: await readOwnClasses(db, own.person.id),
		support: await readOwnSupport(db, own.person.id),
		outreach: await readOwnOutreach(db, own.person.id),
		requests: (await listOwnRequests(db, own.person.id)).map((request) => ({
			...{ id: request.id, kind: request.kind, text: request.text, state: request.state, reply: request.reply },
			...{ receivedAt: request.receivedAt, firstAnswerDue: request.firstAnswerDue, due: request.due },
			...{ answeredAt: request.answeredAt, filedByHerself: request.filedBy === own.person.id }
		}))
	};
}

/** How she fares at recognising fraud; null before her first drill. */
async function readOwnDrills(db: App.Locals['db'], personId: string) {
	const standing = await findDrillStanding(db, personId);
	if (!standing) return null;
	const { personId: _, ...drills } = standing;
	return drills;
}

export type OwnData = Awaited<ReturnType<typeof readOwnData>>;

/** What a place is called: of a residential group, its name with its ward's. */
async function title({ db, now, language }: App.Locals, place: string): Promise<string> {
	if (!isId(place)) return placeTitle(await readPlace(db, place, dayOf(now)), language);
	const { groupName, wardCode } = await placeOfGroup(db, place);
	return `${groupName}, ${placeTitle(await readPlace(db, wardCode, dayOf(now)), language)}`;
}
