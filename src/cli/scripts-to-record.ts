import { addressFor, DEFAULT_ADDRESS } from '#lib/curriculum/address.ts';
import type { Address, Library } from '#lib/curriculum/content.ts';
import { isForResidents } from '#lib/curriculum/library.ts';
import { scenarioScripts } from '#lib/curriculum/server/scenario-script.ts';
import { listScripts, type Script } from '#lib/curriculum/server/script.ts';
import { consentScripts } from '#lib/people/consent.ts';
import { pictureScripts } from '#lib/sign-in/said-pictures.ts';
import { sayScore, sayVerdict } from '#lib/learning/said-result.ts';

/** What can be recorded of one module, of the three pictures, of the results, or of what people are asked to agree to. */
export interface Chapter {
	id: string;
	scripts: Script[];
}

/** Every text of the course, of the way in by pictures, of the results and of consent, where residents are addressed so. */
export function listAllScripts(library: Library, address: Address = DEFAULT_ADDRESS): Chapter[] {
	const modules = library.modules.map((module) => {
		const theirs = addressFor(module.audience, address);
		const practised = library.scenarios.filter((scenario) => scenario.module === module.id);
		const scripts = [...listScripts(module, theirs), ...practised.flatMap((one) => scenarioScripts(one, theirs))];
		return { id: module.id, scripts: [...new Map(scripts.map((script) => [script.text, script])).values()] };
	});
	const pictures = pictureScripts().map((text) => ({ what: 'ba hình', text }));
	const results = resultScripts(library, address);
	const consents = consentScripts(address).map((text) => ({ what: 'đồng ý', text }));
	return [
		...modules,
		{ id: 'ba-hinh', scripts: pictures },
		{ id: 'ket-qua', scripts: results },
		{ id: 'dong-y', scripts: consents }
	];
}

function resultScripts(library: Library, ofProvince: Address): Script[] {
	const texts = library.standards.filter(isForResidents).flatMap((standard) => {
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
