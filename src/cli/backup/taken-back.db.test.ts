import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { atConsole } from '#lib/access/actor.ts';
import { DEFAULT_ADDRESS } from '#lib/curriculum/address.ts';
import { record } from '#lib/ledger/server/record.ts';
import { consentText, type Agreeing, type Purpose } from '#lib/people/consent.ts';
import { giveConsent } from '#lib/people/server/consents.ts';
import { enrolStaff, registerPerson } from '#lib/people/server/register.ts';
import { chainAudit } from '#lib/server/audit-chain.ts';
import { verifyAudit } from '#lib/server/audit-verify.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { issueCard, voidCard } from '#lib/sign-in/server/cards.ts';
import { erasePerson } from '#lib/sign-in/server/erasure.ts';
import { endRole, grantRole } from '#lib/sign-in/server/roles.ts';
import { startSession } from '#lib/sign-in/server/sessions.ts';
import { withdrawConsent } from '#lib/sign-in/server/withdrawal.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { herself, makeWorld, NOON, settle, type World } from '#tests/world.ts';
import { eraseAgain, writeErasures } from './erasures.ts';
import { makeBackup } from './make.ts';
import { restoreBackup } from './restore.ts';

const folder = mkdtempSync(join(tmpdir(), 'hoc-so-taken-back-'));
const archive = join(folder, 'night.hocso');
const list = join(folder, 'erasures.ndjson');
const MORNING = new Date(NOON.getTime() + 20 * 3_600_000);

let database: TestDatabase;
let fresh: TestDatabase;
let world: World;
beforeAll(async () => {
	[database, fresh] = [await testDatabase(), await testDatabase()];
	world = await makeWorld(database.db);
});
afterAll(async () => {
	rmSync(folder, { recursive: true, force: true });
	await database.close();
	await fresh.close();
});

const agreed = (purpose: Purpose, by: Agreeing = 'herself') => {
	return { purpose, by, text: consentText(purpose, by, DEFAULT_ADDRESS) };
};

test('N44 what was erased, withdrawn, voided and ended since last night is so again after a restore, and the audit holds', async () => {
	const { db } = world;
	const { officer, trainer, wardCode, groups } = world.cuaNam;
	const [erased, loser] = [await settle(world, world.cuaNam), await settle(world, world.cuaNam)];
	const talker = await registered({ phone: '0912345678', agreements: [agreed('phone')] });
	const child = await registered({
		birthYear: 2014,
		guardian: { fullName: 'Nguyễn Thị Mẹ', relationship: 'mother' },
		agreements: [agreed('learning', 'guardian'), agreed('learning')]
	});
	for (const one of [loser, child]) await issueCard(db, trainer, one, NOON);
	const role = await dismissable();
	await startSession(db, loser, 'pictures', NOON);
	await chainAudit(db, NOON);
	await makeBackup(database.ownerUrl, archive, undefined, NOON);

	await record(db, officer, erasePerson, { personId: erased, eventId: newId(MORNING) }, MORNING);
	await withdrawConsent(db, herself(talker), { personId: talker, purpose: 'phone' }, MORNING);
	await withdrawConsent(db, herself(child), { personId: child, purpose: 'learning' }, MORNING);
	await voidCard(db, trainer, loser, MORNING);
	await endRole(db, atConsole, role, dayOf(MORNING), MORNING);
	// Given again: that is not in the archive, and the one that is ends all the same.
	const again = { personId: talker, agreement: agreed('phone'), phone: '0912345678' };
	await giveConsent(db, herself(talker), again, MORNING);
	await writeErasures(db, list);
	expect(readFileSync(list, 'utf8')).not.toMatch(/Nguyễn|0912|name/);

	await restoreBackup(fresh.ownerUrl, archive, undefined);
	const state = async () => {
		const [row] = await fresh.db.execute(sql`select
			(select count(*)::int from person_names where person_id = ${erased}::uuid) as erased,
			(select phone from person_names where person_id = ${talker}::uuid) as phone,
			(select count(*)::int from learner_cards where voided_at is null) as cards,
			(select count(*)::int from consents where withdrawn_at is null) as consents,
			(select "to"::text from roles where id = ${role}::uuid) as role_to,
			(select count(*)::int from data_requests where kind = 'erasure') as requests,
			(select count(*)::int from sign_ins) as sessions`);
		return row;
	};
	expect(await state()).toMatchObject({
		erased: 1,
		phone: '0912345678',
		cards: 2,
		consents: 3,
		role_to: null,
		sessions: 0
	});
	expect(await eraseAgain(fresh.db, list, MORNING)).toEqual({ erasure: 1, consent: 2, card: 1, role: 1 });
	expect(await state()).toEqual({
		...{ erased: 0, phone: null, cards: 0, consents: 0 },
		...{ role_to: dayOf(MORNING), requests: 1, sessions: 0 }
	});
	expect(await eraseAgain(fresh.db, list, MORNING)).toEqual({ erasure: 0, consent: 0, card: 0, role: 0 });
	await chainAudit(fresh.db, MORNING);
	expect(await verifyAudit(fresh.db, MORNING, null)).toMatchObject({ intact: true });

	async function registered(over: object): Promise<string> {
		const names = { fullName: 'Nguyễn Thị Mẫu', everydayName: null, household: null, phone: null };
		const place = { wardCode, groupId: groups[0], birthYear: 1950 };
		const input = { personId: newId(NOON), eventId: newId(NOON), ...names, ...place, ...over };
		await record(db, trainer, registerPerson, input, NOON);
		return input.personId;
	}

	async function dismissable(): Promise<string> {
		const personId = newId(NOON);
		const who = { personId, eventId: newId(NOON), fullName: 'Trần Văn Mẫu', birthYear: 1980 };
		await record(db, atConsole, enrolStaff, who, NOON);
		await grantRole(
			db,
			atConsole,
			{ personId, role: 'ward_officer', place: wardCode, from: dayOf(NOON), to: null },
			NOON
		);
		const [row] = await db.execute<{ id: string }>(sql`select id from roles where person_id = ${personId}::uuid`);
		return row?.id ?? '';
	}
});
