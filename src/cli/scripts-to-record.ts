import { addressFor, DEFAULT_ADDRESS } from '#lib/curriculum/address.ts';
import type { Address, Library } from '#lib/curriculum/content.ts';
import { listScripts, type Script } from '#lib/curriculum/server/script.ts';
import { sayScore, sayVerdict } from '#lib/learning/said-result.ts';

/** What can be recorded of one module, or of the results. */
export interface Chapter {
	id: string;
	scripts: Script[];
}

/** Every text of the course and of its results that can be listened to, where residents are addressed so. */
export function listAllScripts(library: Library, address: Address = DEFAULT_ADDRESS): Chapter[] {
	const modules = library.modules.map((module) => ({
		id: module.id,
		scripts: listScripts(module, addressFor(module.audience, address))
	}));
	return [...modules, { id: 'ket-qua', scripts: resultScripts(library, address) }];
}

function resultScripts(library: Library, ofProvince: Address): Script[] {
	const texts = library.standards.flatMap((standard) => {
		const { moduleTest, wholeTest, modules } = standard;
		const tested = library.modules.filter(({ id }) => modules.includes(id));
		const address = addressFor(tested[0]?.audience ?? 'residents', ofProvince);
		const whole = wholeTest.questionsPerModule * modules.length;
		const result = { right: 0, asked: 0, counts: true, pass: moduleTest.pass, passPerModule: null };
		const inAll = {
			...result,
			pass: Math.ceil(wholeTest.passShare * whole),
			passPerModule: wholeTest.passPerModule,
			title: standard.name
		};
		return [
			...[moduleTest.questions, whole].flatMap((asked) =>
				Array.from({ length: asked + 1 }, (_, right) => sayScore({ right, asked, counts: true }, address))
			),
			...tested.flatMap(({ title }) =>
				[true, false].map((passed) => sayVerdict({ ...result, title, passed }, address))
			),
			...[true, false].map((passed) => sayVerdict({ ...inAll, passed }, address))
		];
	});
	return [...new Set(texts)].map((text) => ({ what: 'kết quả', text }));
}
