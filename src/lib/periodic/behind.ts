import type { Residence } from '#lib/people/life.ts';
import { countedSpan } from '#lib/literacy/tally.ts';
import type { Figure } from '#lib/literacy/figure.ts';
import { atHome, type ReportBody } from '#lib/periodic/report-body.ts';
import { adultFrom, type Day } from '#lib/shared/dates.ts';

/** What a figure of a report counts, where it is people who can be listed. */
export const BEHIND = [
	...['attained', 'witnessed', 'home', 'assessed', 'unknown', 'undeclared'],
	...['new_attained', 'new_witnessed', 'new_assessed', 'entered', 'confirmed'],
	...['moved_in', 'moved_out', 'moved_within', 'died', 'helped', 'learners']
] as const satisfies readonly Behind[];
export type Behind =
	| ('attained' | 'witnessed' | 'home' | 'assessed' | 'unknown' | 'undeclared')
	| ('new_attained' | 'new_witnessed' | 'new_assessed' | 'entered' | 'confirmed')
	| ('moved_in' | 'moved_out' | 'moved_within' | 'died' | 'helped' | 'learners');

/** Those that tell what tests said of somebody, or how she took them. */
export const OF_EVIDENCE: readonly Behind[] = [
	...(['witnessed', 'home', 'assessed', 'unknown', 'new_witnessed', 'new_assessed'] as const)
];
/** Those that are read of what else was entered, not of where people live and what they reached. */
export const OF_ENTRIES: readonly Behind[] = ['helped', 'learners'];
/** Those of a group too. */
const OF_GROUPS: readonly Behind[] = ['attained', 'witnessed', 'home', 'assessed', 'unknown'];

/** What an address asks to be listed: the figure, and of which group or service alone. */
export interface AskedBehind {
	measure: Behind;
	group: string | null;
	service: string | null;
}

/** What the log says of one person, as it was known at a moment: days alone, no marks. */
export interface KnownPerson {
	personId: string;
	birthYear: number;
	diedOn: Day | null;
	/** in the order of their beginning */
	residences: Omit<Residence, 'confirmedBy'>[];
	assessedDay: Day | null;
	attainedDay: Day | null;
	witnessedDay: Day | null;
}

/** Where and when a report counts. */
export interface Ground {
	/** every group of the ward, ended ones too */
	ward: ReadonlySet<string>;
	/** by group, the one of the report that stands for it */
	roots: ReadonlyMap<string, string>;
	/** groups of the report whose declaration makes a denominator */
	declared: ReadonlySet<string>;
	from: Day;
	asOf: Day;
	ageFrom: number;
}

/** Reads what an address asks for; null for what no report counts. */
export function readAskedBehind(asked: URLSearchParams, { figure, support }: ReportBody): AskedBehind | null {
	const measure = BEHIND.find((one) => one === asked.get('of'));
	const [group, service] = [asked.get('group'), asked.get('service')];
	if (!measure) return null;
	if (group !== null && !(OF_GROUPS.includes(measure) && figure.parts.some(({ place }) => place.code === group)))
		return null;
	if (service !== null && !(measure === 'helped' && support.services.some(({ id }) => id === service))) return null;
	return { measure, group, service };
}

/** What the report itself says; null where a group without a declaration has no such figure. */
export function reportedCount(body: ReportBody, { measure, group, service }: AskedBehind): number | null {
	const { figure, movements: moved } = body;
	const one = group === null ? figure : figure.parts.find(({ place }) => place.code === group);
	if (!one) return null;
	const own: Record<Behind, number | null> = {
		...stateCounts(one, group !== null),
		new_attained: moved.attained,
		new_witnessed: moved.witnessed,
		new_assessed: moved.assessed,
		entered: moved.entered,
		confirmed: moved.confirmed,
		moved_in: moved.movedIn,
		moved_out: moved.movedOut,
		moved_within: moved.movedWithin,
		died: moved.died,
		helped:
			service === null ? body.support.people : (body.support.services.find(({ id }) => id === service)?.people ?? 0),
		learners: body.teaching.learners
	};
	return own[measure];
}

function stateCounts(one: Figure, isGroup: boolean) {
	const beside = isGroup && one.groups.declared === 0;
	const { assessed, attained } = beside ? one.undeclared : one;
	return {
		...{ assessed, attained, unknown: one.unknown, undeclared: one.undeclared.attained },
		...{ witnessed: beside ? null : one.witnessed, home: beside ? null : atHome(one) }
	};
}

/**
 * In which groups a person is counted by a figure of a report, once for each time that she is; in none if she is not.
 * By the same rules as the figure: see `tallyChangesOf` and `drawUp`.
 */
export function placesBehind(
	{ measure, group }: Pick<AskedBehind, 'measure' | 'group'>,
	person: KnownPerson,
	ground: Ground
): string[] {
	switch (measure) {
		case 'attained':
		case 'witnessed':
		case 'assessed':
		case 'home':
		case 'unknown':
		case 'undeclared':
			return statePlaces(measure, person, ground).filter((root) => {
				if (group !== null) return root === group;
				return ground.declared.has(root) !== (measure === 'undeclared');
			});
		case 'new_attained':
			return newPlaces(person, person.attainedDay, ground);
		case 'new_witnessed':
			return newPlaces(person, person.witnessedDay, ground);
		case 'new_assessed':
			return newPlaces(person, person.assessedDay, ground);
		default:
			return movePlaces(measure, person, ground);
	}
}

function statePlaces(measure: Behind, person: KnownPerson, { roots, asOf, ageFrom }: Ground): string[] {
	const adult = adultFrom(person.birthYear, ageFrom);
	const { assessedDay, attainedDay, witnessedDay, diedOn } = person;
	return person.residences.flatMap((residence) => {
		const root = roots.get(residence.groupId);
		if (root === undefined) return [];
		const counts = (day: Day | null) => {
			const span = countedSpan(residence, day, adult, diedOn);
			return span !== null && span.from <= asOf && (span.to === null || span.to > asOf);
		};
		const lives = livesOn(residence, asOf) && adult <= asOf && (diedOn === null || diedOn > asOf);
		const isIn = {
			assessed: () => counts(assessedDay),
			witnessed: () => counts(witnessedDay),
			home: () => counts(attainedDay) && !counts(witnessedDay),
			unknown: () => lives && !counts(assessedDay)
		};
		const asked = Object.hasOwn(isIn, measure) ? isIn[measure as keyof typeof isIn] : () => counts(attainedDay);
		return asked() ? [root] : [];
	});
}

/** Who lives there confirmed and reached something in the period. */
function newPlaces({ residences }: KnownPerson, day: Day | null, ground: Ground): string[] {
	if (day === null || !isIn(day, ground)) return [];
	const home = residences.find(
		(one) =>
			ground.ward.has(one.groupId) &&
			livesOn(one, ground.asOf) &&
			one.confirmedOn !== null &&
			one.confirmedOn <= ground.asOf
	);
	return home ? [home.groupId] : [];
}

function movePlaces(measure: Behind, { residences, diedOn }: KnownPerson, ground: Ground): string[] {
	const own = residences.filter(({ groupId }) => ground.ward.has(groupId));
	const come = own.flatMap((one) => {
		if (!isIn(one.from, ground)) return [];
		const before = residences.filter(({ from }) => from < one.from).at(-1);
		const came = !before ? 'entered' : ground.ward.has(before.groupId) ? 'moved_within' : 'moved_in';
		return came === measure ? [one.groupId] : [];
	});
	if (measure === 'moved_within') return come;
	const gone = own.filter(
		({ to }) => to !== null && isIn(to, ground) && to !== diedOn && !own.some(({ from }) => from === to)
	);
	const died = own.filter(
		({ from, to }) => diedOn !== null && isIn(diedOn, ground) && from <= diedOn && (to === null || to >= diedOn)
	);
	const confirmed = own.filter(({ confirmedOn }) => confirmedOn !== null && isIn(confirmedOn, ground));
	const of = { moved_out: gone, died, confirmed };
	const found = Object.hasOwn(of, measure) ? of[measure as keyof typeof of].map(({ groupId }) => groupId) : come;
	return found.slice(-1);
}

const isIn = (day: Day, { from, asOf }: Ground) => from <= day && day <= asOf;
const livesOn = ({ from, to }: Pick<Residence, 'from' | 'to'>, day: Day) => from <= day && (to === null || to > day);
