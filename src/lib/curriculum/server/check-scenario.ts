import { leadsTo, targetsOf, type Scenario, type Screen, type Tap } from '../scenario.ts';
import { checkInvented } from './check-invented.ts';
import { checkPaths, checkWays, unknownScreen, type Found } from './check-scenario-ways.ts';
import type { Problem } from './problems.ts';
import type { WrittenModule } from './take-module.ts';

/** What must hold of a scenario: nothing leads nowhere, the goal can be reached from everywhere, nothing looks real. */
export function checkScenarios(module: WrittenModule, skills: Set<string> | null): Problem[] {
	return module.scenarios.flatMap((written) => {
		const found = [
			...checkBelonging(written.value, module, skills),
			...checkIds(written.value),
			...checkScreens(written.value),
			...checkUse(written.value)
		];
		const further = found.length > 0 ? [] : [...checkWays(written.value), ...checkPaths(written.value)];
		return [
			...[...found, ...further].map(({ path, say }) => ({ ...written.at(...path), say })),
			...checkInvented(written)
		];
	});
}

function checkBelonging({ skills, lesson }: Scenario, module: WrittenModule, known: Set<string> | null): Found[] {
	const own = module.head.value.skills;
	const found: Found[] = [];
	skills.forEach((skill, index) => {
		const path = ['skills', index];
		if (known !== null && !known.has(skill)) {
			found.push({ path, say: `Không có kỹ năng "${skill}". Hãy xem các mã trong content/framework.yaml.` });
		} else if (!own.includes(skill)) {
			const say = `Kỹ năng "${skill}" không thuộc phần này. Hãy chọn một trong: ${own.join(', ')}.`;
			found.push({ path, say });
		}
	});
	const lessons = module.lessons.map(({ value }) => value.id);
	if (lesson !== null && ![...lessons, ...module.unread].includes(lesson)) {
		found.push({ path: ['lesson'], say: `Không có bài "${lesson}". Hãy ghi một trong: ${lessons.join(', ')}.` });
	}
	return found;
}

function checkIds({ screens, mistakes, offered }: Scenario): Found[] {
	return Object.entries({ screens, mistakes, offered }).flatMap(([list, parts]) =>
		parts.flatMap(({ id }, index) =>
			parts.findIndex((one) => one.id === id) === index
				? []
				: [{ path: [list, index, 'id'], say: `Mã "${id}" đã dùng. Hãy đổi mã.` }]
		)
	);
}

function checkScreens(scenario: Scenario): Found[] {
	return scenario.screens.flatMap((screen, index) => {
		const path = ['screens', index];
		return [
			...checkScreen(screen).map((say) => ({ path, say })),
			...screen.blocks.flatMap((block, place): Found[] => {
				const at = (say: string): Found => ({ path: [...path, 'blocks', place], say });
				if (block.kind === 'keypad') return checkKeypad(scenario, block).map(at);
				if (block.kind === 'field') return checkField(scenario, block).map(at);
				const taps = targetsOf({ blocks: [block] }).map(({ tap }) => tap);
				return taps.flatMap((tap) => checkTap(scenario, screen, tap)).map(at);
			})
		];
	});
}

function checkScreen(screen: Screen): string[] {
	const keypads = screen.blocks.filter(({ kind }) => kind === 'keypad').length;
	const fields = screen.blocks.filter(({ kind }) => kind === 'field').length;
	const sends = targetsOf(screen).filter(({ tap }) => tap.sends).length;
	const right = leadsTo(screen, true).length;
	if (screen.done !== null) {
		return targetsOf(screen).length + keypads + fields === 0
			? []
			: ['Màn hình có "done" là chỗ kết thúc, không có gì để chạm. Hãy bỏ "to", "mistake", hoặc bỏ "done".'];
	}
	return [
		...(screen.hint === null ? ['Màn hình chưa có gợi ý. Hãy thêm dòng "hint: …", nói việc cần làm ở đây.'] : []),
		...(right === 0
			? ['Màn hình này không có đường đi tiếp nào đúng. Hãy thêm một chỗ chạm có "to" hoặc "send".']
			: []),
		...(keypads > 1 ? ['Màn hình chỉ có một bàn phím số. Hãy tách thành hai màn hình.'] : []),
		...(keypads > 0 && fields > 0 ? ['Màn hình có cả ô và bàn phím số. Hãy tách thành hai màn hình.'] : []),
		...(fields > 0 && sends !== 1 ? ['Màn hình có ô thì cần đúng một nút có "send: …" để gửi điều đã gõ.'] : []),
		...(fields === 0 && sends > 0 ? ['Nút có "send" nhưng màn hình không có ô nào. Hãy ghi "to".'] : [])
	];
}

function checkTap(scenario: Scenario, screen: Screen, { to, mistake, sends }: Tap): string[] {
	if (to === null && mistake === null) return ['Chạm vào đây chưa có gì xảy ra. Hãy thêm "to: …" hoặc "mistake: …".'];
	return [
		...(to === null ? [] : unknownScreen(scenario, to)),
		...(mistake === null ? [] : unknownMistake(scenario, mistake)),
		...(to === screen.id ? ['Chạm vào đây lại về chính màn hình này. Hãy dẫn tới màn hình khác.'] : []),
		...(sends && mistake !== null ? ['Nút gửi ("send") không ghi "mistake". Gõ sai thì dùng "wrong" của ô.'] : [])
	];
}

function checkKeypad(scenario: Scenario, keypad: { wants: string; to: string; wrong: string }): string[] {
	const wanted = scenario.offered.find(({ id }) => id === keypad.wants);
	return [
		...(wanted ? [] : unknownOffered([keypad.wants])),
		...(wanted && !/^(?:\d ?){1,8}$/.test(wanted.value)
			? [`Bàn phím số chỉ gõ được 1 đến 8 chữ số. "${wanted.value}" thì không.`]
			: []),
		...unknownScreen(scenario, keypad.to),
		...unknownMistake(scenario, keypad.wrong)
	];
}

function checkField(scenario: Scenario, field: Extract<Screen['blocks'][number], { kind: 'field' }>): string[] {
	const any = field.wants.length === 0;
	const ids = scenario.offered.map(({ id }) => id);
	const known = field.known.map(({ offered }) => offered);
	const missing = [...field.wants, ...known].filter((id) => !ids.includes(id));
	return [
		...(any && (field.known.length > 0 || field.wrong !== null)
			? ['Ô gõ gì cũng được ("any: true") thì không ghi "known", "wrong". Hoặc thiếu "wants: …".']
			: []),
		...(!any && field.wrong === null ? ['Ô chưa nói gõ sai thì sao. Hãy thêm "wrong: <mã trong mistakes>".'] : []),
		...(known.some((id) => field.wants.includes(id))
			? ['Một điều không thể vừa đúng ("wants") vừa sai ("known").']
			: []),
		...unknownOffered(missing),
		...[field.wrong, ...field.known.map(({ mistake }) => mistake)].flatMap((mistake) =>
			mistake === null ? [] : unknownMistake(scenario, mistake)
		)
	];
}

function checkUse(scenario: Scenario): Found[] {
	const blocks = scenario.screens.flatMap((screen) => screen.blocks);
	const offered = new Set(
		blocks.flatMap((block) => {
			if (block.kind === 'keypad') return [block.wants];
			return block.kind === 'field' ? [...block.wants, ...block.known.map((one) => one.offered)] : [];
		})
	);
	const mistakes = new Set(mistakesIn(scenario));
	const unused = (list: string, parts: { id: string }[], used: Set<string>, say: (id: string) => string): Found[] =>
		parts.flatMap(({ id }, index) => (used.has(id) ? [] : [{ path: [list, index], say: say(id) }]));
	return [
		...unused('offered', scenario.offered, offered, (id) => `Không ô nào dùng "${id}". Hãy bỏ, hoặc ghi vào "wants".`),
		...unused('mistakes', scenario.mistakes, mistakes, (id) => `Không chỗ nào dẫn tới lỗi "${id}". Hãy bỏ, hoặc dùng.`)
	];
}

/** The mistakes that something on a screen leads to. */
function mistakesIn(scenario: Scenario): string[] {
	return scenario.screens.flatMap((screen) => [
		...targetsOf(screen).flatMap(({ tap }) => tap.mistake ?? []),
		...screen.blocks.flatMap((block) => {
			if (block.kind === 'keypad') return [block.wrong];
			if (block.kind !== 'field') return [];
			return [...(block.wrong === null ? [] : [block.wrong]), ...block.known.map((one) => one.mistake)];
		})
	]);
}

function unknownMistake(scenario: Scenario, id: string): string[] {
	return scenario.mistakes.some((one) => one.id === id) ? [] : [`Không có lỗi "${id}". Hãy thêm vào "mistakes".`];
}

function unknownOffered(ids: string[]): string[] {
	return ids.map((id) => `Không có điều để gõ "${id}". Hãy thêm vào "offered".`);
}
