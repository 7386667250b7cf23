import type { DrillItem } from '#lib/curriculum/drill.ts';
import { chanceFrom, shuffled } from '#lib/learning/server/chance.ts';
import type { DrillFormItem } from '#lib/drills/drill.ts';

const FEWEST = 8;
const MOST = 10;
const LEAST_SHARE = 0.3;
const MOST_SHARE = 0.7;

export interface DrawnDrill {
	form: DrillFormItem[];
	fakes: number;
}

/** What somebody's earlier drills held. */
export interface Met {
	/** how often each item, by id, and each of its variants, by `<id> <variant>` */
	times: ReadonlyMap<string, number>;
	/** of the last drill, that this one may have another share */
	last: { fakes: number; of: number } | null;
}

/**
 * Draws 8 to 10 items, of which 30 to 70 in 100 are fakes and not the same share as last time: those met least first,
 * a ward's own before the others, each in the variant met least. Fewer where the pool is smaller; null where it lacks
 * one kind. The same seed gives the same drill.
 */
export function drawDrill(pool: readonly DrillItem[], { times, last }: Met, seed: string): DrawnDrill | null {
	const chance = chanceFrom(seed);
	const met = (key: string) => times.get(key) ?? 0;
	const inTurn = (genuine: boolean) =>
		shuffled(
			pool.filter((item) => item.genuine === genuine),
			chance
		).sort((a, b) => met(a.id) - met(b.id) || Number(a.lesson !== null) - Number(b.lesson !== null));
	const [fakes, genuines] = [inTurn(false), inTurn(true)];
	const sizes = sizesFor(fakes.length, genuines.length, last);
	const size = sizes[Math.floor(chance() * sizes.length)];
	if (!size) return null;

	const drawn = [...fakes.slice(0, size.fakes), ...genuines.slice(0, size.of - size.fakes)];
	const form = shuffled(drawn, chance).map((item) => {
		const variants = shuffled([...item.variants.keys()], chance);
		const [variant = 0] = variants.sort((a, b) => met(`${item.id} ${a}`) - met(`${item.id} ${b}`));
		return { item: item.hash, id: item.id, variant, order: shuffled([...item.choices.keys()], chance) };
	});
	return { form, fakes: size.fakes };
}

/** Every size and number of fakes that the pool allows, with another share than last time. */
function sizesFor(fakes: number, genuines: number, last: Met['last']): { fakes: number; of: number }[] {
	const most = Math.min(MOST, fakes + genuines);
	const all: { fakes: number; of: number }[] = [];
	for (let of = Math.min(FEWEST, most); of <= most; of += 1) {
		for (let n = Math.ceil(LEAST_SHARE * of); n <= Math.floor(MOST_SHARE * of); n += 1) {
			if (n > 0 && n <= fakes && of - n > 0 && of - n <= genuines) all.push({ fakes: n, of });
		}
	}
	const others = all.filter((size) => !last || size.fakes * last.of !== last.fakes * size.of);
	return others.length > 0 ? others : all;
}
