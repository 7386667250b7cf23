import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { atConsole } from '#lib/access/actor.ts';
import { writeAudit } from '#lib/server/audit.ts';
import { chainAudit } from '#lib/server/audit-chain.ts';
import { verifyAudit } from '#lib/server/audit-verify.ts';
import { connect, type Connection } from '#lib/server/db/connect.ts';
import { auditChain } from '#lib/server/schema.ts';
import { tidyAudit } from '#lib/server/tidy.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { NOON } from '#tests/world.ts';

let database: TestDatabase;
let owner: Connection;

beforeEach(async () => {
	database = await testDatabase();
	owner = connect(database.ownerUrl, { max: 1 });
	for (let n = 1; n <= 5; n += 1) await write(`group ${n}`);
});
afterEach(async () => {
	await owner.close();
	await database.close();
});

const write = (id: string, db = database.db) => writeAudit(db, atConsole, 'group.create', { kind: 'group', id }, NOON);
const verify = () => verifyAudit(database.db, NOON);

test('what was written is chained once, whoever chains and however often', async () => {
	const counts = await Promise.all([1, 2, 3].map(() => chainAudit(database.db, NOON)));
	expect(counts.reduce((sum, count) => sum + count)).toBe(5);
	expect(await chainAudit(database.db, NOON)).toBe(0);
	await write('later');
	expect(await verify()).toMatchObject({ intact: true, entries: 5, waiting: 1, head: { entryId: 5 } });
	expect(await chainAudit(database.db, NOON)).toBe(1);
	expect(await verify()).toMatchObject({ intact: true, entries: 6, waiting: 0, head: { entryId: 6 } });
});

test('an entry that is still being written is waited for, so that the chain follows the ids', async () => {
	let finish: () => void = () => undefined;
	const finished = new Promise<void>((resolve) => (finish = resolve));
	let begun: () => void = () => undefined;
	const written = new Promise<void>((resolve) => (begun = resolve));
	const slow = database.db.transaction(async (tx) => {
		await write('slow', tx);
		begun();
		await finished;
	});
	await written;
	const chaining = chainAudit(database.db, NOON);
	setTimeout(finish, 300);
	expect(await chaining).toBe(6);
	await slow;
	expect(await verify()).toMatchObject({ intact: true, entries: 6 });
});

test('the owner of the tables is found out: the first entry changed, deleted or added is named', async () => {
	await chainAudit(database.db, NOON);
	const tampering = [
		[sql`update audit_entries set object_id = 'another' where id = 2`, 2, 'changed'],
		[sql`update audit_entries set at = at - interval '1 day' where id = 4`, 4, 'changed'],
		[sql`update audit_entries set detail = '{"x": 1}' where id = 3`, 3, 'changed'],
		[sql`delete from audit_entries where id in (3, 4)`, 3, 'deleted'],
		[sql`update audit_chain set entry_hash = 'x' where entry_id = 2`, 2, 'changed'],
		[sql`update audit_chain set chained_at = chained_at - interval '3 years' where entry_id = 3`, 3, 'chain_changed'],
		[sql`delete from audit_chain where entry_id = 2`, 2, 'added']
	] as const;
	for (const [statement, entryId, why] of tampering) {
		await owner.db
			.transaction(async (tx) => {
				await tx.execute(statement);
				expect(await verifyAudit(tx, NOON)).toEqual({ intact: false, entryId, why });
				tx.rollback();
			})
			.catch((error: Error) => expect(error.constructor.name).toBe('TransactionRollbackError'));
	}
	expect(await verify()).toMatchObject({ intact: true, entries: 5 });
});

test('a chain that was written anew as a whole is found by a link that was written down', async () => {
	await chainAudit(database.db, NOON);
	const before = await verify();
	const known = before.intact && before.head ? before.head : { entryId: 0, hash: '' };
	await owner.db.execute(sql`update audit_entries set actor_id = 'another' where id = 2`);
	await owner.db.delete(auditChain);
	await chainAudit(database.db, NOON);
	expect(await verify()).toMatchObject({ intact: true });
	expect(await verifyAudit(database.db, NOON, known)).toEqual({ intact: false, entryId: 5, why: 'known_link_missing' });
});

test('entries whose time is over may go, and the chain holds; the application itself can remove none', async () => {
	await chainAudit(database.db, new Date('2024-10-01T05:00:00Z'));
	await write('new');
	await chainAudit(database.db, NOON);
	await expect(tidyAudit(database.db, NOON)).rejects.toMatchObject({ cause: { code: '42501' } });
	expect(await tidyAudit(owner.db, NOON)).toBe(5);
	expect(await tidyAudit(owner.db, NOON)).toBe(0);
	expect(await verify()).toMatchObject({ intact: true, entries: 1, expired: 5 });
});
