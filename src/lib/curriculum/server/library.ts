import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Address, Domain, GlossaryWord, Library } from '../content.ts';
import { checkModule } from './check-module.ts';
import { checkScenarios } from './check-scenario.ts';
import { checkStandard } from './check-standard.ts';
import { checkSupplements } from './check-supplements.ts';
import { wordExplainer } from './explain-words.ts';
import { takeGlossary } from './glossary.ts';
import { deepFreeze } from './hash.ts';
import { drawBody, fillHtml } from './markdown.ts';
import { ContentError, type Placed, type Problem } from './problems.ts';
import { takeFramework, takeStandards } from './take-frame.ts';
import { listFolders, takeModule, type WrittenModule } from './take-module.ts';

/** The content as read and checked, with the places of everything: what `content:check` measures further. */
export interface WrittenLibrary {
	library: Library;
	framework: Placed<Domain[]>;
	modules: WrittenModule[];
	glossary: Placed<GlossaryWord>[];
	problems: Problem[];
}

/**
 * Reads everything under a `content` folder, once. Throws one ContentError that lists every problem, each with file,
 * line and what to do. The library is frozen; the same content always has the same hashes.
 */
export function readLibrary(folder: string): Library {
	const { library, problems } = examineLibrary(folder);
	if (problems.length > 0) throw new ContentError(problems);
	return library;
}

/** As `readLibrary`, but hands over the problems instead of throwing them. */
export function examineLibrary(folder: string): WrittenLibrary {
	const problems: Problem[] = [];
	const root = join(folder, '..');
	const name = basename(folder);
	if (!existsSync(join(folder, 'modules')) || !existsSync(join(folder, 'standards'))) {
		throw new ContentError([{ file: name, line: 1, say: 'Thiếu thư mục "modules" hoặc "standards". Hãy tạo lại.' }]);
	}

	const framework = takeFramework(root, `${name}/framework.yaml`, problems);
	const modules: WrittenModule[] = [];
	const numbers = new Map<string, string>();
	const unread = new Set<string>();
	for (const { path, id } of listFolders(root, `${name}/modules`, [], problems)) {
		const known = numbers.get(id);
		if (known) problems.push({ file: path, line: 1, say: `Phần "${id}" đã có ở ${known}. Hãy đổi tên thư mục.` });
		numbers.set(id, path);
		const module = takeModule(root, path, id, problems);
		if (module) modules.push(module);
		else unread.add(id);
	}
	const standards = takeStandards(root, `${name}/standards`, problems);
	const glossary = takeGlossary(root, `${name}/glossary.yaml`, problems);

	const skills = new Set(framework.value.flatMap((domain) => domain.skills.map((skill) => skill.id)));
	for (const module of modules) {
		const known = skills.size > 0 ? skills : null;
		problems.push(...checkModule(module, known), ...checkSupplements(module), ...checkScenarios(module, known));
	}
	standards.forEach((standard, index) => {
		const { id } = standard.value;
		if (standards.findIndex((one) => one.value.id === id) < index) {
			problems.push({ ...standard.at('id'), say: `Chuẩn "${id}" có hai tệp. Hãy giữ một.` });
		}
		problems.push(...checkStandard(standard, modules, unread));
	});

	const words = glossary.map((word) => word.value);
	const library: Library = {
		framework: framework.value,
		standards: standards.map((standard) => standard.value),
		modules: modules.map((module) => module.head.value),
		supplements: modules.flatMap((module) => module.head.value.supplements),
		scenarios: modules.flatMap((module) => module.scenarios.map((scenario) => scenario.value)),
		glossary: words,
		...pagesOf(modules, words)
	};
	return { library: deepFreeze(library), framework, modules, glossary, problems };
}

/**
 * The HTML of all pages, drawn when they were read; sanitised, explained and filled in once for each form of address,
 * when they are first looked at. An explanation is no part of a lesson: the glossary changes no hash.
 */
function pagesOf(
	modules: WrittenModule[],
	glossary: readonly GlossaryWord[]
): Pick<Library, 'lessonHtml' | 'introductionHtml'> {
	const plain = new Map<string, () => string>();
	const explained = new Map<string, () => string>();
	for (const { head, lessons } of modules) {
		plain.set(head.value.hash, head.drawn.html);
		const pages = head.value.audience === 'residents' ? explained : plain;
		for (const { value, drawn } of lessons) pages.set(value.hash, drawn.html);
	}
	const explain = wordExplainer(glossary, () => [...explained.values()].map((html) => html()));
	const drawnHtml = (hash: string, body: string): string => {
		const lesson = explained.get(hash);
		return lesson === undefined ? (plain.get(hash) ?? drawBody(body).html)() : explain(lesson());
	};
	const filled = new Map<string, string>();
	const pageHtml = (hash: string, body: string, address: Address): string => {
		const key = `${hash} ${address.lower} ${address.upper}`;
		const html = filled.get(key) ?? fillHtml(drawnHtml(hash, body), address);
		filled.set(key, html);
		return html;
	};
	return {
		lessonHtml: (lesson, address) => pageHtml(lesson.hash, lesson.body, address),
		introductionHtml: (module, address) => pageHtml(module.hash, module.introduction, address)
	};
}
