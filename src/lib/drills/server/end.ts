import { eq } from 'drizzle-orm';
import { recordOf, type Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import type { DrillItem } from '#lib/curriculum/drill.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { mostHelpBetween } from '#lib/openings/server/help.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import type { Decision, NewEvent } from '#lib/shared/log.ts';
import type { DrillEnded, DrillMark } from '#lib/drills/events.ts';
import { isPassed, scoreOf } from '#lib/drills/score.ts';
import { findDrill, readChoices, readItems, type Drill } from '#lib/drills/server/drill.ts';
import { drills } from '#lib/drills/server/schema.ts';

/**
 * Ends a drill once every item has an answer: marks the saved choices by the items as they were drawn and makes one
 * event, whose id was made at the start. Ended again, it is as it was. Nothing that the client says about correctness
 * is read.
 */
export const endDrill = {
	subjects: (_db: Db, input: { drillId: string; personId: string }) => ({ people: [input.personId] }),

	async decide(
		db: Db,
		actor: Actor,
		input: { drillId: string; personId: string },
		now: Date
	): Promise<Decision<{ drillId: string }>> {
		allow(actor, 'drill.end', { personId: input.personId });
		const drill = await findDrill(db, input.drillId);
		if (!drill || drill.personId !== recordOf(actor, input.personId)) throw notFound();
		const outcome = { drillId: drill.id };
		if (drill.endedAt) return { events: [], outcome };

		await db.update(drills).set({ endedAt: now }).where(eq(drills.id, drill.id));
		const marks = await markDrill(db, drill);
		const score = scoreOf(marks);
		// Said while it went on, in her session on a shared tablet or from the trainer's phone.
		const noted = await mostHelpBetween(db, drill.personId, drill.startedAt, now);
		const ended: NewEvent<DrillEnded> = {
			subjectId: drill.personId,
			id: drill.endId,
			kind: 'drill.ended',
			body: { drillId: drill.id, ...score, passed: isPassed(score), marks },
			assistance: noted.assistance,
			helperId: noted.helperId,
			occurredAt: now
		};
		return { events: [ended], outcome };
	}
};

async function markDrill(db: Db, drill: Drill): Promise<DrillMark[]> {
	const [items, choices] = await Promise.all([readItems(db, drill), readChoices(db, drill.id)]);
	return drill.form.map(({ item: hash, id, variant }, index) => {
		const { kind, genuine, choices: offered } = items[index] as DrillItem;
		const choice = choices.get(index + 1);
		if (choice === undefined) throw new DomainError('drill_unanswered', 409);
		return { item: hash, id, kind, genuine, variant, choice, right: offered[choice]?.right ?? false };
	});
}
