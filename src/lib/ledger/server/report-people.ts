import type { Actor } from '#lib/access/actor.ts';
import { may } from '#lib/access/permissions.ts';
import type { Standard } from '#lib/curriculum/content.ts';
import { readGround, readKnownPeople } from '#lib/ledger/server/known-people.ts';
import { currentIds } from '#lib/people/server/names.ts';
import {
	BEHIND,
	OF_ENTRIES,
	OF_EVIDENCE,
	placesBehind,
	reportedCount,
	type AskedBehind,
	type Behind,
	type Ground,
	type KnownPerson
} from '#lib/periodic/behind.ts';
import { BEHIND_PAGE, listEntered, namePlaced, type PersonBehind, type Placed } from '#lib/periodic/server/behind.ts';
import type { WardReport } from '#lib/periodic/server/ward-reports.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { notFound } from '#lib/shared/errors.ts';

/** Whom a figure of a report counts, beside what the report says. */
export interface BehindList {
	/** as the report has it; null where it says nothing of this */
	reported: number | null;
	/** how many the list counts, by what was known when the report was submitted */
	total: number;
	/** of these, those who never lived in the ward: counted here and named nowhere */
	elsewhere: number;
	/** who by what is known today would be counted besides, and who no longer would */
	since: { come: number; gone: number };
	people: PersonBehind[];
	page: number;
	pages: number;
	/** whether names lead to the evidence */
	evidence: boolean;
}

/** The figures of a ward's report whose people somebody may see; none to whoever may see no names there. */
export function shownBehind(actor: Actor, ward: WardReport['ward']): readonly Behind[] {
	if (!may(actor, 'figure.explain', ward)) return [];
	return may(actor, 'evidence.read', ward) ? BEHIND : BEHIND.filter((one) => !OF_EVIDENCE.includes(one));
}

/**
 * The people behind one figure of a report that stands still, at its two times: as of its last day, by what had been
 * recorded when it was submitted. The report itself holds counts alone, so the list stands beside its count, with how
 * many would be counted differently by what became known since. Not found for whoever may not see these names
 * (`figure.explain`; of what tests said `evidence.read`) and for a report whose figures are live.
 */
export async function listBehind(
	db: Db,
	actor: Actor,
	{ ward, body, knownAt }: WardReport,
	standard: Standard,
	{ asked, page }: { asked: AskedBehind; page: number },
	now: Date
): Promise<BehindList> {
	if (!shownBehind(actor, ward).includes(asked.measure) || knownAt === null) throw notFound();
	const { figure, asOf, period } = body;
	const moment = { wardCode: ward.wardCode, figure, standard, asOf, knownAt };
	const { known, today } = await readKnownPeople(db, moment);
	const ground = { ...(await readGround(db, moment)), from: period.from, asOf, ageFrom: figure.ageFrom };

	const at = async (people: readonly KnownPerson[], until: Date): Promise<Listed> =>
		OF_ENTRIES.includes(asked.measure)
			? livingIn(await listEntered(db, body, asked, until), people, ground)
			: { elsewhere: 0, placed: people.flatMap((one) => placedBy(asked, one, ground)) };
	const [then, later] = [await at(known, knownAt), await at(today, now)];
	// Whose record was merged since is looked for under the one that stands for it.
	const records = new Set(today.map(({ personId }) => personId));
	const ids = then.placed.map(({ personId }) => personId);
	const stands = await currentIds(db, new Set(ids).difference(records));
	const before = ids.map((id) => stands.get(id) ?? id);
	const after = later.placed.map(({ personId }) => personId);
	return {
		reported: reportedCount(body, asked),
		total: then.placed.length + then.elsewhere,
		elsewhere: then.elsewhere,
		since: { come: countMissing(after, before), gone: countMissing(before, after) },
		people: await namePlaced(db, then.placed, page),
		page,
		pages: Math.max(1, Math.ceil(then.placed.length / BEHIND_PAGE)),
		evidence: may(actor, 'evidence.read', ward)
	};
}

interface Listed {
	placed: Placed[];
	elsewhere: number;
}

function placedBy(asked: AskedBehind, person: KnownPerson, ground: Ground): Placed[] {
	return placesBehind(asked, person, ground).map((groupId) => ({ personId: person.personId, groupId }));
}

/** Those of some people who live in the ward or did, each in her last group there; of the others only how many. */
function livingIn(ids: readonly string[], people: readonly KnownPerson[], { ward }: Ground): Listed {
	const homes = new Map(
		people.map(({ personId, residences }) => [personId, residences.findLast(({ groupId }) => ward.has(groupId))])
	);
	const placed = ids.flatMap((personId): Placed[] => {
		const home = homes.get(personId);
		return home ? [{ personId, groupId: home.groupId }] : [];
	});
	return { placed, elsewhere: ids.length - placed.length };
}

/** How often somebody stands in the first list more than in the second. */
function countMissing(of: readonly string[], among: readonly string[]): number {
	const left = new Map<string, number>();
	for (const id of among) left.set(id, (left.get(id) ?? 0) + 1);
	return of.filter((id) => {
		const times = left.get(id) ?? 0;
		left.set(id, times - 1);
		return times <= 0;
	}).length;
}
