import { findScreen, targetsOf, type FieldBlock, type Scenario, type Screen } from '#lib/curriculum/scenario.ts';
import { offeredAs, refusalOf, type Refusal } from '#lib/practice/guard.ts';

/** What is said beside the phone after the last step. */
export type Said =
	{ kind: 'mistake'; mistake: string } | { kind: 'refused'; refusal: Refusal } | { kind: 'hint' } | { kind: 'empty' };

/** Where somebody stands in a scenario. Of what was typed only ids of offered things are in it. */
export interface Standing {
	screen: string;
	/** how many digits of the keypad's code are pressed */
	digits: number;
	/** by the place of a field: the offered thing in it, or ANY */
	filled: Record<string, string>;
	said: Said | null;
}

/** Words of one's own, which a field may take and nothing keeps. */
export const ANY = '*';

/** What somebody does. `typed` is by the place of a field; it is looked at here and kept nowhere. */
export type Act =
	{ kind: 'touch'; code: string; typed: Record<string, string> } | { kind: 'press'; digit: string } | { kind: 'hint' };

/** One step as it is kept, to be replayed and counted. */
export interface Step {
	at: string;
	/** what was touched, such as `3.1`; `press` for a digit, `hint` for asking */
	did: string;
	said: Said | null;
	/** the screen that it led to, where it led on */
	to: string | null;
}

export function beginning(scenario: Scenario): Standing {
	return onScreen(scenario.screens[0]?.id ?? '', null);
}

export function isDone(scenario: Scenario, standing: Standing): boolean {
	return (screenOf(scenario, standing)?.done ?? null) !== null;
}

export function screenOf(scenario: Scenario, standing: Pick<Standing, 'screen'>): Screen | null {
	return findScreen(scenario, standing.screen);
}

/** Does one thing and says where that leads. Null for what this screen does not have: then nothing happened. */
export function take(scenario: Scenario, standing: Standing, act: Act): { standing: Standing; step: Step } | null {
	const screen = screenOf(scenario, standing);
	if (!screen || screen.done !== null) return null;
	const next = doIt(scenario, screen, standing, act);
	if (!next) return null;
	const did = act.kind === 'touch' ? act.code : act.kind;
	const to = next.screen === standing.screen ? null : next.screen;
	return { standing: next, step: { at: screen.id, did, said: next.said, to } };
}

/** How often somebody went wrong, asked for a hint, typed what looked real, and how many steps it took in all. */
export function countSteps(steps: readonly Step[]) {
	const count = (kind: Said['kind']): number => steps.filter(({ said }) => said?.kind === kind).length;
	return { steps: steps.length, mistakes: count('mistake'), hints: count('hint'), refused: count('refused') };
}

function doIt(scenario: Scenario, screen: Screen, standing: Standing, act: Act): Standing | null {
	if (act.kind === 'hint') return { ...standing, said: { kind: 'hint' } };
	if (act.kind === 'press') return press(scenario, screen, standing, act.digit);
	const target = targetsOf(screen).find(({ code }) => code === act.code);
	if (!target) return null;
	const { to, mistake, sends } = target.tap;
	if (sends && to !== null) return send(scenario, screen, standing, to, act.typed);
	const said: Said | null = mistake === null ? null : { kind: 'mistake', mistake };
	return to === null ? { ...standing, digits: 0, said } : onScreen(to, said);
}

function press(scenario: Scenario, screen: Screen, standing: Standing, digit: string): Standing | null {
	const keypad = screen.blocks.find((block) => block.kind === 'keypad');
	const code = keypad && scenario.offered.find(({ id }) => id === keypad.wants)?.value.replace(/\D/gu, '');
	if (!keypad || !code || !/^\d$/.test(digit)) return null;
	if (code[standing.digits] !== digit) {
		return { ...standing, digits: 0, said: { kind: 'mistake', mistake: keypad.wrong } };
	}
	const digits = standing.digits + 1;
	return digits === code.length ? onScreen(keypad.to, null) : { ...standing, digits, said: null };
}

/** Looks at the fields from the top; what is right stays filled in, and the first that is not is spoken of. */
function send(
	scenario: Scenario,
	screen: Screen,
	standing: Standing,
	to: string,
	typed: Record<string, string>
): Standing {
	const filled: Record<string, string> = {};
	let said: Said | null = null;
	screen.blocks.forEach((block, index) => {
		if (block.kind !== 'field') return;
		const place = String(index);
		const found = lookAt(scenario, block, (typed[place] ?? '').trim(), standing.filled[place]);
		if (typeof found === 'string') filled[place] = found;
		else said ??= found;
	});
	return said ? { ...standing, filled, said } : onScreen(to, null);
}

/** The id of the offered thing that rightly stands in a field, or what to say. */
function lookAt(scenario: Scenario, field: FieldBlock, typed: string, before: string | undefined): string | Said {
	if (typed === '') return before === ANY ? ANY : { kind: 'empty' };
	const refusal = refusalOf(typed, field, scenario.offered);
	if (refusal) return { kind: 'refused', refusal };
	if (field.wants.length === 0) return ANY;
	const offered = offeredAs(typed, scenario.offered)?.id;
	if (offered !== undefined && field.wants.includes(offered)) return offered;
	const known = field.known.find((one) => one.offered === offered);
	return { kind: 'mistake', mistake: known?.mistake ?? field.wrong ?? '' };
}

function onScreen(screen: string, said: Said | null): Standing {
	return { screen, digits: 0, filled: {}, said };
}
