import type { Page } from '@playwright/test';
import { findScreen, targetsOf, type Scenario, type Screen } from '#lib/curriculum/scenario.ts';
import { expect } from './world.ts';

/** How a learner goes on: by touching, or by the Tab key and Enter alone. */
export type By = 'touch' | 'keyboard';

/** Goes from the screen that is shown to another one as a learner would: presses the digits, or types and touches. */
export async function stepTo(
	page: Page,
	scenario: Scenario,
	from: string,
	to: string,
	by: By = 'touch'
): Promise<void> {
	const screen = findScreen(scenario, from) as Screen;
	const offered = (id: string | undefined): string => scenario.offered.find((one) => one.id === id)?.value ?? '';
	const keypad = screen.blocks.find((block) => block.kind === 'keypad');
	if (keypad?.to === to) {
		for (const digit of offered(keypad.wants).replace(/\D/gu, ''))
			await press(page, `button[name=press][value="${digit}"]`, by);
		return;
	}
	const target = targetsOf(screen).find(({ tap }) => tap.to === to && tap.mistake === null);
	if (target?.tap.sends) {
		for (const [index, block] of screen.blocks.entries()) {
			if (block.kind !== 'field') continue;
			const text = block.wants.length > 0 ? offered(block.wants[0]) : 'Lời của tôi';
			if (by === 'touch') await page.locator(`#field-${index}`).fill(text);
			else {
				await tabTo(page, `#field-${index}`);
				await page.keyboard.insertText(text);
			}
		}
	}
	await press(page, `button[name=touch][value="${target?.code ?? ''}"]`, by);
}

/** Walks one of the accepted paths from its beginning, looking at each screen. */
export async function walkPath(
	page: Page,
	scenario: Scenario,
	path: readonly string[],
	look: (screen: Screen) => Promise<void>,
	by: By = 'touch'
): Promise<void> {
	for (const [n, id] of path.entries()) {
		const screen = findScreen(scenario, id) as Screen;
		await expect(page.locator('.appbar')).toContainText(screen.bar.replace(/\{[Bb]ác\}.*/u, ''));
		await look(screen);
		const next = path[n + 1];
		if (next !== undefined) await stepTo(page, scenario, id, next, by);
	}
}

/** Touches each thing of a scenario that is a mistake, and returns what was said, by the mistake's name. */
export async function touchMistakes(page: Page, scenario: Scenario): Promise<Map<string, string>> {
	const said = new Map<string, string>();
	for (const screen of scenario.screens) {
		for (const { code, tap } of targetsOf(screen)) {
			if (tap.mistake === null || said.has(tap.mistake)) continue;
			await page.goto(`/practice/${scenario.module}/${scenario.id}/try?at=${screen.id}`);
			await press(page, `button[name=touch][value="${code}"]`, 'touch');
			said.set(tap.mistake, (await page.getByRole('status').first().textContent()) ?? '');
		}
	}
	return said;
}

/** Comes to something by the Tab key alone; the last of many tries says that it cannot be come to. */
async function tabTo(page: Page, selector: string): Promise<void> {
	const wanted = page.locator(selector).first();
	await wanted.waitFor();
	for (let tabs = 0; tabs < 60; tabs++) {
		if (await wanted.evaluate((element) => element === document.activeElement)) return;
		await page.keyboard.press('Tab');
	}
	await expect(wanted).toBeFocused();
}

async function press(page: Page, selector: string, by: By): Promise<void> {
	if (by === 'keyboard') await tabTo(page, selector);
	const go = () => (by === 'touch' ? page.locator(selector).click() : page.keyboard.press('Enter'));
	await Promise.all([page.waitForResponse((one) => one.request().method() === 'GET'), go()]);
	await page.waitForLoadState();
}
