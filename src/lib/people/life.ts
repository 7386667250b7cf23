import { dayOf, type Day } from '#lib/shared/dates.ts';
import type { LogEvent } from '#lib/shared/log.ts';
import type { PeopleEvent, PersonMerged, PersonUnmerged } from '#lib/people/events.ts';

/** Where a person lived, from a day to before a day; counted only from `confirmedOn`. */
export interface Residence {
	groupId: string;
	from: Day;
	to: Day | null;
	confirmedOn: Day | null;
	confirmedBy: string | null;
}

/** What the log says of a person herself. */
export interface Life {
	birthYear: number | null;
	diedOn: Day | null;
	erasedOn: Day | null;
	residences: Residence[];
}

/**
 * Folds a person's events, in order, into her year of birth, her end and her residences.
 * A registration claims a residence and never ends a confirmed one; a move ends whatever it overlaps; a claim to
 * the group where she already lives changes nothing.
 */
export function lifeOf(events: readonly LogEvent[]): Life {
	const life: Life = { birthYear: null, diedOn: null, erasedOn: null, residences: [] };
	for (const event of events as readonly PeopleEvent[]) {
		switch (event.kind) {
			case 'person.registered':
				life.birthYear ??= event.body.birthYear;
				if (event.body.groupId !== null) claim(life, event.body.groupId, dayOf(event.occurredAt));
				break;
			case 'person.corrected':
				life.birthYear = event.body.birthYear;
				break;
			case 'person.died':
				if (life.diedOn === null || event.body.on < life.diedOn) life.diedOn = event.body.on;
				break;
			case 'person.erased':
				life.erasedOn ??= dayOf(event.occurredAt);
				break;
			case 'residence.confirmed':
				confirm(life, event.body.groupId, dayOf(event.occurredAt), event.actorId);
				break;
			case 'residence.moved':
				move(life, event.body.groupId, event.body.on);
				if (event.body.confirmed) confirm(life, event.body.groupId, event.body.on, event.actorId);
				break;
		}
	}
	return life;
}

/** Where she lives now, confirmed or only claimed. */
export function currentResidence(life: Life): Residence | null {
	return life.residences.find((residence) => residence.to === null) ?? null;
}

function claim(life: Life, groupId: string, day: Day): void {
	const current = currentResidence(life);
	if (current && (current.groupId === groupId || current.confirmedOn !== null)) return;
	move(life, groupId, day);
}

function move(life: Life, groupId: string, on: Day): void {
	const current = currentResidence(life);
	if (current && current.groupId === groupId && current.from <= on) return;
	life.residences = life.residences
		.filter((residence) => residence.from < on)
		.map((residence) => (residence.to === null || residence.to > on ? { ...residence, to: on } : residence));
	life.residences.push({ groupId, from: on, to: null, confirmedOn: null, confirmedBy: null });
}

function confirm(life: Life, groupId: string, day: Day, by: string): void {
	const residence = life.residences.findLast((candidate) => candidate.groupId === groupId);
	if (!residence || residence.confirmedOn !== null) return;
	residence.confirmedOn = day;
	residence.confirmedBy = by;
}

/** Who stands behind which record: each set is one person, least id first. */
export function clustersOf(subjects: readonly string[], events: readonly LogEvent[]): string[][] {
	const undone = new Set(
		events.filter((event): event is PersonUnmerged => event.kind === 'person.unmerged').map((event) => event.body.merge)
	);
	const root = new Map(subjects.map((id) => [id, id]));
	const find = (id: string): string => {
		const parent = root.get(id) ?? id;
		return parent === id ? id : find(parent);
	};
	for (const event of events) {
		if (event.kind !== 'person.merged' || undone.has(event.id)) continue;
		const [a, b] = [find(event.subjectId), find((event as PersonMerged).body.with)];
		if (a < b) root.set(b, a);
		else root.set(a, b);
	}
	const clusters = new Map<string, string[]>();
	for (const id of [...root.keys()].sort()) {
		const members = clusters.get(find(id));
		if (members) members.push(id);
		else clusters.set(find(id), [id]);
	}
	return [...clusters.values()];
}

/** Everybody whom a subject's merges name, undone ones too: who must be read and locked together with her. */
export function mergedWith(events: readonly LogEvent[]): string[] {
	return events
		.filter((event): event is PersonMerged => event.kind === 'person.merged')
		.map((event) => event.body.with);
}
