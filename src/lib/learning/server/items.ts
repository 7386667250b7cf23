import { asc, count, desc, eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { readQuestions } from '#lib/curriculum/server/versions.ts';
import type { Question } from '#lib/curriculum/content.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { forbidden, notFound } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { flagsOf, type ItemFlag } from '#lib/learning/items.ts';
import { arrange, saysMore, type ItemNote, type Look, type Looked } from '#lib/learning/look.ts';
import { itemLooks } from '#lib/learning/server/look-schema.ts';
import { answerPairs, itemStatistics } from '#lib/learning/server/schema.ts';

/** What all tests say about one question, with what is odd about it. */
export interface Item extends Omit<typeof itemStatistics.$inferSelect, 'question'> {
	question: Question;
	flags: ItemFlag[];
	/** the last look at it */
	look: Look<ItemNote> | null;
}

/**
 * How questions do, over all places: of one module all of them, the least right first; else those at which somebody
 * should look, those that wait for it first. For whoever keeps the content of the whole installation (`item.read`,
 * 403); holds nobody's answers.
 */
export async function listItems(
	db: Db,
	actor: Actor,
	module: string | null,
	looked: Looked = null
): Promise<{
	items: Item[];
	modules: string[];
	computedAt: Date | null;
	pairs: number;
	waiting: number;
	looked: number;
}> {
	allow(actor, 'item.read');
	const rows = await db
		.select()
		.from(itemStatistics)
		.orderBy(asc(sql`${itemStatistics.right}::float8 / ${itemStatistics.asked}`), desc(itemStatistics.asked));
	const looks = await lastLooks(db);
	const all = rows.map((row) => withLook(row, looks));
	const flagged = arrange(
		all.filter(({ flags }) => flags.length > 0),
		looked
	);
	const wanted = module === null ? flagged.wanted : all.filter((row) => row.module === module);
	const questions = await readQuestions(
		db,
		wanted.map((row) => row.question)
	);
	const [pairs] = await db.select({ count: count() }).from(answerPairs);
	return {
		items: wanted.map((row) => ({ ...row, question: questions.get(row.question) as Question })),
		modules: [...new Set(rows.map((row) => row.module))],
		computedAt: rows[0]?.computedAt ?? null,
		pairs: pairs?.count ?? 0,
		waiting: flagged.waiting,
		looked: flagged.looked
	};
}

/** One question with its figures and the last look at it (`item.read`, 403); one that no test asked is not found. */
export async function readItem(db: Db, actor: Actor, hash: string): Promise<Item> {
	allow(actor, 'item.read');
	const [row] = await db.select().from(itemStatistics).where(eq(itemStatistics.question, hash));
	const question = row && (await readQuestions(db, [hash])).get(hash);
	if (!question) throw notFound();
	return { ...withLook(row, await lastLooks(db)), question };
}

/**
 * Whoever keeps the content says what a look at a question found (`item.look`, 403). It changes no result and no
 * question; the same said again is the same.
 */
export async function lookAtItem(
	db: Db,
	actor: Actor,
	input: { question: string; note: ItemNote },
	now: Date
): Promise<void> {
	allow(actor, 'item.look');
	if (actor.kind !== 'person') throw forbidden();
	const { question, flags, asked, look } = await readItem(db, actor, input.question);
	if (look && !look.more && look.note === input.note) return;
	await db.transaction(async (tx) => {
		const seen = { question: question.hash, flags, asked, note: input.note };
		await tx.insert(itemLooks).values({ ...seen, id: newId(now), lookedBy: actor.id, lookedAt: now });
		const object = { kind: 'question', id: question.hash };
		await writeAudit(tx, actor, 'item.look', object, now, { note: input.note, asked });
	});
}

interface LookRow extends Record<string, unknown> {
	question: string;
	flags: ItemFlag[];
	asked: number;
	note: ItemNote;
	byName: string | null;
	at: string;
}

async function lastLooks(db: Db): Promise<Map<string, LookRow>> {
	const rows = await db.execute<LookRow>(sql`
		select distinct on (l.question) l.question, l.flags, l.asked, l.note, l.looked_at::text "at", n.full_name "byName"
		from item_looks l left join people p on p.id = l.looked_by
		left join person_names n on n.person_id = coalesce(p.merged_into, p.id)
		order by l.question, l.looked_at desc, l.id desc`);
	return new Map(rows.map((row) => [row.question, row]));
}

type Figures = typeof itemStatistics.$inferSelect;

function withLook(row: Figures, looks: Map<string, LookRow>): Figures & Pick<Item, 'flags' | 'look'> {
	const flags = flagsOf(row);
	const last = looks.get(row.question);
	if (!last) return { ...row, flags, look: null };
	const { note, byName, at } = last;
	return { ...row, flags, look: { note, byName, at: new Date(at), more: saysMore(last, { ...row, flags }) } };
}
