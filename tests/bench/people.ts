import { sampleMaker } from '#lib/access/actor.ts';
import type { StoredStandard } from '#lib/curriculum/content.ts';
import { addPastEvents, type PastEvent } from '#lib/ledger/server/bulk.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { newId } from '#lib/shared/ids.ts';
import { createGroup } from '#lib/territory/server/groups.ts';

const HOUR = 3_600_000;

/** Fills a ward: so many groups, each with so many confirmed adults, of whom three in five have taken the whole test. */
export async function fillWard(
	db: Db,
	wardCode: string,
	standard: StoredStandard,
	groups: number,
	peopleEach: number,
	now: Date
): Promise<string[]> {
	const since = new Date(now.getTime() - 90 * 24 * HOUR);
	const people: string[] = [];
	for (let g = 1; g <= groups; g += 1) {
		const group = { wardCode, name: `Tổ đo ${g}`, kind: 'tổ dân phố', validFrom: '2025-07-01' };
		const { id: groupId } = await createGroup(db, sampleMaker, group, since);
		const events: PastEvent[] = [declaration(groupId, standard, peopleEach, since)];
		for (let n = 0; n < peopleEach; n += 1) {
			const id = newId(since);
			people.push(id);
			events.push(...lifeOf(id, groupId, since));
			if (n % 5 < 3)
				events.push(wholeTest(id, standard, new Date(since.getTime() + (1 + (n % 80)) * 24 * HOUR), n % 4 !== 0));
		}
		await addPastEvents(db, sampleMaker, events);
	}
	return people;
}

function lifeOf(id: string, groupId: string, since: Date): PastEvent[] {
	const later = new Date(since.getTime() + HOUR);
	return [
		event(id, 'person.registered', { groupId, birthYear: 1960, by: 'helper' }, since),
		event(id, 'residence.confirmed', { groupId }, later)
	];
}

function declaration(groupId: string, { ageFrom }: StoredStandard, adults: number, since: Date): PastEvent {
	const body = {
		ageFrom,
		resident: adults,
		lodging: Math.round(adults / 10),
		away: 20,
		asOf: since.toISOString().slice(0, 10)
	};
	return event(groupId, 'population.declared', body, since);
}

function wholeTest(id: string, standard: StoredStandard, at: Date, passed: boolean): PastEvent {
	const { questionsPerModule: asked } = standard.wholeTest;
	const right = passed ? asked : 1;
	const modules = standard.modules.map((module) => ({ module, asked, right, passed }));
	const body = { attemptId: newId(at), door: 'whole', standard: standard.id, modules, marks: [], passed };
	return { ...event(id, 'test.submitted', body, at), assistance: 'none', contentHash: standard.hash };
}

function event(subjectId: string, kind: string, body: unknown, occurredAt: Date): PastEvent {
	return { subjectId, id: newId(occurredAt), kind, body, occurredAt, actorId: sampleMaker.id };
}
