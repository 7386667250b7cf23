import { fillAll } from '../address.ts';
import type { Address } from '../content.ts';
import type { Block, Scenario, Screen } from '../scenario.ts';
import type { Script } from './script.ts';

/** What a scenario is about, as it is said aloud. */
export function scenarioScript({ title, situation, goal }: Pick<Scenario, 'title' | 'situation' | 'goal'>): string {
	return [title.vi, situation, goal].join('\n');
}

/** A screen as it is said aloud: what happens beside the phone, everything on it, and what is said at the goal. */
export function screenScript({ say, bar, blocks, done }: Omit<Screen, 'id' | 'hint'>): string {
	const shown = [bar, ...blocks.flatMap(wordsOf)].map(ended).join(' ');
	return [say, `Trên máy. ${shown}`, done].filter((part) => part !== null).join('\n');
}

/** Everything of a scenario that can be recorded: its beginning, its screens, their hints, and what is said to mistakes. */
export function scenarioScripts(written: Scenario, address: Address): Script[] {
	const scenario = fillAll(written, address);
	const name = `${scenario.module}/${scenario.id}`;
	return [
		{ what: `${name}, mở đầu`, text: scenarioScript(scenario) },
		...scenario.screens.flatMap((screen) => [
			{ what: `${name}, màn hình`, text: screenScript(screen) },
			...(screen.hint === null ? [] : [{ what: `${name}, gợi ý`, text: screen.hint }])
		]),
		...scenario.mistakes.map(({ say }) => ({ what: `${name}, lời nhắc`, text: say }))
	];
}

function wordsOf(block: Block): string[] {
	switch (block.kind) {
		case 'list':
			return block.items.flatMap(({ text, note }) => (note === null ? [text] : [text, note]));
		case 'field':
			return [`Ô ${block.label}`];
		case 'keypad':
			return [block.label, 'Bàn phím số'];
		case 'message':
			return [`Tin nhắn, từ ${block.from}: ${block.text}`, ...(block.link === null ? [] : ['Có một đường link'])];
		case 'mail':
			return [`Thư, từ ${block.from}: ${block.subject}`, ...(block.text === null ? [] : [block.text])];
		case 'notification':
			return [`Thông báo, từ ${block.from}: ${block.text}`];
		case 'dialog':
			return [block.text, ...block.buttons.map(({ text }) => `Nút ${text}`)];
		case 'button':
			return [`Nút ${block.text}`];
		default:
			return [block.text];
	}
}

/** With a point at its end, where the voice falls. */
function ended(text: string): string {
	return /[.!?:…]$/u.test(text) ? text : `${text}.`;
}
