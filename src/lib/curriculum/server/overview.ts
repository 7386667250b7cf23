import { addDays, writeDay, type Day } from '#lib/shared/dates.ts';
import type { Library } from '../content.ts';
import { countCoverage } from './check-amounts.ts';
import { countGenuine, measurePool, POOLS } from './check-bias.ts';
import { isWeak } from './check-facts.ts';
import { averageOf, sentenceLengths } from './check-wording.ts';
import type { Mention } from './mentions.ts';
import type { WrittenModule } from './take-module.ts';

const SOON = 30;

/** The table that authors look at: module by lesson by skill, with counts and measures. Vietnamese, for the terminal. */
export function writeOverview(library: Library, modules: readonly WrittenModule[]): string {
	const required = new Set(library.standards.flatMap((standard) => standard.modules));
	const lines = modules.flatMap((module) => [...writeModule(module, required.has(module.head.value.id)), '']);
	const sum = (count: (module: WrittenModule) => number): number =>
		modules.reduce((total, one) => total + count(one), 0);
	const skills = library.framework.flatMap((domain) => domain.skills);
	const { taught, tested } = countCoverage(modules);
	return [
		...lines,
		`Tất cả: ${modules.length} phần, ${sum((one) => one.lessons.length)} bài, ` +
			`${sum((one) => one.practice.length)} câu luyện tập, ${sum((one) => one.test.length)} câu kiểm tra, ` +
			`${sum((one) => one.scenarios.length)} bài tập trên máy vẽ.`,
		`Kỹ năng: ${skills.length}, có bài dạy ${skills.filter(({ id }) => taught.has(id)).length}, ` +
			`có câu kiểm tra ${skills.filter(({ id }) => tested.has(id)).length}.`,
		...library.standards.map(({ id, version, hash }) => `Chuẩn ${id}, phiên bản ${version}, mã ${hash.slice(0, 12)}.`)
	].join('\n');
}

/** What rests on weak evidence, lesson by lesson, and what must be checked again: overdue, or soon. Never fails anything. */
export function writeFacts(modules: readonly WrittenModule[], today: Day): string {
	const lessons = modules.flatMap((module) => module.lessons);
	const facts = lessons.flatMap(({ value, at }) =>
		value.facts.map((fact, index) => ({ fact, place: () => at('facts', index, 'check_by') }))
	);
	const due = facts
		.filter(({ fact }) => fact.checkBy <= addDays(today, SOON))
		.sort((a, b) => (a.fact.checkBy < b.fact.checkBy ? -1 : 1));
	const write = ({ fact, place }: (typeof facts)[number]): string => {
		const { file, line } = place();
		return `  ${writeDay(fact.checkBy)}  ${file}:${line}  ${fact.says}`;
	};
	const overdue = due.filter(({ fact }) => fact.checkBy < today);
	const soon = due.filter(({ fact }) => fact.checkBy >= today);
	return [
		`Điều đã dùng: ${facts.length}. Chưa chắc (M, L, K): ${facts.filter(({ fact }) => isWeak(fact)).length}.`,
		...lessons.flatMap(({ value }) => {
			const weak = value.facts.filter(isWeak).map(({ id, confidence }) => `${id} (${confidence})`);
			return weak.length === 0 ? [] : [`  ${value.module}/${value.id}: ${weak.join(', ')}`];
		}),
		`Quá hạn kiểm tra lại: ${overdue.length}.`,
		...overdue.map(write),
		`Tới hạn trong ${SOON} ngày: ${soon.length}.`,
		...soon.map(write)
	].join('\n');
}

/** Where a word stands, place by place, and how many lessons, facts and questions that is. */
export function writeMentions(word: string, mentions: readonly Mention[]): string {
	const count = (owner: (mention: Mention) => string | undefined): number =>
		new Set(mentions.map(owner).filter((one) => one !== undefined)).size;
	const lessons = count(({ part, of }) => (part === 'bài' || part === 'điều' ? of.split('#')[0] : undefined));
	const facts = count(({ part, of }) => (part === 'điều' ? of : undefined));
	const questions = count(({ part, of }) => (part === 'câu hỏi' ? of : undefined));
	const scenarios = count(({ part, of }) => (part === 'bài tập' ? of : undefined));
	return [
		...mentions.map(({ file, line, part, of, text }) => `${file}:${line}: ${part} ${of}: ${shorten(text)}`),
		`"${word}": ${lessons} bài, ${facts} điều, ${questions} câu hỏi, ${scenarios} bài tập; ${mentions.length} chỗ.`
	].join('\n');
}

function writeModule(module: WrittenModule, required: boolean): string[] {
	const { value } = module.head;
	const topics = value.topics.length === 0 ? '' : ` · chuyên đề ${value.topics.join(', ')}`;
	return [
		`${value.id} · ${value.title.vi} · ${AUDIENCE[value.audience]}${required ? ' (bắt buộc)' : ''}${topics}`,
		row('bài', 'kỹ năng', 'luyện tập', 'kiểm tra', 'tiếng/câu'),
		...module.lessons.flatMap((lesson) =>
			lesson.value.skills.map((skill, index) => {
				const { id, local } = lesson.value;
				const name = index > 0 ? '' : local === null ? id : `${id} (tỉnh ${local})`;
				const average = index > 0 ? '' : decimal(averageOf(sentenceLengths(lesson)));
				return row(name, skill, count(module.practice, skill, id), '', average);
			})
		),
		...value.skills.map((skill, index) =>
			row(
				index === 0 ? 'tất cả các bài' : '',
				skill,
				count(module.practice, skill, null),
				count(module.test, skill, null),
				index === 0 ? decimal(averageOf(module.lessons.flatMap(sentenceLengths))) : ''
			)
		),
		...writePools(module),
		...module.scenarios.map(({ value }) => {
			const counts = `${value.screens.length} màn hình, ${value.mistakes.length} lỗi, ${value.paths.length} đường đi`;
			return `  bài tập   ${value.id} · ${value.skills.join(', ')} · ${counts}`;
		})
	];
}

const AUDIENCE = { residents: 'người dân', officials: 'cán bộ', trainers: 'người hướng dẫn' };

function writePools(module: WrittenModule): string[] {
	return POOLS.map(([pool, name]) => {
		const { questions, situations, longestRight, shortestRight, places } = measurePool(module[pool]);
		const { genuine, fraud } = countGenuine(module[pool]);
		return (
			`  ${name.padEnd(9)} ${String(questions).padStart(3)} câu · tình huống ${percent(situations)}` +
			` · câu đúng: dài nhất ${percent(longestRight)}, ngắn nhất ${percent(shortestRight)},` +
			` đứng thứ 1–4 ${places.map(percent).join(' ')} · thật ${genuine}, giả ${fraud}`
		);
	});
}

function count(pool: WrittenModule['practice'], skill: string, lesson: string | null): string {
	return String(
		pool.filter(({ value }) => value.skill === skill && (lesson === null || value.lesson === lesson)).length
	);
}

function row(lesson: string, skill: string, practice: string, test: string, average: string): string {
	const figures = [practice, test, average].map((figure) => figure.padStart(10));
	return `  ${lesson.padEnd(34)} ${skill.padEnd(28)} ${figures.join(' ')}`.trimEnd();
}

function percent(share: number): string {
	return `${Math.round(share * 100)}%`;
}

function decimal(figure: number): string {
	return figure.toFixed(1).replace('.', ',');
}

function shorten(text: string): string {
	return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
