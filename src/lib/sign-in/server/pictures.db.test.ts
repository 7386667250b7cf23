import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { atConsole } from '#lib/access/actor.ts';
import { auditEntries, rateLimits } from '#lib/server/schema.ts';
import { cardHolder } from '#lib/sign-in/server/cards.ts';
import { checkPictures, findPicturesState, resetPictures, setPictures } from '#lib/sign-in/server/pictures.ts';
import { pictureSecrets } from '#lib/sign-in/server/schema.ts';
import { findSession, startSession } from '#lib/sign-in/server/sessions.ts';
import { fingerprint } from '#lib/sign-in/server/tokens.ts';
import { herself, NOW, settlePerson, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

const RIGHT = ['sun', 'leaf', 'hat'];
const WRONG = ['leaf', 'sun', 'hat'];

let database: TestDatabase;
let world: Awaited<ReturnType<typeof settleTwoWards>>;
let personId: string;
let origin: string;
let people = 0;

beforeAll(async () => {
	database = await testDatabase();
	world = await settleTwoWards(database.db);
});
afterAll(() => database.close());

beforeEach(async () => {
	people += 1;
	origin = `192.0.2.${people}`;
	personId = await settlePerson(database.db, world.here.groupId, `Bà Mẫu ${people}`);
});

async function choose(): Promise<void> {
	await setPictures(database.db, cardHolder({ cardId: personId, personId }), personId, RIGHT, NOW);
}

function tap(three: string[]): Promise<void> {
	return checkPictures(database.db, personId, three, origin, NOW);
}

function tapWith(key: string): Promise<void> {
	return checkPictures(database.db, personId, WRONG, origin, NOW, key);
}

describe('a learner', () => {
	test('chooses her three pictures with her card and gets in with them, in their order', async () => {
		expect(await findPicturesState(database.db, personId)).toBe('none');
		await choose();
		expect(await findPicturesState(database.db, personId)).toBe('set');
		await tap(RIGHT);
		await expect(tap(WRONG)).rejects.toMatchObject({ code: 'pictures_wrong', status: 401, details: { left: 4 } });
	});

	test('cannot choose again what she has chosen, nor can anybody else for her', async () => {
		await choose();
		await expect(setPictures(database.db, herself(personId), personId, WRONG, NOW)).rejects.toMatchObject({
			code: 'pictures_already_set',
			status: 409
		});
		for (const actor of [herself(world.here.personId), world.here.trainer]) {
			await expect(setPictures(database.db, actor, personId, WRONG, NOW)).rejects.toMatchObject({ status: 403 });
		}
		await tap(RIGHT);
	});

	test('is refused pictures that a stranger would try first, or that are not three', async () => {
		const actor = herself(personId);
		await expect(setPictures(database.db, actor, personId, ['sun', 'sun', 'sun'], NOW)).rejects.toMatchObject({
			code: 'pictures_too_easy',
			status: 422
		});
		for (const three of [[], ['sun', 'leaf'], ['sun', 'leaf', 'x'.repeat(5000)], [...RIGHT, 'star']]) {
			await expect(setPictures(database.db, actor, personId, three, NOW)).rejects.toMatchObject({
				code: 'pictures_incomplete',
				status: 422
			});
			await expect(tap(three)).rejects.toMatchObject({ code: 'pictures_incomplete' });
		}
		expect(await findPicturesState(database.db, personId)).toBe('none');
	});

	test('without pictures is told to choose some', async () => {
		await expect(tap(RIGHT)).rejects.toMatchObject({ code: 'pictures_not_set', status: 409 });
	});
});

describe('wrong pictures', () => {
	test('lock at the fifth try in a row; the sixth is refused though it is right', async () => {
		await choose();
		for (const left of [4, 3, 2, 1]) await expect(tap(WRONG)).rejects.toMatchObject({ details: { left } });
		await expect(tap(WRONG)).rejects.toMatchObject({ code: 'pictures_locked', status: 423 });
		expect(await findPicturesState(database.db, personId)).toBe('locked');
		await expect(tap(RIGHT)).rejects.toMatchObject({ code: 'pictures_locked', status: 423 });
	});

	test('are counted afresh after right ones', async () => {
		await choose();
		for (let round = 0; round < 2; round += 1) {
			for (const left of [4, 3, 2, 1]) await expect(tap(WRONG)).rejects.toMatchObject({ details: { left } });
			await tap(RIGHT);
		}
	});

	test('are looked at no more than five times when twenty come at once', async () => {
		await choose();
		const tries = await Promise.allSettled(Array.from({ length: 20 }, () => tap(WRONG)));
		const codes = tries.map((one) => (one.status === 'rejected' ? (one.reason as { code: string }).code : 'right'));
		expect(codes.filter((code) => code === 'pictures_wrong')).toHaveLength(4);
		expect(codes.filter((code) => code === 'pictures_locked')).toHaveLength(16);
		const [row] = await database.db.select().from(pictureSecrets).where(eq(pictureSecrets.personId, personId));
		expect(row).toMatchObject({ failures: 5 });
	});

	test('sent twice at once, as by a double tap, cost one try, and only where they are the same', async () => {
		await choose();
		const once = (three: string[], key: string) => checkPictures(database.db, personId, three, origin, NOW, key);
		const twice = await Promise.allSettled([once(WRONG, 'a'), once(WRONG, 'a'), once(WRONG, 'a')]);
		for (const one of twice) expect(one).toMatchObject({ reason: { code: 'pictures_wrong', details: { left: 4 } } });
		const other = ['fish', 'sun', 'hat'];
		await expect(once(other, 'a')).rejects.toMatchObject({ details: { left: 3 } });
		await expect(once(WRONG, 'a')).rejects.toMatchObject({ details: { left: 2 } });
		await expect(once(WRONG, 'b')).rejects.toMatchObject({ details: { left: 1 } });
		const last = await Promise.allSettled([once(other, 'c'), once(other, 'c')]);
		for (const one of last) expect(one).toMatchObject({ reason: { code: 'pictures_locked' } });
	});

	test('sent twice are counted once at their address as well', async () => {
		await choose();
		for (let n = 0; n < 2; n += 1) await expect(tapWith('same')).rejects.toMatchObject({ details: { left: 4 } });
		const rows = await database.db.select().from(rateLimits);
		const ours = rows.find((row) => row.key.endsWith(fingerprint(origin).slice(0, 32)));
		expect(ours?.points).toBe(2);
	});

	test("lock nobody else's pictures", async () => {
		await choose();
		const neighbour = await settlePerson(database.db, world.here.groupId, 'Bà Mẫu Bên');
		await setPictures(database.db, atConsole, neighbour, RIGHT, NOW);
		for (let n = 0; n < 5; n += 1) await expect(tap(WRONG)).rejects.toThrow();
		await checkPictures(database.db, neighbour, RIGHT, origin, NOW);
	});
});

describe('a reset face to face', () => {
	test('by the trainer or the head of the group unlocks, ends sessions and lets her choose anew', async () => {
		await choose();
		for (let n = 0; n < 5; n += 1) await expect(tap(WRONG)).rejects.toThrow();
		for (const actor of [world.here.trainer, world.here.head]) {
			const session = await startSession(database.db, personId, 'pictures', NOW);
			await resetPictures(database.db, actor, personId, NOW);
			expect(await findSession(database.db, session.token, NOW)).toBeNull();
			expect(await findPicturesState(database.db, personId)).toBe('none');
			await choose();
		}
		await tap(RIGHT);
		const audited = await database.db.select().from(auditEntries).where(eq(auditEntries.objectId, personId));
		const resets = audited.filter((entry) => entry.verb === 'pictures.reset');
		expect(resets.map((entry) => entry.actorId)).toEqual([world.here.trainer.id, world.here.head.id]);
	});

	test('is refused to another ward, to herself and for nobody', async () => {
		await choose();
		for (const actor of [world.there.trainer, world.there.head, herself(personId)]) {
			await expect(resetPictures(database.db, actor, personId, NOW)).rejects.toMatchObject({ status: 403 });
		}
		await expect(resetPictures(database.db, world.here.trainer, 'nobody', NOW)).rejects.toMatchObject({ status: 404 });
		await tap(RIGHT);
	});
});
