import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listCertificates } from '#lib/certificates/server/certificates.ts';
import { issueDue } from '#lib/certificates/server/issue.ts';
import { lookAtCertificates } from '#lib/certificates/server/look.ts';
import { revokeCertificate } from '#lib/certificates/server/revoke.ts';
import { endPost } from '#lib/compliance/server/appointments.ts';
import { at, employ, order, settleOffice, take, type Office } from '#lib/compliance/server/compliance.fixture.ts';
import { openCycles } from '#lib/compliance/server/sweep.ts';
import { atConsole } from '#lib/access/actor.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith } from '#tests/two-wards.ts';

let database: TestDatabase;
let office: Office;

beforeAll(async () => {
	database = await testDatabase();
	await storePlaces(database.db);
	office = await settleOffice(database.db, '00082');
	await order(office);
});
afterAll(() => database.close());

const issue = (now: Date) => issueDue(office.db, office.library, now, atConsole);
const papersOf = async (personId: string, now: Date) =>
	(await listCertificates(office.db, personId, now)).filter(({ kind }) => kind === 'duty');

test('last year’s certificate never shows as this year’s: each period of a duty has its own, once it is done', async () => {
	const { db, modules } = office;
	const { personId } = await employ(office, '2026-01-01', at('2026-01-01'));
	await openCycles(db, at('2026-01-02'));
	await take(db, personId, modules[0], '2026-02-01');
	await issue(at('2026-02-02'));
	expect(await papersOf(personId, at('2026-02-02'))).toEqual([]);
	await take(db, personId, modules[1], '2026-02-10');
	await issue(at('2026-02-11'));
	await issue(at('2026-02-12'));
	expect(await papersOf(personId, at('2026-02-12'))).toMatchObject([
		{
			...{ paper: 'certificate', title: { vi: 'Kỹ năng số (mẫu)' }, evidence: 'at_home', state: 'valid' },
			...{ learnedOn: '2026-02-10', issuedOn: '2026-02-11', validUntil: '2027-02-09', wardCode: '00082' }
		}
	]);
	const next = at('2027-03-01');
	await openCycles(db, next);
	await issue(next);
	expect(await papersOf(personId, next)).toMatchObject([{ state: 'expired' }]);
	await take(db, personId, modules[0], '2027-03-02');
	await issue(at('2027-03-03'));
	expect((await papersOf(personId, at('2027-03-03'))).map(({ state, issuedOn }) => [state, issuedOn])).toEqual([
		['valid', '2027-03-03'],
		['expired', '2026-02-11']
	]);
});

test('a duty’s paper falls with a result behind it, and one that was revoked is not issued again for its period', async () => {
	const { db, modules } = office;
	const [one, other] = [
		await employ(office, '2026-01-01', at('2026-01-01')),
		await employ(office, '2026-01-01', at('2026-01-01'))
	];
	await openCycles(db, at('2026-01-02'));
	for (const { personId } of [one, other]) for (const module of modules) await take(db, personId, module, '2026-02-10');
	const now = at('2026-02-11');
	await issue(now);
	await db.execute(sql`delete from module_results where person_id = ${one.personId}::uuid and module = ${modules[0]}`);
	expect(await papersOf(one.personId, now)).toMatchObject([{ state: 'fallen' }]);
	const [paper] = await papersOf(other.personId, now);
	const revoking = { personId: other.personId, certificateId: paper?.id ?? '', reason: 'own_wish' as const };
	await revokeCertificate(db, actorWith('ward_officer', 'vn'), revoking, now);
	await issue(at('2026-03-01'));
	expect(await papersOf(other.personId, now)).toMatchObject([{ state: 'revoked' }]);
});

test('where an official works, the officers of her ward and province see and take back her papers as an official, and nobody elsewhere does', async () => {
	const { db, modules, officer } = office;
	const { personId, postId } = await employ(office, '2026-01-01', at('2026-01-01'));
	await openCycles(db, at('2026-01-02'));
	for (const module of modules) await take(db, personId, module, '2026-02-10');
	const now = at('2026-02-11');
	await issue(now);
	const [paper] = await papersOf(personId, now);
	const revoking = { personId, certificateId: paper?.id ?? '', reason: 'issued_in_error' as const };
	const [province, far] = [actorWith('province_officer', '01'), actorWith('ward_officer', '00070')];
	for (const actor of [far, actorWith('province_officer', '25'), actorWith('head_of_agency', '00082')]) {
		await expect(lookAtCertificates(db, actor, personId, now)).rejects.toMatchObject({ status: 404 });
		await expect(revokeCertificate(db, actor, revoking, now)).rejects.toMatchObject({ status: 403 });
	}
	const looked = await lookAtCertificates(db, province, personId, now);
	expect(looked).toMatchObject({ atHome: false });
	expect(looked.certificates.map(({ id }) => id)).toContain(paper?.id);
	await db.execute(sql`update certificates set paper = 'record' where id = ${paper?.id ?? ''}::uuid`);
	expect((await lookAtCertificates(db, province, personId, now)).certificates.map(({ id }) => id)).not.toContain(
		paper?.id
	);
	await expect(revokeCertificate(db, officer, revoking, now)).rejects.toMatchObject({ status: 403 });
	await db.execute(sql`update certificates set paper = 'certificate' where id = ${paper?.id ?? ''}::uuid`);
	await endPost(db, officer, { postId, on: '2026-02-20' }, now);
	await expect(revokeCertificate(db, province, revoking, at('2026-02-20'))).rejects.toMatchObject({ status: 403 });
	await revokeCertificate(db, province, revoking, at('2026-02-19'));
	expect(await papersOf(personId, now)).toMatchObject([{ state: 'revoked' }]);
});
