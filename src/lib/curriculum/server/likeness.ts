import type { Question } from '../content.ts';

/** A text as the set of its words and neighbouring pairs of words, numbered and in order, and their weight together. */
interface Marks {
	ids: number[];
	weight: number;
	words: number;
}

interface Profile {
	stem: Marks;
	right: Marks;
}

/** Below this, the right answers may be as alike as they like. */
const LEAST_STEM = 0.25;
const ALIKE = 0.48;
/** The same situation with another right answer is still the same question to whoever has met it. */
const SAME_STEM = 0.6;
const LEAST_STEM_WORDS = 12;

/**
 * Pairs of questions that are the same one in other words. What is asked (situation, message, question) and what is
 * right are compared apart, by the words and pairs of words that they share, rare ones counting more; the likeness is
 * the geometric mean of both. Tried on a thousand questions: rewordings made by hand came to 0.53 and more, questions
 * that are different to at most 0.46.
 */
export function findAlike(questions: readonly Question[]): { first: number; second: number; likeness: number }[] {
	const { profiles, weights } = profilesOf(questions);
	const found: { first: number; second: number; likeness: number }[] = [];
	profiles.forEach((one, first) => {
		for (let second = first + 1; second < profiles.length; second++) {
			const other = profiles[second] as Profile;
			const stem = shared(one.stem, other.stem, weights);
			if (stem < LEAST_STEM) continue;
			const likeness = Math.sqrt(stem * shared(one.right, other.right, weights));
			const sameStem = stem >= SAME_STEM && Math.min(one.stem.words, other.stem.words) >= LEAST_STEM_WORDS;
			if (likeness >= ALIKE || sameStem) found.push({ first, second, likeness: sameStem ? stem : likeness });
		}
	});
	return found;
}

/** Numbers the marks of all texts and weighs them: what stands everywhere says nothing. */
function profilesOf(questions: readonly Question[]) {
	const numbers = new Map<string, number>();
	const counts: number[] = [];
	const marksOf = (text: string): Marks => {
		const words = wordsOf(text);
		const marks = new Set([...words, ...words.slice(1).map((word, index) => `${words[index]} ${word}`)]);
		const ids = [...marks].map((mark) => numbers.get(mark) ?? numbers.set(mark, numbers.size).size - 1);
		return { ids: ids.sort((a, b) => a - b), weight: 0, words: words.length };
	};
	const profiles = questions.map((question) => {
		const profile: Profile = { stem: marksOf(stemOf(question)), right: marksOf(rightOf(question)) };
		for (const id of new Set([...profile.stem.ids, ...profile.right.ids])) counts[id] = (counts[id] ?? 0) + 1;
		return profile;
	});
	const weights = counts.map((count) => Math.log((questions.length + 1) / count));
	for (const { stem, right } of profiles) {
		for (const marks of [stem, right]) marks.weight = marks.ids.reduce((sum, id) => sum + (weights[id] ?? 0), 0);
	}
	return { profiles, weights };
}

/** Twice what two texts share, divided by what both have: 0 for nothing, 1 for the same. */
function shared(a: Marks, b: Marks, weights: readonly number[]): number {
	const all = a.weight + b.weight;
	if (all === 0) return 0;
	let sum = 0;
	for (let i = 0, j = 0; i < a.ids.length && j < b.ids.length;) {
		const left = a.ids[i] ?? 0;
		const right = b.ids[j] ?? 0;
		if (left === right) sum += weights[left] ?? 0;
		if (left <= right) i += 1;
		if (right <= left) j += 1;
	}
	return (2 * sum) / all;
}

function stemOf({ situation, message, ask }: Question): string {
	return [situation, message?.text, ask].filter(Boolean).join(' ');
}

function rightOf({ options, steps, pairs }: Question): string {
	const right = options.filter((option) => option.right).map((option) => option.text);
	return [...right, ...steps, ...pairs.flatMap(({ prompt, answer }) => [prompt, answer])].join(' ');
}

function wordsOf(text: string): string[] {
	return text
		.toLowerCase()
		.replace(/\{bác\}|chọn tất cả câu đúng/gu, ' ')
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');
}
