import type { PersonActor } from '#lib/access/actor.ts';
import type { Role } from '#lib/access/roles.ts';
import type { Library } from '#lib/curriculum/content.ts';
import { saveChoice, startDrill, type Drill } from '#lib/drills/server/drill.ts';
import { endDrill } from '#lib/drills/server/end.ts';
import { approveScam, proposeScam, type NewLocalScam } from '#lib/drills/server/local-scam.ts';
import { record } from '#lib/ledger/server/record.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { newId } from '#lib/shared/ids.ts';

const DAY = 86_400_000;

/**
 * Invents what goes round in a ward: one fraud that the office has written and the police approved, and one that the
 * police has just written and that waits for the office.
 */
export async function addSampleScams(
	db: Db,
	wardCode: string,
	{ officerId, policeId }: { officerId: string; policeId: string },
	now: Date
): Promise<void> {
	const before = new Date(now.getTime() - 12 * DAY);
	const member = (id: string, role: Role): PersonActor => ({
		...{ kind: 'person', id, signInId: newId(before) },
		grants: [{ role, place: wardCode }]
	});
	const [officer, police] = [member(officerId, 'ward_officer'), member(policeId, 'police_officer')];
	const approved = { ...RUBBISH, id: newId(before), wardCode };
	await proposeScam(db, officer, approved, before);
	await approveScam(db, police, approved.id, before);
	await proposeScam(db, police, { ...METER, id: newId(now), wardCode }, now);
}

const RUBBISH: Omit<NewLocalScam, 'id' | 'wardCode'> = {
	kind: 'message',
	cameFrom: 'Số lạ 0000 1111 2222 (mẫu)',
	text: 'Phường báo: nhà ông/bà còn thiếu phí rác. Trả trong hôm nay tại phi-rac.vi-du.vn để khỏi bị phạt.',
	rightChoice: 'Không bấm, hỏi tổ trưởng',
	wrongChoice: 'Bấm vào để trả cho xong',
	explain: 'Phường không thu tiền qua đường link trong tin nhắn. Tin giục trả ngay là để không kịp hỏi ai.'
};

const METER: Omit<NewLocalScam, 'id' | 'wardCode'> = {
	kind: 'call',
	cameFrom: 'Số lạ 0000 3333 4444 (mẫu)',
	text: 'Tôi ở công ty điện Mẫu. Đồng hồ nhà mình hỏng, chiều nay cắt điện. Đọc mã 111 222 vừa nhắn tới để giữ lại.',
	rightChoice: 'Tắt máy, gọi số in trên hóa đơn điện',
	wrongChoice: 'Đọc mã cho khỏi bị cắt điện',
	explain: 'Công ty điện không hỏi mã nào qua điện thoại. Mã ấy là của ngân hàng, ai có mã là lấy được tiền.'
};

/**
 * Some people of a class did a drill yesterday evening: most know the fakes and now and then distrust what is genuine,
 * one trusts everything.
 */
export async function drillSampleClass(
	db: Db,
	library: Library,
	personIds: readonly string[],
	now: Date
): Promise<void> {
	const evening = new Date(now.getTime() - DAY);
	const items = new Map(library.drills.map((item) => [item.hash, item]));
	for (const [n, personId] of personIds.entries()) {
		const actor: PersonActor = { kind: 'person', id: personId, signInId: newId(evening), grants: [] };
		const drill: Drill = await startDrill(db, library, actor, personId, evening);
		for (const [index, { item: hash, order }] of drill.form.entries()) {
			const item = items.get(hash);
			const knows = item?.genuine === true ? (index + n) % 4 !== 0 : n > 0;
			const place =
				Math.max(
					0,
					order.findIndex((position) => item?.choices[position]?.right === knows)
				) + 1;
			await saveChoice(db, actor, personId, { drillId: drill.id, n: index + 1, place }, evening);
		}
		await record(db, actor, endDrill, { drillId: drill.id, personId }, evening);
	}
}
