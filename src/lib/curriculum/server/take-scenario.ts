import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Block, Scenario, Screen, Tap } from '../scenario.ts';
import { withHash } from './hash.ts';
import type { Path, Placed, Problem } from './problems.ts';
import { take } from './say-issue.ts';
import { BLOCK_INPUTS, scenarioInput, screenInput } from './scenario-input.ts';
import { parseYaml, readText, type Yaml } from './source.ts';

/** A scenario as it was written: what stands in one block of its YAML is asked for by the same path. */
export type WrittenScenario = Placed<Scenario>;

const FILE = /^([a-z0-9]+(?:-[a-z0-9]+)*)\.yaml$/;
const KINDS = Object.keys(BLOCK_INPUTS) as (keyof typeof BLOCK_INPUTS)[];

/** The scenarios of a module, by file name; one that cannot be used is left out, and its problems are listed. */
export function takeScenarios(root: string, folder: string, module: string, problems: Problem[]): WrittenScenario[] {
	const under = `${folder}/practice`;
	if (!existsSync(join(root, under))) return [];
	const found: WrittenScenario[] = [];
	for (const name of readdirSync(join(root, under)).sort()) {
		if (name.startsWith('.')) continue;
		const file = `${under}/${name}`;
		const id = FILE.exec(name)?.[1];
		const scenario = id === undefined ? null : takeScenario(root, file, id, module, problems);
		if (scenario) found.push(scenario);
		if (id === undefined) {
			problems.push({ file, line: 1, say: 'Không hiểu tệp này. Hãy đặt tên kiểu "ten-bai-tap.yaml", hoặc xóa.' });
		}
	}
	return found;
}

function takeScenario(
	root: string,
	file: string,
	id: string,
	module: string,
	problems: Problem[]
): WrittenScenario | null {
	const text = readText(root, file, problems);
	const yaml = text === null ? null : parseYaml(text, file, 1, problems);
	const input = yaml && take(scenarioInput, yaml, [], yaml.value, problems);
	if (!yaml || !input) return null;
	const screens = input.screens.map((screen, index) => takeScreen(yaml, ['screens', index], screen, problems));
	if (screens.includes(null)) return null;
	const { title, title_en, lesson = null, ...rest } = input;
	const value = withHash({
		...rest,
		id,
		module,
		title: { vi: title, en: title_en },
		lesson,
		screens: screens.filter((screen) => screen !== null)
	});
	return { value, at: yaml.at };
}

function takeScreen(yaml: Yaml, path: Path, written: unknown, problems: Problem[]): Screen | null {
	const input = take(screenInput, yaml, path, written, problems);
	if (!input) return null;
	const blocks = input.blocks.map((block, index) => takeBlock(yaml, [...path, 'blocks', index], block, problems));
	if (blocks.includes(null)) return null;
	const { id, bar, say = null, hint = null, done = null } = input;
	return { id, bar, say, hint, done, blocks: blocks.filter((block) => block !== null) };
}

function takeBlock(yaml: Yaml, path: Path, written: unknown, problems: Problem[]): Block | null {
	const first = written !== null && typeof written === 'object' ? Object.keys(written)[0] : undefined;
	const kind = KINDS.find((one) => one === first);
	if (kind === undefined) {
		const say = `Không hiểu khối này của màn hình. Dòng đầu của khối là một trong: ${KINDS.join(', ')}.`;
		problems.push({ ...yaml.at(...path), say });
		return null;
	}
	const input = take(BLOCK_INPUTS[kind], yaml, path, written, problems);
	return input && blockOf(input as BlockInput);
}

type BlockInput = {
	[K in keyof typeof BLOCK_INPUTS]: ReturnType<(typeof BLOCK_INPUTS)[K]['parse']>;
}[keyof typeof BLOCK_INPUTS];

function blockOf(input: BlockInput): Block {
	if ('title' in input) return { kind: 'title', text: input.title };
	if ('alert' in input) return { kind: 'alert', text: input.alert };
	if ('picture' in input) return { kind: 'picture', picture: input.picture, text: input.text };
	if ('text' in input) return { kind: 'text', text: input.text };
	if ('list' in input) {
		const items = input.list.map(({ text, note = null, picture = null, ...tap }) => ({
			text,
			note,
			picture,
			tap: tapOf(tap)
		}));
		return { kind: 'list', items };
	}
	if ('field' in input) {
		const { field, wants = [], known = {}, wrong = null, numbers = false } = input;
		return {
			kind: 'field',
			label: field,
			wants: typeof wants === 'string' ? [wants] : wants,
			known: Object.entries(known).map(([offered, mistake]) => ({ offered, mistake })),
			wrong,
			numbers
		};
	}
	if ('keypad' in input) {
		const { keypad, ...rest } = input;
		return { kind: 'keypad', label: keypad, ...rest };
	}
	if ('button' in input) return { kind: 'button', text: input.button, tap: tapOrNothing(input) };
	if ('qr' in input) return { kind: 'qr', text: input.qr, tap: tapOf(input) };
	if ('message' in input) {
		const { from, text, link = null } = input.message;
		return { kind: 'message', from, text, link, tap: tapOf(input) };
	}
	if ('mail' in input) {
		const { from, address = null, subject, text = null } = input.mail;
		return { kind: 'mail', from, address, subject, text, tap: tapOf(input) };
	}
	if ('notification' in input) return { kind: 'notification', ...input.notification, tap: tapOf(input) };
	const buttons = input.buttons.map((button) => ({ text: button.button, tap: tapOrNothing(button) }));
	return { kind: 'dialog', text: input.dialog, buttons };
}

interface TapInput {
	to?: string | undefined;
	mistake?: string | undefined;
	send?: string | undefined;
}

function tapOf(input: TapInput): Tap | null {
	return input.to === undefined && input.mistake === undefined && input.send === undefined ? null : tapOrNothing(input);
}

/** A button always is one; that it leads nowhere is found by the check. */
function tapOrNothing({ to, mistake, send }: TapInput): Tap {
	return { to: send ?? to ?? null, mistake: mistake ?? null, sends: send !== undefined };
}
