import type { Standard } from '#lib/curriculum/content.ts';
import { addDays, dayOf, yearOf, type Day } from '#lib/shared/dates.ts';
import type { LogEvent } from '#lib/shared/log.ts';

/**
 * The rules again, written another way and slowly: day by day, from the definitions in docs/design.md. It shares no
 * code with the folds, so that a mistake there cannot hide in both.
 */
export interface Model {
	/** how many people count in a group at the close of a day, adults being those from some age */
	countOn(groupId: string, day: Day, ageFrom: number): { assessed: number; attained: number; witnessed: number };
}

type Body = Record<string, unknown>;

export function modelOf(
	subjects: readonly string[],
	log: readonly LogEvent[],
	standards: ReadonlyMap<string, Standard>
): Model {
	const events = [...new Map(log.map((event) => [`${event.subjectId}${event.id}`, event])).values()].sort((a, b) =>
		a.occurredAt.getTime() === b.occurredAt.getTime()
			? a.id < b.id
				? -1
				: 1
			: a.occurredAt.getTime() - b.occurredAt.getTime()
	);
	const persons = personsIn(subjects, events).map((records) => {
		const seen = new Set<string>();
		return events.filter((event) => {
			if (!records.has(event.subjectId) || seen.has(event.id)) return false;
			seen.add(event.id);
			return true;
		});
	});
	const lives = persons.map((own) => ({ own, counted: countedHome(own) }));
	return {
		countOn: (groupId, day, ageFrom) => {
			const sum = { assessed: 0, attained: 0, witnessed: 0 };
			for (const { own, counted } of lives) {
				if (counted(day, ageFrom) !== groupId) continue;
				if (covered(own, day, standards, () => true)) sum.assessed += 1;
				if (covered(own, day, standards, (event) => (event.body as Body)['passed'] === true)) sum.attained += 1;
				const seenPass = (event: LogEvent) => (event.body as Body)['passed'] === true && event.witnessId !== null;
				if (covered(own, day, standards, seenPass)) sum.witnessed += 1;
			}
			return sum;
		}
	};
}

/** Records joined by merges that were not undone, by repeatedly joining sets until nothing changes. */
function personsIn(subjects: readonly string[], events: readonly LogEvent[]): Set<string>[] {
	let sets = subjects.map((id) => new Set([id]));
	for (const merge of events.filter((event) => event.kind === 'person.merged')) {
		if (events.some((event) => event.kind === 'person.unmerged' && (event.body as Body)['merge'] === merge.id))
			continue;
		const touched = sets.filter((set) => set.has(merge.subjectId) || set.has(String((merge.body as Body)['with'])));
		sets = [...sets.filter((set) => !touched.includes(set)), new Set(touched.flatMap((set) => [...set]))];
	}
	return sets;
}

/** In which group she counts on a day, or null: a plain calendar that later entries overwrite. */
function countedHome(own: readonly LogEvent[]): (day: Day, ageFrom: number) => string | null {
	interface Claim {
		group: string;
		from: Day;
		confirmedFrom: Day | null;
	}
	const last = '2026-05-01';
	const calendar = new Map<Day, Claim>();
	const paint = (claim: Claim) => {
		for (let d = claim.from; d <= last; d = addDays(d, 1)) calendar.set(d, claim);
	};
	const now = () => calendar.get(last);
	let birthYear: number | null = null;
	let died: Day = '9999-12-31';
	const confirm = (group: string, from: Day) => {
		const alive = [...new Set([...calendar.values()])].filter((claim) => claim.group === group);
		const latest = alive.sort((a, b) => (a.from < b.from ? -1 : 1)).at(-1);
		if (latest && latest.confirmedFrom === null) latest.confirmedFrom = from;
	};
	for (const event of own) {
		const body = event.body as Body;
		const on = dayOf(event.occurredAt);
		if (event.kind === 'person.registered') {
			birthYear ??= Number(body['birthYear']);
			const current = now();
			if (!current || (current.group !== body['groupId'] && current.confirmedFrom === null)) {
				paint({ group: String(body['groupId']), from: on, confirmedFrom: null });
			}
		}
		if (event.kind === 'person.corrected') birthYear = Number(body['birthYear']);
		if (event.kind === 'person.died' && String(body['on']) < died) died = String(body['on']);
		if (event.kind === 'residence.confirmed') confirm(String(body['groupId']), on);
		if (event.kind === 'residence.moved') {
			const current = now();
			const since = String(body['on']);
			if (!current || current.group !== body['groupId'] || current.from > since) {
				paint({ group: String(body['groupId']), from: since, confirmedFrom: null });
			}
			if (body['confirmed']) confirm(String(body['groupId']), since);
		}
	}
	return (day, ageFrom) => {
		const home = calendar.get(day);
		const isAdult = birthYear !== null && yearOf(day) - birthYear >= ageFrom;
		const counts = home !== undefined && home.confirmedFrom !== null && home.confirmedFrom <= day;
		return isAdult && day < died && counts ? home.group : null;
	};
}

const HELP = ['none', 'read_aloud', 'prompted', 'done_for'];

/** Whether results of up to a day, as they stand today, cover some version of the standard. */
function covered(
	own: readonly LogEvent[],
	day: Day,
	standards: ReadonlyMap<string, Standard>,
	good: (event: LogEvent) => boolean
): boolean {
	const results = own.filter((event) => {
		if (!['test.submitted', 'practical_check.recorded'].includes(event.kind) || dayOf(event.occurredAt) > day)
			return false;
		// What officials prove online is no figure of a group.
		if (standards.get(event.contentHash ?? '')?.online) return false;
		if (own.some((other) => other.kind === 'result.voided' && (other.body as Body)['result'] === event.id))
			return false;
		const stated = own.filter(
			(other) => other.kind === 'assistance.stated' && (other.body as Body)['result'] === event.id
		);
		const most = Math.max(...[event, ...stated].map((one) => HELP.indexOf(one.assistance ?? 'none')));
		return standards.get(event.contentHash ?? '')?.counts.includes(HELP[most] as 'none');
	});
	if (results.some((event) => (event.body as Body)['door'] === 'whole' && good(event))) return true;
	if (results.some((event) => event.kind === 'practical_check.recorded' && good(event))) return true;
	return [...standards.values()].some(
		(version) =>
			// A version can be attained only once it was tried, whether that try was good or not.
			results.some((event) => standards.get(event.contentHash ?? '') === version) &&
			version.modules.every((module) =>
				results.some(
					(event) =>
						(event.body as Body)['door'] === 'module' &&
						good(event) &&
						(standards.get(event.contentHash ?? '')?.version ?? 99) <= version.version &&
						((event.body as Body)['modules'] as { module: string }[]).some((score) => score.module === module)
				)
			)
	);
}
