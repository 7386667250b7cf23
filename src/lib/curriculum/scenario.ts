/** The drawings that a drawn phone can show: our own, nobody's logo. */
export const PICTURES = [
	'bank',
	'bell',
	'book',
	'camera',
	'card',
	'cart',
	'chat',
	'check',
	'document',
	'face',
	'gear',
	'heart',
	'help',
	'home',
	'id-card',
	'image',
	'key',
	'letters',
	'lock',
	'mail',
	'money',
	'news',
	'pen',
	'person',
	'phone',
	'pin',
	'qr',
	'receipt',
	'search',
	'services',
	'shield',
	'sim',
	'store',
	'sun',
	'trash',
	'video',
	'warning',
	'wifi'
] as const;
export type Picture = (typeof PICTURES)[number];

/** What touching a thing does: it leads to a screen, is a mistake, or both; `sends` first looks at what was typed. */
export interface Tap {
	to: string | null;
	mistake: string | null;
	sends: boolean;
}

export interface ListItem {
	text: string;
	note: string | null;
	picture: Picture | null;
	tap: Tap | null;
}

/** Something to type. Only what is offered is ever recognised; what else is typed is kept nowhere. */
export interface FieldBlock {
	kind: 'field';
	label: string;
	/** offered things that are right; empty where any words will do */
	wants: string[];
	/** offered things that are wrong in a way that has an answer of its own */
	known: { offered: string; mistake: string }[];
	/** the mistake that anything else is; null where any words will do */
	wrong: string | null;
	numbers: boolean;
}

export type Block =
	| { kind: 'title' | 'text' | 'alert'; text: string }
	| { kind: 'picture'; picture: Picture; text: string }
	| { kind: 'list'; items: ListItem[] }
	| FieldBlock
	| { kind: 'keypad'; label: string; wants: string; to: string; wrong: string }
	| { kind: 'button'; text: string; tap: Tap }
	| { kind: 'qr'; text: string; tap: Tap | null }
	| { kind: 'message'; from: string; text: string; link: string | null; tap: Tap | null }
	| { kind: 'mail'; from: string; address: string | null; subject: string; text: string | null; tap: Tap | null }
	| { kind: 'notification'; from: string; text: string; tap: Tap | null }
	| { kind: 'dialog'; text: string; buttons: { text: string; tap: Tap }[] };
export type BlockKind = Block['kind'];

/** A thing invented for the learner to type. */
export interface Offered {
	id: string;
	name: string;
	value: string;
}

export interface Screen {
	id: string;
	/** the name of the application that is open */
	bar: string;
	/** what happens beside the phone: somebody speaks, it is evening */
	say: string | null;
	/** what to do here; asking for it counts as having been prompted */
	hint: string | null;
	/** set where the goal is reached: the closing words */
	done: string | null;
	blocks: Block[];
}

export interface Mistake {
	id: string;
	say: string;
}

/** A piece of an app to practise with invented data: screens, what leads from one to the next, and what goes wrong. */
export interface Scenario {
	hash: string;
	id: string;
	module: string;
	title: { vi: string; en: string };
	skills: string[];
	/** the lesson that it belongs to, if one */
	lesson: string | null;
	situation: string;
	goal: string;
	offered: Offered[];
	/** the first is where it starts */
	screens: Screen[];
	mistakes: Mistake[];
	/** ways to the goal, screen by screen; the first is the one that trainers show */
	paths: string[][];
}

/** A thing that can be touched, by where it stands: `3`, or `3.1` for the second item of the fourth block. */
export interface Target {
	code: string;
	text: string;
	tap: Tap;
}

/** Everything on a screen that leads somewhere when touched, keypads apart. */
export function targetsOf(screen: Pick<Screen, 'blocks'>): Target[] {
	return screen.blocks.flatMap((block, index): Target[] => {
		const at = (text: string, tap: Tap | null, part?: number): Target[] =>
			tap === null ? [] : [{ code: part === undefined ? `${index}` : `${index}.${part}`, text, tap }];
		switch (block.kind) {
			case 'list':
				return block.items.flatMap((item, part) => at(item.text, item.tap, part));
			case 'dialog':
				return block.buttons.flatMap((button, part) => at(button.text, button.tap, part));
			case 'button':
			case 'qr':
				return at(block.text, block.tap);
			case 'message':
			case 'notification':
				return at(`${block.from}: ${block.text}`, block.tap);
			case 'mail':
				return at(`${block.from}: ${block.subject}`, block.tap);
			default:
				return [];
		}
	});
}

/** The screens that a screen leads to; with `rightOnly` only by what is no mistake. */
export function leadsTo(screen: Screen, rightOnly = false): string[] {
	const taps = targetsOf(screen).filter(({ tap }) => !rightOnly || tap.mistake === null);
	const keypads = screen.blocks.flatMap((block) => (block.kind === 'keypad' ? [block.to] : []));
	return [...taps.flatMap(({ tap }) => tap.to ?? []), ...keypads];
}

export function findScreen(scenario: Pick<Scenario, 'screens'>, id: string): Screen | null {
	return scenario.screens.find((screen) => screen.id === id) ?? null;
}
