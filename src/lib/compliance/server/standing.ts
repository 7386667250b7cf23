import { sql, type SQL } from 'drizzle-orm';
import { isHeld, type OfficialKind } from '#lib/compliance/agency.ts';
import { standingOf, type Standing, type Waiver } from '#lib/compliance/cycle.ts';
import { staysOf, type Frame } from '#lib/compliance/duty.ts';
import {
	groupBy,
	isWithin,
	listFrames,
	listPosts,
	type Duty,
	type Post,
	type StoredFrame
} from '#lib/compliance/server/duty-rows.ts';
import { listDutiesById } from '#lib/compliance/server/duty-list.ts';
import { listEvidence, type KnownOf } from '#lib/compliance/server/evidence.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';

/** One person, one duty, one period, as it stood at the end of a day. */
export interface CycleState extends Standing {
	personId: string;
	/** null once erased */
	fullName: string | null;
	/** the post she holds on that day, or held last; of the agency that was asked for, where one was */
	post: { agencyId: string; agencyName: string; position: string; kind: OfficialKind } | null;
	duty: Pick<Duty, 'id' | 'title' | 'order' | 'validMonths'>;
	/** as it was opened; `due` and `graceUntil` of the standing count a postponement in */
	frame: Frame;
	waiver: Waiver | null;
}

/** Whose cycles: of everybody with a post in an agency on that day, of a duty, of a person. */
export type Whose = { agencyId: string } | { dutyId: string } | { personId: string };

/**
 * How every cycle that had opened by a day stood at its end: by name, then by duty and period. A voided result is gone
 * from all days, and what was written down later about an earlier day counts on that day; who needs the past unchanged
 * keeps what this answers. The caller asks for permission.
 */
export async function listCycleStates(db: Db, whose: Whose, asOf: Day): Promise<CycleState[]> {
	const frames = await listFrames(db, sql`c.opens <= ${asOf}::date and ${conditionOf(whose, asOf)}`);
	if (frames.length === 0) return [];
	const personIds = [...new Set(frames.map(({ personId }) => personId))];
	const [duties, posts, names, evidence] = await Promise.all([
		listDutiesById(db, [...new Set(frames.map(({ dutyId }) => dutyId))]),
		listPosts(db, sql`coalesce(p.merged_into, p.id) = any(${sql.param(personIds)}::uuid[])`),
		listNames(db, personIds),
		listEvidence(db, personIds, asOf)
	]);
	const postsOf = groupBy(posts, ({ personId }) => personId);
	return frames
		.flatMap((frame) => {
			const duty = duties.get(frame.dutyId);
			if (!duty) return [];
			const own = postsOf.get(frame.personId) ?? [];
			return [stateOf(frame, duty, own, evidence, whose, asOf, names.get(frame.personId))];
		})
		.toSorted((a, b) => (names.get(a.personId)?.place ?? 0) - (names.get(b.personId)?.place ?? 0));
}

function stateOf(
	{ dutyId, personId, ...frame }: StoredFrame,
	duty: Duty,
	posts: readonly Post[],
	evidence: KnownOf,
	whose: Whose,
	asOf: Day,
	name: Name | undefined
): CycleState {
	const stays = staysOf(
		duty,
		posts.filter((post) => isWithin(duty, post))
	);
	const stay = stays.find(({ from, to }) => from <= frame.anchor && (to === null || to > frame.anchor));
	// A post that was corrected away ends what hung on it.
	const left = stay ? stay.to : frame.opens;
	const boundUntil = left === null || (duty.endsOn !== null && duty.endsOn < left) ? duty.endsOn : left;
	const known = evidence(dutyId, personId, frame.n);
	const { id, title, order, validMonths } = duty;
	return {
		...standingOf({ ...known, frame, validMonths, boundUntil }, asOf),
		...{ personId, fullName: name?.fullName ?? null, post: postOn(posts, whose, asOf) },
		duty: { id, title, order, validMonths },
		frame,
		waiver: known.waiver
	};
}

function postOn(posts: readonly Post[], whose: Whose, asOf: Day): CycleState['post'] {
	const held = posts.filter((post) => isHeld(post, asOf));
	const asked = 'agencyId' in whose ? held.find(({ agencyId }) => agencyId === whose.agencyId) : undefined;
	const post = asked ?? held.at(-1) ?? posts.at(-1);
	if (!post) return null;
	const { agencyId, agencyName, position, kind } = post;
	return { agencyId, agencyName, position, kind };
}

function conditionOf(whose: Whose, asOf: Day): SQL {
	if ('dutyId' in whose) return sql`c.duty_id = ${whose.dutyId}::uuid`;
	const her = sql`coalesce(p.merged_into, p.id)`;
	if ('personId' in whose) return sql`${her} = ${whose.personId}::uuid`;
	return sql`${her} in (
		select coalesce(q.merged_into, q.id) from appointments a join people q on q.id = a.person_id
		where a.agency_id = ${whose.agencyId}::uuid and a."from" <= ${asOf}::date
			and (a."to" is null or a."to" > ${asOf}::date))`;
}

interface Name {
	fullName: string | null;
	place: number;
}

/** By person, with her place in the order of names; people without a name come last. */
async function listNames(db: Db, personIds: readonly string[]): Promise<Map<string, Name>> {
	const rows = await db.execute<{ id: string; fullName: string | null }>(sql`
		select p.id, n.full_name "fullName" from people p left join person_names n on n.person_id = p.id
		where p.id = any(${sql.param(personIds)}::uuid[])
		order by n.sort_key collate "vi-x-icu" nulls last, p.id`);
	return new Map(rows.map(({ id, fullName }, place) => [id, { fullName, place }]));
}
