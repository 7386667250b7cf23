import { fillAddress } from '#lib/curriculum/address.ts';
import type { Address } from '#lib/curriculum/content.ts';
import type { DrillItem } from '#lib/curriculum/drill.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import type { AskedItem, DebriefedItem, DrillFormItem } from '#lib/drills/drill.ts';
import { readChoices, readItems, type Drill } from '#lib/drills/server/drill.ts';

/** Item `n` of a drill, from 1, as she may see it. Not found for any other number. */
export async function askItem(db: Db, drill: Drill, n: number, address: Address): Promise<AskedItem> {
	const drawn = drill.form[n - 1];
	if (!drawn) throw notFound();
	const [items, choices] = await Promise.all([readItems(db, drill), readChoices(db, drill.id)]);
	return shownItem(items[n - 1] as DrillItem, drawn, choices.get(n), address);
}

/** The numbers of the items that have no answer yet, in order. */
export async function listOpenItems(db: Db, drill: Drill): Promise<number[]> {
	const choices = await readChoices(db, drill.id);
	return drill.form.map((_, index) => index + 1).filter((n) => !choices.has(n));
}

/** An ended drill item by item, with what was right and why. Refuses one that goes on (409): no key leaves before. */
export async function debrief(db: Db, drill: Drill, address: Address): Promise<DebriefedItem[]> {
	if (!drill.endedAt) throw new DomainError('drill_open', 409);
	const say = (text: string) => fillAddress(text, address);
	const [items, choices] = await Promise.all([readItems(db, drill), readChoices(db, drill.id)]);
	return items.map((item, index) => {
		const { kind, genuine, explain, lesson } = item;
		const { situation, from, text } = shownItem(item, drill.form[index] as DrillFormItem, undefined, address);
		const chosen = item.choices[choices.get(index + 1) ?? -1];
		const answer = item.choices.find((choice) => choice.right);
		return {
			...{ n: index + 1, kind, genuine, situation, from, text, explain: say(explain), lesson },
			right: chosen?.right ?? false,
			chosen: say(chosen?.text ?? ''),
			answer: say(answer?.text ?? '')
		};
	});
}

/** Built field by field: neither whether it is genuine nor which choice is right. */
function shownItem(item: DrillItem, drawn: DrillFormItem, chosen: number | undefined, address: Address): AskedItem {
	const say = (text: string) => fillAddress(text, address);
	const variant = item.variants[drawn.variant];
	return {
		kind: item.kind,
		situation: item.situation && say(item.situation),
		from: say(variant?.from ?? ''),
		text: say(variant?.text ?? ''),
		choices: drawn.order.map((position, index) => ({
			place: index + 1,
			text: say(item.choices[position]?.text ?? ''),
			chosen: position === chosen
		}))
	};
}
