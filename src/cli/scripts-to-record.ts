import { DEFAULT_ADDRESS } from '#lib/curriculum/address.ts';
import type { Library } from '#lib/curriculum/content.ts';
import { listScripts, type Script } from '#lib/curriculum/server/script.ts';
import { sayScore, sayVerdict } from '#lib/learning/said-result.ts';

/** What can be recorded of one module, or of the results. */
export interface Chapter {
	id: string;
	scripts: Script[];
}

/** Every text of the course and of its results that can be listened to, in the usual form of address. */
export function listAllScripts(library: Library): Chapter[] {
	const modules = library.modules.map((module) => ({
		id: module.id,
		scripts: listScripts(module, DEFAULT_ADDRESS)
	}));
	return [...modules, { id: 'ket-qua', scripts: resultScripts(library) }];
}

function resultScripts(library: Library): Script[] {
	const texts = library.standards.flatMap((standard) => {
		const { moduleTest, wholeTest, modules } = standard;
		const whole = wholeTest.questionsPerModule * modules.length;
		const result = { right: 0, asked: 0, counts: true, pass: moduleTest.pass, passPerModule: null };
		const inAll = {
			...result,
			pass: Math.ceil(wholeTest.passShare * whole),
			passPerModule: wholeTest.passPerModule,
			title: standard.name
		};
		const titles = library.modules.filter(({ id }) => modules.includes(id)).map((module) => module.title);
		return [
			...[moduleTest.questions, whole].flatMap((asked) =>
				Array.from({ length: asked + 1 }, (_, right) => sayScore({ right, asked, counts: true }, DEFAULT_ADDRESS))
			),
			...titles.flatMap((title) =>
				[true, false].map((passed) => sayVerdict({ ...result, title, passed }, DEFAULT_ADDRESS))
			),
			...[true, false].map((passed) => sayVerdict({ ...inAll, passed }, DEFAULT_ADDRESS))
		];
	});
	return [...new Set(texts)].map((text) => ({ what: 'kết quả', text }));
}
