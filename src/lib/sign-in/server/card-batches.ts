import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { may, type Target } from '#lib/access/permissions.ts';
import { namesOf } from '#lib/people/server/names.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { cardBatches, learnerCards } from '#lib/sign-in/server/schema.ts';
import { readWardPhone } from '#lib/territory/server/ward-phone.ts';

/** What became of a number: nobody has it yet; it is somebody's; hers, but void by now; or it was written off unused. */
export type NumberState = 'unused' | 'held' | 'void' | 'spoilt' | 'lost';

export const NUMBER_STATES: readonly NumberState[] = ['unused', 'held', 'void', 'spoilt', 'lost'];

export interface NumberedCard {
	number: number;
	state: NumberState;
	/** who holds or held it; null for nobody, or somebody whose name was erased */
	name: string | null;
	/** the day on which it came into this state: bound, voided or written off */
	on: Day | null;
	/** who bound it */
	by: string | null;
}

export interface CardBatch extends Target {
	id: string;
	wardCode: string;
	provinceCode: string;
	first: number;
	last: number;
	madeOn: Day;
}

type Counts = Record<NumberState, number>;

const STATE = sql<NumberState>`case
	when ${learnerCards.personId} is null and ${learnerCards.voidedAt} is null then 'unused'
	when ${learnerCards.personId} is null then ${learnerCards.voidReason}
	when ${learnerCards.voidedAt} is null then 'held' else 'void' end`;

/** The batches of a ward, newest first, with how many of their numbers are in each state. */
export async function listBatches(db: Db, wardCode: string): Promise<(CardBatch & { counts: Counts })[]> {
	const { provinceCode } = await readWardPhone(db, wardCode);
	const rows = await db
		.select()
		.from(cardBatches)
		.where(eq(cardBatches.wardCode, wardCode))
		.orderBy(desc(cardBatches.first));
	const counted = await db
		.select({ batchId: learnerCards.batchId, state: STATE, count: sql<number>`count(*)::int` })
		.from(learnerCards)
		.where(
			inArray(
				learnerCards.batchId,
				rows.map((row) => row.id)
			)
		)
		.groupBy(learnerCards.batchId, sql`2`);
	return rows.map((row) => ({
		...batchOf(row, provinceCode),
		counts: Object.fromEntries(
			NUMBER_STATES.map((state) => [
				state,
				counted.find((one) => one.batchId === row.id && one.state === state)?.count ?? 0
			])
		) as Counts
	}));
}

/** One batch with every number of it. To whoever may not print for its ward it is not found. */
export async function readBatch(
	db: Db,
	actor: Actor,
	id: string
): Promise<{ batch: CardBatch; cards: NumberedCard[] }> {
	const batch = await readBatchRow(db, id);
	if (!may(actor, 'blank_cards.print', { wardCode: batch.wardCode, provinceCode: batch.provinceCode }))
		throw notFound();
	const rows = await db
		.select({
			number: sql<number>`${learnerCards.number}`,
			state: STATE,
			personId: learnerCards.personId,
			issuedAt: learnerCards.issuedAt,
			issuedBy: learnerCards.issuedBy,
			voidedAt: learnerCards.voidedAt
		})
		.from(learnerCards)
		.where(and(eq(learnerCards.batchId, batch.id)))
		.orderBy(asc(learnerCards.number));
	const names = await namesOf(
		db,
		rows.flatMap((row) => (row.personId ? [row.personId, row.issuedBy] : []))
	);
	const cards = rows.map(({ number, state, personId, issuedAt, issuedBy, voidedAt }) => ({
		number,
		state,
		name: (personId && names.get(personId)) ?? null,
		on: state === 'unused' ? null : dayOf(voidedAt ?? issuedAt),
		by: (personId && names.get(issuedBy)) ?? null
	}));
	return { batch, cards };
}

/** Throws 404 for an unknown batch. Whether the reader may see it is the caller's question. */
export async function readBatchRow(db: Db, id: string): Promise<CardBatch> {
	const [row] = isId(id) ? await db.select().from(cardBatches).where(eq(cardBatches.id, id)) : [];
	if (!row) throw notFound();
	const { provinceCode } = await readWardPhone(db, row.wardCode);
	return batchOf(row, provinceCode);
}

function batchOf(row: typeof cardBatches.$inferSelect, provinceCode: string): CardBatch {
	const { id, wardCode, first, last, madeAt } = row;
	return { id, wardCode, provinceCode, first, last, madeOn: dayOf(madeAt) };
}
