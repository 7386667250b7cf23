import { sampleMaker } from '#lib/access/actor.ts';
import type { Library, StoredStandard } from '#lib/curriculum/content.ts';
import { residentsStandard } from '#lib/curriculum/library.ts';
import { setTarget } from '#lib/indicators/server/set-target.ts';
import { addPastEvents, type PastEvent } from '#lib/ledger/server/bulk.ts';
import { computeItemStatistics } from '#lib/ledger/server/item-statistics.ts';
import { rebuild } from '#lib/ledger/server/rebuild.ts';
import { addPastAttempts } from '#lib/learning/server/archive.ts';
import { chanceFrom } from '#lib/learning/server/chance.ts';
import { addRoster, type RosterHousehold } from '#lib/people/server/roster.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { writeSetting } from '#lib/server/installation.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { createGroup } from '#lib/territory/server/groups.ts';
import { addLearningPoint } from '#lib/territory/server/points.ts';
import { makeCampaign } from './campaign.ts';
import type { SampleCast } from './cast.ts';
import { holdSampleClass } from './classes.ts';
import { COMMUNES, type SampleCommune, type SampleGroup } from './communes.ts';
import { addSampleScams } from './drills.ts';
import { makeIndicators } from './indicators.ts';
import { inventLearning, type Learned } from './learning.ts';
import { fillOffice } from './office.ts';
import { makeOfficials } from './officials.ts';
import { inventOutreach, type Settled } from './outreach.ts';
import { eventsOf, inventPeople, type SamplePerson } from './people.ts';
import { grantStaff, inventStaff, staffRecords, type StaffMember } from './staff.ts';
import { inventVisits } from './visits.ts';

const HALF_A_YEAR = 185;
const DAY = 86_400_000;
/** The group of each commune in which an evening class is held. */
const CLASS_GROUP = 2;
/** The group of each commune in which houses are visited. */
const VISITED_GROUP = 1;

interface Invented {
	events: PastEvent[];
	roster: RosterHousehold[];
	attempts: Learned['attempts'];
	staff: StaffMember[];
	outreach: Settled[];
}

/**
 * Invents two communes on real places with half a year of learning that ended yesterday, writes it as events and folds
 * it. The same day gives the same people and results, names and ids apart. Expects an empty database.
 */
export async function makeSample(db: Db, library: Library, now: Date): Promise<void> {
	const standard = residentsStandard(library);
	const since = new Date(now.getTime() - HALF_A_YEAR * DAY);
	const chance = chanceFrom('hoc-so sample');
	const invented: Invented = { events: [], roster: [], attempts: [], staff: [], outreach: [] };
	const casts: InventedCast[] = [];
	for (const commune of COMMUNES) {
		casts.push(await inventCommune(db, library, standard, commune, invented, { since, now }, chance));
	}
	await addRoster(db, sampleMaker, invented.roster);
	await addPastAttempts(db, sampleMaker, invented.attempts);
	await addPastEvents(db, sampleMaker, invented.events);
	await rebuild(db);
	await computeItemStatistics(db, now);
	await grantStaff(db, invented.staff, since);
	for (const settled of invented.outreach) {
		await inventOutreach(db, settled, since, now);
		const [trainerId = ''] = settled.team;
		const groupId = settled.groups[VISITED_GROUP]?.id ?? '';
		await inventVisits(db, { trainerId, wardCode: settled.wardCode, groupId }, now);
	}
	await makeCampaign(db, now);
	const learned = new Set(invented.attempts.map(({ attempt }) => attempt.personId));
	for (const [n, { wardCode, groups }] of COMMUNES.entries()) {
		const { classGroup: groupId, police: policeId, ...cast } = casts[n] as InventedCast;
		const name = `Lớp tối ${groups[CLASS_GROUP]?.name ?? ''} (mẫu)`;
		const settled = { wardCode, groupId, name, roster: invented.roster, learned };
		await holdSampleClass(db, library, settled, cast, now, chance);
		await addSampleScams(db, wardCode, { officerId: cast.officer, policeId }, now);
		await makeOfficials(db, library, { wardCode, officer: cast.officer }, now);
		await makeIndicators(db, wardCode, now);
		const fallingGroup = invented.outreach[n]?.groups[0]?.id ?? '';
		await fillOffice(db, library, { wardCode, officer: cast.officer, fallingGroup }, now);
	}
	const { classGroup: _group, police: _police, ...cast } = casts[0] as InventedCast;
	await writeSetting(db, 'sample_cast', cast);
	await writeSetting(db, 'sample', true);
}

/** With whom nobody is offered to sign in. */
type InventedCast = SampleCast & { police: string; classGroup: string };

async function inventCommune(
	db: Db,
	library: Library,
	standard: StoredStandard,
	commune: SampleCommune,
	invented: Invented,
	{ since, now }: { since: Date; now: Date },
	chance: () => number
): Promise<InventedCast> {
	const { wardCode, groupKind } = commune;
	const until = new Date(Date.parse(`${addDays(dayOf(now), -1)}T15:00:00Z`));
	const groups: (SampleGroup & { id: string })[] = [];
	for (const group of commune.groups) {
		const { id } = await createGroup(
			db,
			sampleMaker,
			{ wardCode, name: group.name, kind: groupKind, validFrom: '2025-07-01' },
			since
		);
		groups.push({ ...group, id });
	}
	const pointIds: string[] = [];
	for (const point of commune.points)
		pointIds.push(await addLearningPoint(db, sampleMaker, { ...point, wardCode }, since));
	await promise(db, commune, standard.id, now, since);

	const home = groups[0]?.id ?? '';
	const trainer = inventStaff('Cô Hướng (mẫu)', 'trainer', wardCode, home, since);
	const officer = inventStaff('Cán bộ Mẫu', 'ward_officer', wardCode, home, since);
	const heads = groups.map((group) =>
		inventStaff(`Tổ trưởng Mẫu ${group.name}`, 'head_of_group', group.id, group.id, since)
	);
	const police = inventStaff('Công an Mẫu', 'police_officer', wardCode, home, since);
	const staff = [trainer, officer, police, ...heads];
	const records = staffRecords(staff, since);
	invented.staff.push(...staff);
	invented.outreach.push({ wardCode, pointIds, groups, team: [trainer.id, ...heads.map(({ id }) => id)] });
	invented.events.push(...records.events);
	invented.roster.push(...records.roster);

	let resident = '';
	for (const [n, group] of groups.entries()) {
		const headId = heads[n]?.id ?? '';
		invented.events.push(...declarationOf(group, headId, standard.ageFrom, now));
		const made = inventPeople(group, { headId, trainerId: trainer.id }, { from: since, to: until }, chance);
		invented.roster.push(...made.roster);
		invented.events.push(...made.events);
		const teaching = { library, standard, trainerId: trainer.id, pointIds, until };
		for (const person of made.people) {
			if (chance() >= group.zeal) continue;
			const learned = inventLearning(person, teaching, chance);
			invented.events.push(...learned.events);
			invented.attempts.push(...learned.attempts);
		}
		if (n === 0) resident = inventLearner(group.id, headId, trainer.id, since, invented);
	}
	const classGroup = groups[CLASS_GROUP]?.id ?? '';
	return { resident, trainer: trainer.id, officer: officer.id, police: police.id, classGroup };
}

/** The resident whom a newcomer signs in as: confirmed, and with everything still before her. */
function inventLearner(groupId: string, headId: string, trainerId: string, since: Date, invented: Invented): string {
	const confirmedAt = new Date(since.getTime() + 2 * DAY);
	const person: SamplePerson = { id: newId(since), groupId, birthYear: 1956, registeredAt: since, confirmedAt };
	invented.events.push(...eventsOf(person, { headId, trainerId }));
	invented.roster.push({
		id: newId(since),
		groupId,
		label: 'Nhà bà Học (mẫu)',
		since: dayOf(since),
		members: [
			{
				personId: person.id,
				fullName: 'Nguyễn Thị Mẫu Học',
				everydayName: 'Bà Học (mẫu)',
				registeredBy: trainerId,
				registeredAt: since
			}
		]
	});
	return person.id;
}

function declarationOf(group: SampleGroup & { id: string }, headId: string, ageFrom: number, now: Date): PastEvent[] {
	if (!group.declared) return [];
	const { daysAgo, ...numbers } = group.declared;
	const day = addDays(dayOf(now), -daysAgo);
	const occurredAt = new Date(`${day}T02:30:00Z`);
	return [
		{
			subjectId: group.id,
			id: newId(occurredAt),
			kind: 'population.declared',
			body: { ageFrom, ...numbers, asOf: day },
			occurredAt,
			actorId: headId
		}
	];
}

async function promise(
	db: Db,
	{ wardCode, target }: SampleCommune,
	standard: string,
	now: Date,
	since: Date
): Promise<void> {
	const startsOn = dayOf(since);
	const dueOn = addDays(dayOf(now), target.dueInDays);
	await setTarget(
		db,
		sampleMaker,
		{
			place: wardCode,
			indicator: standard,
			value: target.value,
			startsOn,
			dueOn,
			issuer: target.issuer,
			source: 'Dữ liệu mẫu'
		},
		now
	);
}
