import { readDrillItems } from '#lib/curriculum/server/versions.ts';
import type { PersonActor } from '#lib/access/actor.ts';
import type { DrillItem } from '#lib/curriculum/drill.ts';
import { saveChoice, type Drill } from '#lib/drills/server/drill.ts';
import type { NewLocalScam } from '#lib/drills/server/local-scam.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { newId } from '#lib/shared/ids.ts';

/** Answers every item of a drill: right where `isRight` says so of a genuine item, or of a fake. */
export async function answerDrill(
	db: Db,
	actor: PersonActor,
	drill: Drill,
	isRight: (genuine: boolean) => boolean,
	now: Date
): Promise<void> {
	const items = await readDrillItems(
		db,
		drill.form.map(({ item }) => item)
	);
	for (const [index, { item, order }] of drill.form.entries()) {
		const { genuine, choices } = items.get(item) as DrillItem;
		const place = order.findIndex((position) => choices[position]?.right === isRight(genuine)) + 1;
		await saveChoice(db, actor, drill.personId, { drillId: drill.id, n: index + 1, place }, now);
	}
}

/** A fraud as an officer writes it down, with a text that tries to be more than text. */
export function scamOf(wardCode: string, now: Date): NewLocalScam {
	return {
		...{ id: newId(now), wardCode, kind: 'message', cameFrom: 'Số lạ 0000 1111 2222' },
		text: 'Phường <script>alert(1)</script> thu phí rác. Trả tại phi-rac.vi-du.vn',
		...{ rightChoice: 'Không bấm, hỏi tổ trưởng', wrongChoice: 'Bấm vào để trả' },
		explain: 'Phường không thu phí qua tin nhắn.'
	};
}
