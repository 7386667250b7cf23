import { addDays, writeDay, type Day } from '#lib/shared/dates.ts';
import type { Library } from '../content.ts';
import { measureModule } from './measure.ts';
import type { WrittenModule } from './take-module.ts';

const SOON = 30;

/** The table that authors look at: module by lesson by skill, with counts and measures. Vietnamese, for the terminal. */
export function writeOverview(library: Library, modules: readonly WrittenModule[]): string {
	const required = new Set(library.standards.flatMap((standard) => standard.modules));
	const lines = modules.flatMap((module) => [...writeModule(module, required.has(module.head.value.id)), '']);
	const sum = (count: (module: WrittenModule) => number): number =>
		modules.reduce((total, one) => total + count(one), 0);
	lines.push(
		`Tất cả: ${modules.length} phần, ${sum((one) => one.lessons.length)} bài, ` +
			`${sum((one) => one.practice.length)} câu luyện tập, ${sum((one) => one.test.length)} câu kiểm tra.`
	);
	for (const { id, version, hash } of library.standards)
		lines.push(`Chuẩn ${id}, phiên bản ${version}, mã ${hash.slice(0, 12)}.`);
	return lines.join('\n');
}

/** Facts whose day to be checked again is past or near, and how many rest on weak evidence. Never fails anything. */
export function writeFactsDue(modules: readonly WrittenModule[], today: Day): string {
	const facts = modules.flatMap(({ lessons }) =>
		lessons.flatMap(({ value, at }) => value.facts.map((fact, index) => ({ fact, ...at('facts', index, 'check_by') })))
	);
	const due = facts.filter(({ fact }) => fact.checkBy <= addDays(today, SOON));
	const weak = facts.filter(({ fact }) => fact.confidence !== 'H').length;
	const lines = due
		.sort((a, b) => (a.fact.checkBy < b.fact.checkBy ? -1 : 1))
		.map(({ fact, file, line }) => `  ${writeDay(fact.checkBy)}  ${file}:${line}  ${fact.says}`);
	const heading = `Điều đã dùng: ${facts.length}, trong đó ${weak} chưa chắc (M, L, K). Cần kiểm tra lại trong ${SOON} ngày: ${due.length}.`;
	return [heading, ...lines].join('\n');
}

function writeModule(module: WrittenModule, required: boolean): string[] {
	const { value } = module.head;
	const measures = measureModule(module);
	const share = (part: number): string => `${Math.round(part * 100)}%`;
	return [
		`${value.id} · ${value.title.vi}${required ? ' (bắt buộc)' : ''}`,
		row('bài', 'kỹ năng', 'luyện tập', 'kiểm tra'),
		...module.lessons.flatMap(({ value: lesson }) =>
			lesson.skills.map((skill, index) =>
				row(index === 0 ? lesson.id : '', skill, count(module.practice, skill, lesson.id), '')
			)
		),
		...value.skills.map((skill) =>
			row('tất cả các bài', skill, count(module.practice, skill, null), count(module.test, skill, null))
		),
		`  Câu dài trung bình ${measures.averageWords.toFixed(1)} tiếng (${measures.sentences} câu).` +
			` Luyện tập / kiểm tra: tình huống ${share(measures.situations.practice)} / ${share(measures.situations.test)},` +
			` câu đúng dài nhất ${share(measures.longestRight.practice)} / ${share(measures.longestRight.test)}.`
	];
}

function count(pool: WrittenModule['practice'], skill: string, lesson: string | null): string {
	return String(
		pool.filter(({ value }) => value.skill === skill && (lesson === null || value.lesson === lesson)).length
	);
}

function row(lesson: string, skill: string, practice: string, test: string): string {
	return `  ${lesson.padEnd(34)} ${skill.padEnd(28)} ${practice.padStart(10)} ${test.padStart(10)}`.trimEnd();
}
