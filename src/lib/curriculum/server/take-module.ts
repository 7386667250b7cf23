import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Lesson, Module, Pool, Question } from '../content.ts';
import { withHash, withModuleHash } from './hash.ts';
import { lessonInput, moduleInput, questionInput, quizInput, type QuestionInput } from './input.ts';
import { drawBody, type DrawnBody } from './markdown.ts';
import type { Place, Placed, Problem } from './problems.ts';
import { take } from './say-issue.ts';
import { parseYaml, readText, splitFrontMatter } from './source.ts';
import { takeScenarios, type WrittenScenario } from './take-scenario.ts';

/** A text with front matter as it was written: its head, its body, and where both stand. */
export interface Written<T> extends Placed<T> {
	file: string;
	bodyLine: number;
	drawn: DrawnBody;
}

/** A question as it was written. */
export interface WrittenQuestion extends Placed<Question> {
	/** whether what it shows is genuine or a fraud; only the check asks, so it is no part of the question's content */
	genuine: boolean | null;
}

/** A module with the places of all its parts, before it is checked as a whole. */
export interface WrittenModule {
	folder: string;
	head: Written<Module>;
	lessons: Written<Lesson>[];
	/** ids of lessons that are there but cannot be used; their own problems are listed */
	unread: string[];
	practice: WrittenQuestion[];
	test: WrittenQuestion[];
	scenarios: WrittenScenario[];
}

const FOLDER = /^\d{2}-([a-z0-9]+(?:-[a-z0-9]+)*)$/;

/** Folders such as `01-thu-dien-tu`, in order, with the id after the number. Other things there are a problem. */
export function listFolders(root: string, under: string, files: string[], problems: Problem[]) {
	const found: { path: string; id: string }[] = [];
	for (const entry of readdirSync(join(root, under), { withFileTypes: true })) {
		if (entry.name.startsWith('.') || files.includes(entry.name)) continue;
		const path = `${under}/${entry.name}`;
		const id = FOLDER.exec(entry.name)?.[1];
		if (entry.isDirectory() && id) found.push({ path, id });
		else
			problems.push({
				file: path,
				line: 1,
				say: 'Không hiểu tệp hay thư mục này. Hãy đặt tên kiểu "01-ten-bai", hoặc xóa.'
			});
	}
	return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Reads one module's folder; null if its own `index.md` cannot be used. Lessons and questions that cannot be are left out. */
export function takeModule(root: string, folder: string, id: string, problems: Problem[]): WrittenModule | null {
	const lessons: Written<Lesson>[] = [];
	const unread: string[] = [];
	for (const found of listFolders(root, folder, ['index.md', 'quiz.yaml', 'practice'], problems)) {
		const lesson = takeLesson(root, `${found.path}/index.md`, found.id, id, problems);
		if (lesson) lessons.push(lesson);
		else unread.push(found.id);
	}
	const { practice, test } = takeQuiz(root, `${folder}/quiz.yaml`, id, problems);
	const scenarios = takeScenarios(root, folder, id, problems);
	const page = takePage(moduleInput, root, `${folder}/index.md`, problems);
	if (!page) return null;
	const { title, title_en, ...rest } = page.value;
	const value: Module = withModuleHash({
		...rest,
		id,
		title: { vi: title, en: title_en },
		introduction: page.body,
		lessons: lessons.map((lesson) => lesson.value).filter((lesson) => lesson.local === null),
		supplements: lessons.map((lesson) => lesson.value).filter((lesson) => lesson.local !== null),
		practice: practice.map((question) => question.value),
		test: test.map((question) => question.value)
	});
	return { folder, head: { ...page, value }, lessons, unread, practice, test, scenarios };
}

function takeLesson(
	root: string,
	file: string,
	id: string,
	module: string,
	problems: Problem[]
): Written<Lesson> | null {
	const page = takePage(lessonInput, root, file, problems);
	if (!page) return null;
	const { title, title_en, check_by, facts, local = null, ...rest } = page.value;
	const value = withHash({
		...rest,
		local,
		id,
		module,
		title: { vi: title, en: title_en },
		checkBy: check_by,
		facts: facts.map(({ check_by: checkBy, ...fact }) => ({ ...fact, checkBy })),
		body: page.body
	});
	return { ...page, value };
}

/** A Markdown file: front matter by a schema, and the body drawn once, which finds what is wrong in it. */
function takePage<T extends z.ZodType>(schema: T, root: string, file: string, problems: Problem[]) {
	const text = readText(root, file, problems);
	const split = text === null ? null : splitFrontMatter(text, file, problems);
	if (!split) return null;
	const drawn = drawBody(split.body);
	problems.push(...drawn.problems.map(({ line, say }) => ({ file, line: line + split.bodyLine - 1, say })));
	const yaml = parseYaml(split.front, file, 2, problems);
	const value = yaml && take(schema, yaml, [], yaml.value, problems);
	if (!yaml || !value) return null;
	return { value, file, at: yaml.at, body: split.body.trim(), bodyLine: split.bodyLine, drawn };
}

function takeQuiz(root: string, file: string, module: string, problems: Problem[]) {
	const pools: Record<Pool, WrittenQuestion[]> = { practice: [], test: [] };
	const text = readText(root, file, problems);
	const yaml = text === null ? null : parseYaml(text, file, 1, problems);
	const quiz = yaml && take(quizInput, yaml, [], yaml.value, problems);
	if (!yaml || !quiz) return pools;
	for (const pool of ['practice', 'test'] as const) {
		quiz[pool].forEach((written, index) => {
			const input = take(questionInput, yaml, [pool, index], written, problems);
			if (!input) return;
			const at = (...path: (string | number)[]): Place => yaml.at(pool, index, ...path);
			pools[pool].push({ value: questionOf(input, module, pool), genuine: input.genuine ?? null, at });
		});
	}
	return pools;
}

function questionOf(input: QuestionInput, module: string, pool: Pool): Question {
	return withHash({
		id: input.id,
		module,
		pool,
		lesson: input.lesson ?? null,
		skill: input.skill,
		kind: input.kind,
		situation: input.situation ?? null,
		message: input.message ?? null,
		ask: input.ask,
		options: (input.options ?? []).map(({ text, right }) => ({ text, right: right ?? false })),
		steps: input.steps ?? [],
		pairs: input.pairs ?? [],
		explain: input.explain
	});
}
