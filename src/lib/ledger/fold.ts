import type { Standard } from '#lib/curriculum/content.ts';
import { isForResidents } from '#lib/curriculum/library.ts';
import { drillStandingOf } from '#lib/drills/standing.ts';
import { resultsOf, lessonsOf, skillsOf, type Door } from '#lib/learning/evidence.ts';
import { moduleResultsOf } from '#lib/learning/module-result.ts';
import { testStandingsOf } from '#lib/learning/test-standing.ts';
import { counts, statusesOf, type StandardVersions } from '#lib/literacy/status.ts';
import { tallyChangesOf, type TallyChange } from '#lib/literacy/tally.ts';
import { scenariosOf } from '#lib/practice/progress.ts';
import { clustersOf, lifeOf } from '#lib/people/life.ts';
import { inOrder, type LogEvent } from '#lib/shared/log.ts';
import type { PopulationDeclaration } from '#lib/territory/events.ts';
import { groupHistoryOf } from '#lib/territory/population.ts';

/** The rows that the log implies for some people, by table. The same function makes them live and in a rebuild. */
export interface PeopleRows {
	people: {
		id: string;
		birthYear: number;
		mergedInto: string | null;
		diedOn: string | null;
		erasedOn: string | null;
	}[];
	residences: {
		personId: string;
		groupId: string;
		from: string;
		to: string | null;
		confirmedOn: string | null;
		confirmedBy: string | null;
	}[];
	lessonProgress: { personId: string; module: string; lesson: string; completedOn: string }[];
	testStandings: {
		personId: string;
		test: string;
		tries: number;
		failed: number;
		passedOn: string | null;
		lastOn: string;
	}[];
	moduleResults: {
		personId: string;
		result: string;
		module: string;
		standard: string;
		door: Door;
		day: string;
		asked: number;
		right: number;
		passed: boolean;
		witnessed: boolean;
	}[];
	scenarioProgress: {
		personId: string;
		module: string;
		scenario: string;
		runs: number;
		doneOn: string | null;
		aloneOn: string | null;
		lastOn: string;
	}[];
	drillStandings: {
		personId: string;
		drills: number;
		passedInRow: number;
		lastOn: string;
		dueOn: string;
		fakes: number;
		misses: number;
		genuines: number;
		falseAlarms: number;
	}[];
	skillEvidence: { personId: string; skill: string; asked: number; right: number; lastOn: string }[];
	literacyStatuses: {
		personId: string;
		standard: string;
		assessedDay: string | null;
		attainedDay: string | null;
		witnessedDay: string | null;
		version: number;
		evidence: string[];
	}[];
	groupTallies: TallyChange[];
}

/** The rows that the log implies for one residential group. */
export interface GroupRows {
	populationCounts: {
		groupId: string;
		asOf: string;
		source: string;
		ageFrom: number;
		resident: number;
		lodging: number;
		away: number;
		declaredBy: string;
		declaredOn: string;
	}[];
	populationDeclarations: (PopulationDeclaration & { groupId: string })[];
	groupSuccessions: { fromId: string; toId: string; on: string; kind: string }[];
}

/**
 * Folds the events of people who belong together: one person, or all records that merges ever tied to her.
 * Order of arrival, repetition and splitting do not matter: only ids and the moments when things happened do.
 */
export function foldPeople(
	subjects: readonly string[],
	events: readonly LogEvent[],
	versions: StandardVersions
): PeopleRows {
	const rows: PeopleRows = {
		people: [],
		residences: [],
		lessonProgress: [],
		testStandings: [],
		moduleResults: [],
		scenarioProgress: [],
		drillStandings: [],
		skillEvidence: [],
		literacyStatuses: [],
		groupTallies: []
	};
	for (const cluster of clustersOf(subjects, events)) {
		const own = events.filter((event) => cluster.includes(event.subjectId));
		foldPerson(cluster, inOrder(onceEach(own)), versions, rows);
	}
	return rows;
}

function foldPerson(
	cluster: readonly string[],
	events: readonly LogEvent[],
	versions: StandardVersions,
	rows: PeopleRows
): void {
	const [personId, ...absorbed] = cluster;
	const life = lifeOf(events);
	if (personId === undefined || life.birthYear === null) return;

	const results = resultsOf(events);
	const statuses = statusesOf(results, versions);
	rows.people.push({
		id: personId,
		birthYear: life.birthYear,
		mergedInto: null,
		diedOn: life.diedOn,
		erasedOn: life.erasedOn
	});
	for (const id of absorbed) {
		rows.people.push({ id, birthYear: life.birthYear, mergedInto: personId, diedOn: null, erasedOn: null });
	}
	rows.residences.push(...life.residences.map((residence) => ({ personId, ...residence })));
	rows.lessonProgress.push(...lessonsOf(events).map((lesson) => ({ personId, ...lesson })));
	rows.scenarioProgress.push(...scenariosOf(events).map((scenario) => ({ personId, ...scenario })));
	const counting = results.filter((result) => counts(result, versions));
	rows.testStandings.push(...testStandingsOf(counting).map((standing) => ({ personId, ...standing })));
	rows.moduleResults.push(...moduleResultsOf(counting).map((result) => ({ personId, ...result })));
	const drilled = drillStandingOf(events);
	if (drilled) rows.drillStandings.push({ personId, ...drilled });
	rows.skillEvidence.push(...skillsOf(counting).map((skill) => ({ personId, ...skill })));
	rows.literacyStatuses.push(...statuses.map((status) => ({ personId, ...status })));
	const figured = statuses.filter(({ standard }) => isForResidents(versionOf(standard, versions)));
	rows.groupTallies.push(...tallyChangesOf(life, figured, (standard) => versionOf(standard, versions).ageFrom));
}

export function foldGroup(groupId: string, events: readonly LogEvent[]): GroupRows {
	const history = groupHistoryOf(inOrder(onceEach(events)));
	return {
		populationCounts: history.counts.map((count) => ({
			groupId,
			asOf: count.asOf,
			source: count.source,
			ageFrom: count.ageFrom,
			resident: count.resident,
			lodging: count.lodging,
			away: count.away,
			declaredBy: count.declaredBy,
			declaredOn: count.declaredOn
		})),
		populationDeclarations: history.declarations.map((declaration) => ({ groupId, ...declaration })),
		groupSuccessions: history.successions.map(({ fromId, on, kind }) => ({ fromId, toId: groupId, on, kind }))
	};
}

/** A repeated event, or one that stands under two records of the same person, is read once. */
function onceEach(events: readonly LogEvent[]): LogEvent[] {
	return [...new Map(events.map((event) => [event.id, event])).values()];
}

/** The age rule, and whether it speaks of residents, is the same in every version of a standard: any version tells it. */
function versionOf(standard: string, versions: StandardVersions): Standard {
	for (const version of versions.values()) if (version.id === standard) return version;
	throw new Error(`no version of ${standard} is known`);
}
