import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anonymous, atConsole } from '#lib/access/actor.ts';
import { listCertificates } from '#lib/certificates/server/certificates.ts';
import { issueDue } from '#lib/certificates/server/issue.ts';
import { revokeCertificate } from '#lib/certificates/server/revoke.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { herself, makeWorld, NOON, settle, takeTest, type World } from '#tests/world.ts';

const vneid = { door: 'module', standard: 'ky-nang-so-thiet-yeu', module: 'vneid' } as const;
const LATER = new Date('2026-12-03T05:00:00Z');

let database: TestDatabase;
let world: World;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());

const issue = (now = NOON) => issueDue(world.db, world.library, now);
const papersOf = (personId: string, now = NOON) => listCertificates(world.db, personId, now);

describe('a revoked paper', () => {
	test('is revoked once, by an officer of the place, with her reason', async () => {
		const { db, cuaNam, thanhBa } = world;
		const personId = await settle(world, cuaNam);
		await takeTest(world, personId, vneid);
		await issue();
		const [paper] = await papersOf(personId);
		const revoking = { personId, certificateId: paper?.id ?? '', reason: 'dishonest_result' as const };
		for (const actor of [anonymous, herself(personId), cuaNam.trainer, thanhBa.officer, atConsole]) {
			await expect(revokeCertificate(db, actor, revoking, NOON)).rejects.toMatchObject({ status: 403 });
		}
		await revokeCertificate(db, cuaNam.officer, revoking, NOON);
		expect(await papersOf(personId)).toMatchObject([
			{ state: 'revoked', revokedOn: '2026-11-20', revokedFor: 'dishonest_result' }
		]);
		await expect(revokeCertificate(db, cuaNam.officer, revoking, LATER)).rejects.toMatchObject({ status: 409 });
		const [entry] = await db.execute(sql`
			select actor_id, person_id, detail from audit_entries where verb = 'certificate.revoke' order by id desc limit 1`);
		expect(entry).toMatchObject({
			actor_id: cuaNam.officer.id,
			person_id: personId,
			detail: { reason: 'dishonest_result' }
		});
	});

	test('is not issued again for the same test; a later test gives another one', async () => {
		const { db, cuaNam } = world;
		const personId = await settle(world, cuaNam);
		await takeTest(world, personId, vneid);
		await takeTest(world, personId, vneid);
		await issue();
		const [paper] = await papersOf(personId);
		const revoking = { personId, certificateId: paper?.id ?? '', reason: 'issued_in_error' as const };
		await revokeCertificate(db, cuaNam.officer, revoking, NOON);
		expect(await issue(LATER)).toBe(0);
		await takeTest(world, personId, vneid, {}, LATER);
		expect(await issue(LATER)).toBe(1);
	});

	test('of somebody else is not found', async () => {
		const { db, cuaNam } = world;
		const [personId, other] = [await settle(world, cuaNam), await settle(world, cuaNam)];
		await takeTest(world, personId, vneid);
		await issue();
		const [paper] = await papersOf(personId);
		for (const certificateId of [paper?.id ?? '', 'nothing']) {
			const revoking = { personId: other, certificateId, reason: 'own_wish' as const };
			await expect(revokeCertificate(db, cuaNam.officer, revoking, NOON)).rejects.toMatchObject({ status: 404 });
		}
	});
});
