import type { Page } from '@playwright/test';
import { findScreen, targetsOf, type Scenario, type Screen } from '#lib/curriculum/scenario.ts';
import { expect } from './world.ts';

/** Goes from the screen that is shown to another one as a learner would: presses the digits, or types and touches. */
export async function stepTo(page: Page, scenario: Scenario, from: string, to: string): Promise<void> {
	const screen = findScreen(scenario, from) as Screen;
	const offered = (id: string | undefined): string => scenario.offered.find((one) => one.id === id)?.value ?? '';
	const keypad = screen.blocks.find((block) => block.kind === 'keypad');
	if (keypad?.to === to) {
		for (const digit of offered(keypad.wants).replace(/\D/gu, ''))
			await touch(page, `button[name=press][value="${digit}"]`);
		return;
	}
	const target = targetsOf(screen).find(({ tap }) => tap.to === to && tap.mistake === null);
	if (target?.tap.sends) {
		for (const [index, block] of screen.blocks.entries()) {
			if (block.kind !== 'field') continue;
			await page.locator(`#field-${index}`).fill(block.wants.length > 0 ? offered(block.wants[0]) : 'Lời của tôi');
		}
	}
	await touch(page, `button[name=touch][value="${target?.code ?? ''}"]`);
}

/** Walks one of the accepted paths from its beginning, looking at each screen. */
export async function walkPath(
	page: Page,
	scenario: Scenario,
	path: readonly string[],
	look: (screen: Screen) => Promise<void>
): Promise<void> {
	for (const [n, id] of path.entries()) {
		const screen = findScreen(scenario, id) as Screen;
		await expect(page.locator('.appbar')).toContainText(screen.bar.replace(/\{[Bb]ác\}.*/u, ''));
		await look(screen);
		const next = path[n + 1];
		if (next !== undefined) await stepTo(page, scenario, id, next);
	}
}

async function touch(page: Page, selector: string): Promise<void> {
	await Promise.all([page.waitForResponse((one) => one.request().method() === 'GET'), page.locator(selector).click()]);
	await page.waitForLoadState();
}
