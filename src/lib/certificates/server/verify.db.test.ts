import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anonymous } from '#lib/access/actor.ts';
import { writeVerificationCode } from '#lib/certificates/certificate.ts';
import { writeCertificatePdf } from '#lib/certificates/server/certificate-pdf.ts';
import { listCertificates } from '#lib/certificates/server/certificates.ts';
import { issueDue } from '#lib/certificates/server/issue.ts';
import { lookAtCertificates, verify } from '#lib/certificates/server/look.ts';
import { printCertificate } from '#lib/certificates/server/print.ts';
import { revokeCertificate } from '#lib/certificates/server/revoke.ts';
import { listLooks } from '#lib/ledger/server/audit-trail.ts';
import { record } from '#lib/ledger/server/record.ts';
import { correctNames } from '#lib/people/server/names.ts';
import { pdfText } from '#lib/server/pdf-text.fixture.ts';
import { newId } from '#lib/shared/ids.ts';
import { erasePerson } from '#lib/sign-in/server/erasure.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { herself, makeWorld, NOON, settle, takeTest, type World } from '#tests/world.ts';

const vneid = { door: 'module', standard: 'ky-nang-so-thiet-yeu', module: 'vneid' } as const;
const UNKNOWN = '2345678923456789234567892345';

let database: TestDatabase;
let world: World;
let addresses = 0;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());

/** Each look from another address, unless one is given. */
const look = (code: string, address = `10.0.0.${(addresses += 1)}`) => verify(world.db, code, address, NOON);

async function holder(fullName = 'Đặng Thị Ẩn') {
	const personId = await settle(world, world.cuaNam, { fullName });
	await takeTest(world, personId, vneid);
	await issueDue(world.db, world.library, NOON);
	const [paper] = await listCertificates(world.db, personId, NOON);
	if (!paper) throw new Error('no paper was issued');
	return { personId, paper, asked: { personId, certificateId: paper.id } };
}

const print = async ({ personId, asked }: Awaited<ReturnType<typeof holder>>) => {
	const { certificate, name } = await printCertificate(world.db, herself(personId), asked, NOON);
	const printed = { certificate, name, place: 'Phường Cửa Nam', origin: 'https://hoc.so', sample: true };
	return writeCertificatePdf(printed, 'vi');
};

describe('whoever has the code', () => {
	test('is told what the register says, under a masked name, and no more', async () => {
		const { paper, personId } = await holder();
		const told = await look(paper.code);
		expect(told).toMatchObject({
			...{ name: 'Đ*** T** Ẩ*', unnamed: null, state: 'valid', serial: paper.serial, evidence: 'at_home' },
			...{ kind: 'module', score: paper.score, learnedOn: '2026-11-20', issuedOn: '2026-11-20' }
		});
		const all = JSON.stringify(told);
		for (const secret of [personId, paper.id, paper.code, 'Đặng', '1955']) expect(all).not.toContain(secret);
	});

	test('is not told of an edited PDF that it is “verified”, but what the register says', async () => {
		const made = await holder('Bùi Văn Sửa');
		const [text = ''] = pdfText(await print(made));
		const forged = text.replace('tự làm ở nhà', 'có người chứng kiến').replace('20/11/2026', '20/11/2027');
		expect(forged).not.toBe(text);
		const told = await look(made.paper.code);
		expect(text).toContain('tự làm ở nhà');
		expect(told).toMatchObject({ evidence: 'at_home', issuedOn: '2026-11-20', learnedOn: '2026-11-20' });
	});

	test('sees that it was revoked, and on which day', async () => {
		const { paper, asked } = await holder();
		await revokeCertificate(world.db, world.cuaNam.officer, { ...asked, reason: 'own_wish' }, NOON);
		const told = await look(paper.code);
		expect(told).toMatchObject({ state: 'revoked', revokedOn: '2026-11-20' });
		expect(told).not.toHaveProperty('revokedFor');
	});

	test('sees that its time is over', async () => {
		const { paper } = await holder();
		await world.db.execute(sql`update certificates set valid_until = '2026-11-19' where id = ${paper.id}`);
		expect(await look(paper.code)).toMatchObject({ state: 'expired' });
	});

	test('sees no name of somebody erased, nor of a child', async () => {
		const { paper, personId } = await holder();
		await record(world.db, world.cuaNam.officer, erasePerson, { eventId: newId(NOON), personId }, NOON);
		expect(await look(paper.code)).toMatchObject({ name: null, unnamed: 'erased', state: 'valid' });
		const child = await holder('Lê Thị Bé');
		await world.db.execute(sql`update people set birth_year = 2012 where id = ${child.personId}`);
		expect(await look(child.paper.code)).toMatchObject({ name: null, unnamed: 'child' });
	});
});

describe('codes that are tried', () => {
	test('random, sequential, in another case, with spaces, cut, hostile or none at all: not found, all in the same way', async () => {
		const { paper } = await holder();
		const { code } = paper;
		const next = code.slice(0, -1) + (code.endsWith('2') ? '3' : '2');
		for (const tried of [
			UNKNOWN,
			next,
			code.slice(1),
			code.toLowerCase(),
			`${code} `,
			"' or '1'='1",
			paper.serial,
			paper.id,
			''
		]) {
			await expect(look(tried)).rejects.toMatchObject({ code: 'not_found', status: 404, details: {} });
		}
	});

	test('the eleventh wrong one within a minute is refused, and so is a right one after it', async () => {
		const { paper } = await holder();
		const from = '203.0.113.7';
		for (let n = 0; n < 10; n += 1) await expect(look(UNKNOWN, from)).rejects.toMatchObject({ status: 404 });
		await expect(look(UNKNOWN, from)).rejects.toMatchObject({ status: 429, code: 'too_many_looks' });
		await expect(look(paper.code, from)).rejects.toMatchObject({ status: 429 });
		expect(await look(paper.code, '203.0.113.8')).toMatchObject({ state: 'valid' });
	});

	test('an office may check fifty papers in a row', async () => {
		const { paper } = await holder();
		for (let n = 0; n < 50; n += 1) expect(await look(paper.code, '198.51.100.1')).toMatchObject({ state: 'valid' });
	});
});

describe('a print', () => {
	test('bears the name, the serial, the code and all that the register says', async () => {
		const made = await holder('Nguyễn Thị Ẵng Ưỡn Ệ');
		const pages = pdfText(await print(made));
		expect(pages).toHaveLength(1);
		const [text] = pages;
		for (const said of ['Nguyễn Thị Ẵng Ưỡn Ệ', `Số: ${made.paper.serial}`, writeVerificationCode(made.paper.code)]) {
			expect(text).toContain(said);
		}
		expect(text).toContain('Giấy ghi nhận kết quả học');
		expect(text?.replace(/\s+/g, ' ')).toContain('không thay xác nhận của Nhà nước');
		expect(text).not.toMatch(/phổ cập/i);
	});

	test('is the same file each time, and with a corrected name differs by the name alone', async () => {
		const made = await holder('Trần Thị Sai');
		const first = await print(made);
		expect((await print(made)).equals(first)).toBe(true);
		const names = { personId: made.personId, fullName: 'Trần Thị Đúng', everydayName: null };
		await correctNames(world.db, world.cuaNam.officer, names, NOON);
		const again = await print(made);
		expect(pdfText(again)).toEqual(pdfText(first).map((page) => page.replace('Trần Thị Sai', 'Trần Thị Đúng')));
	});

	test('stands in the audit with who printed it, her own too', async () => {
		const made = await holder();
		await print(made);
		await printCertificate(world.db, world.cuaNam.officer, made.asked, NOON);
		const entries = await world.db.execute<{ actor_id: string }>(sql`
			select actor_id from audit_entries where verb = 'certificate.read' and object_id = ${made.paper.id} order by id`);
		expect(entries.map(({ actor_id }) => actor_id)).toEqual([made.personId, world.cuaNam.officer.id]);
	});

	test('is not for others, and of what no longer holds there is none', async () => {
		const made = await holder();
		const { db, cuaNam, thanhBa } = world;
		for (const actor of [anonymous, cuaNam.trainer, thanhBa.officer, herself(newId(NOON))]) {
			await expect(printCertificate(db, actor, made.asked, NOON)).rejects.toMatchObject({ status: 403 });
		}
		await revokeCertificate(db, cuaNam.officer, { ...made.asked, reason: 'wrong_person' }, NOON);
		await expect(print(made)).rejects.toMatchObject({ code: 'certificate_not_valid', status: 409 });
	});
});

test('a look of the office at her papers is one that she is told of; to others she is not found', async () => {
	const { db, cuaNam, thanhBa } = world;
	const { personId } = await holder();
	await expect(lookAtCertificates(db, thanhBa.officer, personId, NOON)).rejects.toMatchObject({ status: 404 });
	expect((await lookAtCertificates(db, cuaNam.officer, personId, NOON)).certificates).toHaveLength(1);
	expect(await listLooks(db, personId)).toMatchObject({ total: 1 });
});
