import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leadsTo, findScreen, targetsOf, type Scenario, type Screen } from '#lib/curriculum/scenario.ts';
import { readLibrary } from '#lib/curriculum/server/library.ts';
import { ANY, beginning, countSteps, isDone, take, type Act, type Standing } from '#lib/practice/step.ts';

// Over the content itself: every scenario that is written is walked here, along every path and into every mistake.

const { scenarios } = readLibrary(join(import.meta.dirname, '../../../content'));
const digitsOf = (scenario: Scenario, id: string): string[] => [
	...(scenario.offered.find((one) => one.id === id)?.value.replace(/\D/gu, '') ?? '')
];

/** What must be done on a screen to get to another one by what is right. */
function waysTo(scenario: Scenario, screen: Screen, to: string): Act[] {
	const keypad = screen.blocks.find((block) => block.kind === 'keypad');
	if (keypad?.to === to) return digitsOf(scenario, keypad.wants).map((digit) => ({ kind: 'press', digit }));
	const target = targetsOf(screen).find(({ tap }) => tap.to === to && tap.mistake === null);
	return target
		? [{ kind: 'touch', code: target.code, typed: target.tap.sends ? filledIn(scenario, screen) : {} }]
		: [];
}

/** Every field with what it asks for, the one at `but` with something else. */
function filledIn(scenario: Scenario, screen: Screen, but?: number, other = ''): Record<string, string> {
	const typed: Record<string, string> = {};
	screen.blocks.forEach((block, index) => {
		if (block.kind !== 'field') return;
		const right = scenario.offered.find(({ id }) => id === block.wants[0])?.value ?? 'Lời của tôi';
		typed[index] = index === but ? other : right;
	});
	return typed;
}

function walk(scenario: Scenario, from: Standing, acts: readonly Act[]): Standing {
	return acts.reduce((standing, act) => {
		const taken = take(scenario, standing, act);
		expect(taken, `${scenario.id}: ${JSON.stringify(act)} on ${standing.screen}`).not.toBeNull();
		return taken?.standing ?? standing;
	}, from);
}

/** The acts that lead from the start to a screen, by the shortest way of what is right or leads on. */
function wayTo(scenario: Scenario, to: string): Act[] {
	const start = scenario.screens[0] as Screen;
	const ways = new Map<string, Act[]>([[start.id, []]]);
	for (const [id, before] of ways) {
		const screen = findScreen(scenario, id) as Screen;
		for (const next of leadsTo(screen)) {
			if (ways.has(next)) continue;
			const right = waysTo(scenario, screen, next);
			const astray = targetsOf(screen).find(({ tap }) => tap.to === next);
			const touch: Act[] = astray ? [{ kind: 'touch', code: astray.code, typed: {} }] : [];
			ways.set(next, [...before, ...(right.length > 0 ? right : touch)]);
		}
	}
	return ways.get(to) ?? [];
}

/** Every way to go wrong on a screen: what to do, and which mistake that is. */
function wrongOn(scenario: Scenario, screen: Screen): { act: Act; mistake: string }[] {
	const touches = targetsOf(screen).flatMap(({ code, tap }) =>
		tap.mistake === null ? [] : [{ act: { kind: 'touch', code, typed: {} } as Act, mistake: tap.mistake }]
	);
	const send = targetsOf(screen).find(({ tap }) => tap.sends)?.code ?? '';
	const typing = screen.blocks.flatMap((block, index) => {
		if (block.kind === 'keypad') {
			const wrong = digitsOf(scenario, block.wants)[0] === '9' ? '8' : '9';
			return [{ act: { kind: 'press', digit: wrong } as Act, mistake: block.wrong }];
		}
		if (block.kind !== 'field' || block.wrong === null) return [];
		const touch = (typed: string): Act => ({
			kind: 'touch',
			code: send,
			typed: filledIn(scenario, screen, index, typed)
		});
		const known = block.known.map(({ offered, mistake }) => ({
			act: touch(scenario.offered.find(({ id }) => id === offered)?.value ?? ''),
			mistake
		}));
		const secret = /mật khẩu|passcode|pin/iu.test(block.label);
		return [...known, ...(secret ? [] : [{ act: touch('khác hẳn'), mistake: block.wrong }])];
	});
	return [...touches, ...typing];
}

describe.each(scenarios.map((scenario) => ({ name: `${scenario.module}/${scenario.id}`, scenario })))(
	'$name',
	({ scenario }) => {
		test.each(scenario.paths.map((path, n) => ({ path, n: n + 1 })))('reaches its goal by path $n', ({ path }) => {
			let standing = beginning(scenario);
			path.slice(1).forEach((next) => {
				const screen = findScreen(scenario, standing.screen) as Screen;
				standing = walk(scenario, standing, waysTo(scenario, screen, next));
				expect(standing.screen).toBe(next);
				expect(standing.said).toBeNull();
			});
			expect(isDone(scenario, standing)).toBe(true);
		});

		test('answers every mistake that can be made with its own words, and goes on from there', () => {
			const made = new Set<string>();
			for (const screen of scenario.screens) {
				for (const { act, mistake } of wrongOn(scenario, screen)) {
					const before = walk(scenario, beginning(scenario), wayTo(scenario, screen.id));
					const { standing } = take(scenario, before, act) ?? {};
					expect(standing?.said, `${screen.id}: ${JSON.stringify(act)}`).toEqual({ kind: 'mistake', mistake });
					made.add(mistake);
				}
			}
			const words = scenario.mistakes.filter(({ id }) => made.has(id));
			expect(words.every(({ say }) => say.length > 20)).toBe(true);
			const secretOnly = new Set(
				scenario.screens.flatMap(({ blocks }) =>
					blocks.flatMap((block) => (block.kind === 'field' && block.wrong !== null ? [block.wrong] : []))
				)
			);
			expect(scenario.mistakes.map(({ id }) => id).filter((id) => !made.has(id) && !secretOnly.has(id))).toEqual([]);
		});

		test('no walk, however random, gets stuck, and none keeps what was typed', () => {
			const wandering = fc.array(fc.record({ pick: fc.nat(1000), typed: fc.string({ maxLength: 30 }) }), {
				maxLength: 60
			});
			fc.assert(
				fc.property(wandering, (turns) => {
					let standing = beginning(scenario);
					for (const { pick, typed } of turns) {
						if (isDone(scenario, standing)) break;
						const acts = actsOn(scenario, standing, `${typed} riêng của tôi`);
						expect(acts.length).toBeGreaterThan(0);
						const taken = take(scenario, standing, acts[pick % acts.length] as Act);
						if (taken) standing = taken.standing;
						expect(JSON.stringify(taken)).not.toContain('riêng của tôi');
					}
					expect(canStillArrive(scenario, standing)).toBe(true);
				}),
				{ numRuns: 60 }
			);
		});
	}
);

function actsOn(scenario: Scenario, standing: Standing, typed: string): Act[] {
	const screen = findScreen(scenario, standing.screen) as Screen;
	const words = Object.fromEntries(screen.blocks.map((_, index) => [String(index), typed]));
	const keypad = screen.blocks.some(({ kind }) => kind === 'keypad');
	return [
		{ kind: 'hint' },
		...targetsOf(screen).flatMap(({ code }): Act[] => [
			{ kind: 'touch', code, typed: words },
			{ kind: 'touch', code, typed: filledIn(scenario, screen) }
		]),
		...(keypad ? [...'0123456789'].map((digit): Act => ({ kind: 'press', digit })) : [])
	];
}

function canStillArrive(scenario: Scenario, standing: Standing): boolean {
	const seen = new Set([standing.screen]);
	for (const id of seen) for (const next of leadsTo(findScreen(scenario, id) as Screen)) seen.add(next);
	return [...seen].some((id) => (findScreen(scenario, id)?.done ?? null) !== null);
}

const payment = scenarios.find(({ id }) => id === 'doc-ten-roi-chuyen-tien') as Scenario;

test('a touch of what this screen does not have does nothing', () => {
	expect(take(payment, beginning(payment), { kind: 'touch', code: '7.3', typed: {} })).toBeNull();
	expect(take(payment, beginning(payment), { kind: 'press', digit: '1' })).toBeNull();
});

test('a code is pressed digit by digit, and begins anew after a wrong one', () => {
	const locked = walk(payment, beginning(payment), wayTo(payment, 'mo-khoa'));
	const half = walk(payment, locked, [
		{ kind: 'press', digit: '1' },
		{ kind: 'press', digit: '1' }
	]);
	expect(half.digits).toBe(2);
	const wrong = walk(payment, half, [{ kind: 'press', digit: '5' }]);
	expect(wrong).toMatchObject({ digits: 0, screen: 'mo-khoa', said: { kind: 'mistake', mistake: 'sai-ma' } });
});

test('spaces, points, capitals and tone marks make no difference to what is offered', () => {
	const at = walk(payment, beginning(payment), wayTo(payment, 'nhap-so'));
	for (const typed of ['000011112222', '0000.1111.2222', ' 0000  1111 2222 ']) {
		const [act] = waysTo(payment, findScreen(payment, 'nhap-so') as Screen, 'xem-ten');
		expect(take(payment, at, { ...(act as Act & { kind: 'touch' }), typed: { 0: typed } })?.standing.screen).toBe(
			'xem-ten'
		);
	}
});

test('a hint is counted, and an empty field is no mistake', () => {
	const at = walk(payment, beginning(payment), wayTo(payment, 'nhap-so'));
	const send = targetsOf(findScreen(payment, 'nhap-so') as Screen).find(({ tap }) => tap.sends)?.code ?? '';
	const hint = take(payment, at, { kind: 'hint' });
	const empty = take(payment, at, { kind: 'touch', code: send, typed: {} });
	const steps = [hint, empty].flatMap((taken) => taken?.step ?? []);
	expect(empty?.standing.said).toEqual({ kind: 'empty' });
	expect(countSteps(steps)).toEqual({ steps: 2, mistakes: 0, hints: 1, refused: 0 });
	expect(ANY).toBe('*');
});
