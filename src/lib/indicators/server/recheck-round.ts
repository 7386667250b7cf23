import { randomBytes } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import type { Standard } from '#lib/curriculum/content.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { inPages } from '#lib/server/db/in-pages.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { placeLevel } from '#lib/territory/place.ts';
import { listWards } from '#lib/territory/server/places.ts';
import { LEAST_SETTLED } from '#lib/indicators/estimate.ts';
import { framesOf } from '#lib/indicators/server/frame.ts';
import { recheckPeople, rechecks } from '#lib/indicators/server/recheck-schema.ts';
import { drawSample, type Framed } from '#lib/indicators/server/sample.ts';

export interface NewRound {
	/** made where the form was shown */
	id: string;
	provinceCode: string;
	/** how many in each group */
	size: number;
	weighted: boolean;
}

/**
 * Draws in every residential group of a province in one step (verb `recheck.draw`): a list for each group in which at
 * least five people are counted as attained, all of one round. Each list's seed is the round's with the group's id, so
 * that nobody can choose a group's seed, and each can be repeated by itself. Sent again, it is the same round. Refuses
 * where no group has five (409, `recheck_too_few`).
 */
export async function drawRound(db: Db, actor: Actor, standard: Standard, input: NewRound, now: Date): Promise<void> {
	const { provinceCode } = input;
	allow(actor, 'recheck.draw', { provinceCode });
	if (placeLevel(provinceCode) !== 'province') throw notFound();
	const wards = await listWards(db, provinceCode, dayOf(now));
	const seed = randomBytes(16).toString('hex');
	await db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${input.id}, 0))`);
		const [known] = await tx.select({ id: rechecks.id }).from(rechecks).where(eq(rechecks.roundId, input.id)).limit(1);
		if (known) return;
		let lists = 0;
		for (const { code } of wards) {
			const frames = await framesOf(tx, code, standard, input.weighted, now);
			const drawn = [...frames]
				.filter(([, frame]) => frame.length >= LEAST_SETTLED)
				.map(([groupId, frame]) => ({ id: newId(now), groupId, seed: `${seed} ${groupId}`, frame }));
			lists += drawn.length;
			await writeLists(tx, drawn, { ...input, wardCode: code, standard, drawnBy: actor.id }, now);
		}
		if (lists === 0) throw new DomainError('recheck_too_few', 409, { least: LEAST_SETTLED });
		const of = { provinceCode };
		const detail = { size: input.size, lists, weighted: input.weighted };
		await writeAudit(tx, actor, 'recheck.draw', { kind: 'recheck_round', id: input.id, of }, now, detail);
	});
}

interface List {
	id: string;
	groupId: string;
	seed: string;
	frame: readonly Framed[];
}

interface Drawing extends NewRound {
	wardCode: string;
	standard: Standard;
	drawnBy: string;
}

async function writeLists(tx: Db, lists: readonly List[], round: Drawing, now: Date): Promise<void> {
	const rows = lists.map(({ id, groupId, seed, frame }) => ({
		...{ id, wardCode: round.wardCode, groupId, roundId: round.id, standard: round.standard.id },
		...{ modules: [...round.standard.modules], seed, size: round.size, weighted: round.weighted },
		...{ frame: frame.map((one) => one.id), weights: frame.map(({ weight }) => weight) },
		...{ asOf: dayOf(now), drawnBy: round.drawnBy, drawnAt: now }
	}));
	const people = lists.flatMap(({ id, seed, frame }) =>
		drawSample(seed, frame, round.size).map((drawn) => ({
			...{ recheckId: id, personId: drawn.id, probability: drawn.probability }
		}))
	);
	await inPages(rows, 1000, (page) => tx.insert(rechecks).values(page));
	await inPages(people, 5000, (page) => tx.insert(recheckPeople).values(page));
}
