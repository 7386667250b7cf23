import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor, PersonActor } from '#lib/access/actor.ts';
import { LINKS_A_DAY } from '#lib/exports/link.ts';
import { countAlerts, makeExport, readExport, takeExport } from '#lib/exports/server/links.ts';
import { tidyExports } from '#lib/exports/server/tidy.ts';
import { newId } from '#lib/shared/ids.ts';
import { signIns } from '#lib/sign-in/server/schema.ts';
import { freshly } from '#tests/fresh-session.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith, minutesAfter, NOW } from '#tests/two-wards.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await testDatabase();
});
afterAll(() => database.close());

const of = { wardCode: '00082', provinceCode: '01' };
const leaving = { of, verb: 'roster.read' } as const;
const SUBJECT = newId(NOW);
const make = async (actor: Actor, now = NOW, id = newId(now)) => {
	await freshly(database.db, actor as PersonActor, now);
	await makeExport(database.db, actor, { id, kind: 'group_roll', subject: SUBJECT, ...leaving }, now);
	return readExport(database.db, actor, id);
};
const officer = () => actorWith('ward_officer', '00082');

const alertsOf = async (actor: Actor) => {
	const rows = await database.db.execute<{ because: string }>(sql`
		select detail ->> 'refused' because from audit_entries
		where actor_id = ${actor.id} and verb = 'export.make' and detail ? 'refused' order by id`);
	return rows.map(({ because }) => because);
};

test('10: a link works once, even where two press at the same time', async () => {
	const actor = officer();
	const link = await make(actor);
	const take = () => takeExport(database.db, actor, link, leaving, minutesAfter(NOW, 9));
	const outcomes = await Promise.allSettled([take(), take(), take()]);
	expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	await expect(take()).rejects.toMatchObject({ code: 'export_over', status: 409 });
});

test('10: a link ends after ten minutes, and another officer finds none', async () => {
	const actor = officer();
	const link = await make(actor);
	await expect(takeExport(database.db, actor, link, leaving, minutesAfter(NOW, 10))).rejects.toMatchObject({
		code: 'export_over'
	});
	for (const other of [officer(), actorWith('administrator', 'vn'), actorWith('auditor', 'vn')])
		await expect(readExport(database.db, other, link.id)).rejects.toMatchObject({ status: 404 });
	await expect(takeExport(database.db, officer(), link, leaving, NOW)).rejects.toMatchObject({ status: 403 });
	await expect(readExport(database.db, actor, 'x')).rejects.toMatchObject({ status: 404 });
});

test('who lost her role in between takes nothing away', async () => {
	const actor = officer();
	const link = await make(actor);
	const without = { ...actor, grants: [] };
	await expect(takeExport(database.db, without, link, leaving, NOW)).rejects.toMatchObject({ status: 403 });
});

test('11: the sixth link of a day is refused, and stands in the audit as an alert; a double tap is one', async () => {
	for (const other of [actorWith('ward_officer', '00070'), actorWith('trainer', '00082'), actorWith('auditor', 'vn')])
		await expect(make(other)).rejects.toMatchObject({ status: 403 });
	const actor = officer();
	const id = newId(NOW);
	await Promise.all([make(actor, NOW, id), make(actor, NOW, id)]);
	await expect(make(officer(), NOW, id)).rejects.toMatchObject({ status: 404 });
	const made = await Promise.allSettled(Array.from({ length: LINKS_A_DAY + 2 }, () => make(actor)));
	expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(LINKS_A_DAY - 1);
	await expect(make(actor)).rejects.toMatchObject({ code: 'export_limit', status: 429 });
	expect(await alertsOf(actor)).toEqual(Array(4).fill('export_limit'));
	// What comes back of one's own file is of no count.
	const own = { id: newId(NOW), kind: 'roster_rejected', subject: SUBJECT, ...leaving };
	await makeExport(database.db, actor, own, NOW);
	await make(actor, minutesAfter(NOW, 24 * 60));
});

test('11: whoever has not signed in just now, or only with a card, makes none, and that is an alert too', async () => {
	const { db } = database;
	const actor = officer();
	const wanted = { id: newId(NOW), kind: 'group_roll', subject: SUBJECT, ...leaving };
	const again = { code: 'sign_in_again', status: 403 };
	await expect(makeExport(db, actor, wanted, NOW)).rejects.toMatchObject(again);
	await freshly(db, actor, NOW);
	await expect(makeExport(db, actor, wanted, minutesAfter(NOW, 30))).rejects.toMatchObject(again);
	await db.update(signIns).set({ method: 'pictures' }).where(eq(signIns.id, actor.signInId));
	await expect(makeExport(db, actor, wanted, NOW)).rejects.toMatchObject(again);
	expect(await alertsOf(actor)).toEqual(['sign_in_again', 'sign_in_again', 'sign_in_again']);
	expect(await countAlerts(db, actorWith('auditor', '00082'), NOW)).toBeGreaterThan(2);
	expect(await countAlerts(db, actorWith('auditor', '00070'), NOW)).toBe(0);
});

test('making and taking stand in the audit of the ward, and old links go', async () => {
	const { db } = database;
	const actor = officer();
	await takeExport(db, actor, await make(actor), leaving, NOW);
	const rows = await db.execute<{ verb: string; place: string; objectId: string }>(sql`
		select verb, place, object_id "objectId" from audit_entries where actor_id = ${actor.id} order by id`);
	expect(rows.map(({ verb, place, objectId }) => [verb, place, objectId])).toEqual([
		['export.make', '00082', SUBJECT],
		['export.take', '00082', SUBJECT]
	]);
	expect(await tidyExports(db, minutesAfter(NOW, 29 * 24 * 60))).toBe(0);
	expect(await tidyExports(db, minutesAfter(NOW, 32 * 24 * 60))).toBeGreaterThan(5);
});
