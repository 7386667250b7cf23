import type { DrillItem } from '../drill.ts';
import { realLookingIn } from '../real-looking.ts';
import { sayBrands } from './check-invented.ts';
import { checkText } from './check-wording.ts';
import type { Path, Placed, Problem } from './problems.ts';
import type { WrittenModule } from './take-module.ts';
import { countWords, sentencesOf } from './words.ts';

const LONGEST_CHOICE = 15;
const MOST_SENTENCES = 3;
/** So many of each kind, that every share of fakes can be drawn three times without meeting one again. */
const LEAST_OF_EACH = 12;
/** Of all right choices at most this share is the longest of its item: length must not give the key away. */
const MOST_LONGEST = 0.6;

/** What makes an item of a drill unusable: two of one name, no or two right choices, a lesson that is not there. */
export function checkDrills(
	items: readonly Placed<DrillItem>[],
	modules: readonly WrittenModule[],
	unread: ReadonlySet<string>
): Problem[] {
	const lessons = new Set(
		modules.flatMap(({ head, lessons }) => lessons.map((one) => `${head.value.id}/${one.value.id}`))
	);
	return items.flatMap(({ value, at }, index) => {
		const say = (path: Path, text: string): Problem => ({ ...at(...path), say: text });
		const same = items.findIndex((other) => other.value.id === value.id) < index;
		const rights = value.choices.filter((choice) => choice.right).length;
		const [module = ''] = value.lesson?.split('/') ?? [];
		const lost = !lessons.has(value.lesson ?? '') && !unread.has(module);
		return [
			...(same ? [say(['id'], `Mục "${value.id}" có hai lần. Hãy đổi tên một mục.`)] : []),
			...(rights === 1 ? [] : [say(['choices'], 'Cần đúng một lựa chọn có "right: true".')]),
			...(lost ? [say(['lesson'], `Không có bài "${value.lesson}". Hãy sửa lại, kiểu ten-phan/ten-bai.`)] : []),
			...textsOf(value).flatMap(({ text, path }) => {
				const found = realLookingIn(text);
				const hint = 'Hãy dùng số bắt đầu bằng 000, mã như 111 222, địa chỉ đuôi vi-du.vn.';
				const brands = sayBrands(text).map((brand) => say(path, brand));
				return found ? [say(path, `"${found.written}" giống thật. ${hint}`), ...brands] : brands;
			})
		];
	});
}

/** What makes drills poor: too few items, long sentences, hard words in our own words, keys that can be guessed. */
export function measureDrills(items: readonly Placed<DrillItem>[]): Problem[] {
	const [first] = items;
	if (!first) return [];
	const longest = items.filter(({ value }) => isRightLongest(value)).length;
	return [
		...items.flatMap(checkItemWording),
		...[true, false].flatMap((genuine) => {
			const count = items.filter(({ value }) => value.genuine === genuine).length;
			if (count >= LEAST_OF_EACH) return [];
			return [{ ...first.at(), say: `Mới có ${count} mục ${genuine ? 'thật' : 'giả'}. Cần ít nhất ${LEAST_OF_EACH}.` }];
		}),
		...(longest > MOST_LONGEST * items.length
			? [
					{
						...first.at(),
						say: `${longest} trên ${items.length} mục có câu đúng dài nhất. Hãy viết dài ngắn khác nhau.`
					}
				]
			: [])
	];
}

function checkItemWording({ value, at }: Placed<DrillItem>): Problem[] {
	const own: { text: string; path: Path }[] = [
		{ text: value.situation ?? '', path: ['situation'] },
		{ text: value.explain, path: ['explain'] },
		...value.choices.map(({ text }, index) => ({ text, path: ['choices', index] }))
	];
	return [
		...own.flatMap(({ text, path }) => checkText(text, at(...path), 'residents')),
		...value.choices.flatMap(({ text }, index) =>
			countWords(text) > LONGEST_CHOICE
				? [{ ...at('choices', index), say: `Lựa chọn dài quá ${LONGEST_CHOICE} tiếng. Hãy rút ngắn.` }]
				: []
		),
		...(sentencesOf(value.explain).length > MOST_SENTENCES
			? [{ ...at('explain'), say: `Lời giải thích nhiều nhất ${MOST_SENTENCES} câu.` }]
			: [])
	];
}

function isRightLongest({ choices }: DrillItem): boolean {
	const right = choices.find((choice) => choice.right)?.text ?? '';
	return choices.every(({ text }) => text.length <= right.length);
}

function textsOf(item: DrillItem): { text: string; path: Path }[] {
	return [
		{ text: item.situation ?? '', path: ['situation'] },
		{ text: item.explain, path: ['explain'] },
		...item.variants.flatMap(({ from, text }, index) => [
			{ text: from, path: ['variants', index, 'from'] },
			{ text, path: ['variants', index, 'text'] }
		]),
		...item.choices.map(({ text }, index) => ({ text, path: ['choices', index] }))
	];
}
