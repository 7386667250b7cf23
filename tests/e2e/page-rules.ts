import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './world.ts';

const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Text at 7:1, for old eyes and cheap screens: of a higher level, so that it is named apart. */
const AXE_RULES = { 'color-contrast-enhanced': { enabled: true } };

export async function expectNoViolation(page: Page): Promise<void> {
	// Without frames the old way finds the same, and opens no page of its own for each page.
	const axe = new AxeBuilder({ page }).setLegacyMode().options({ rules: AXE_RULES, resultTypes: ['violations'] });
	const { violations } = await axe.withTags(AXE_TAGS).analyze();
	const told = violations.map(({ id, help, nodes }) => `${id} (${help}): ${nodes.map((node) => node.html).join(' ')}`);
	expect.soft(told, 'axe').toEqual([]);
}

export async function expectNoSidewaysScroll(page: Page, width: number): Promise<void> {
	await page.setViewportSize({ width, height: 640 });
	const wide = await page.evaluate(() => {
		const { scrollWidth, clientWidth } = document.documentElement;
		if (scrollWidth <= clientWidth) return [];
		const beyond = [...document.querySelectorAll('body *')].filter(
			(element) => element.getBoundingClientRect().right > clientWidth + 1 && !element.closest('.scroll, svg')
		);
		return beyond.slice(0, 5).map((element) => element.outerHTML.slice(0, 200));
	});
	expect.soft(wide, `reaching beyond ${width} px`).toEqual([]);
}

/** Everything to tap that is smaller than 44 px, in main 48 px, and for the one filled button and options 64 px. */
export function smallTargets(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const kinds = 'a[href], button, select, textarea, summary, label, input:not([type=hidden])';
		return [...document.querySelectorAll<HTMLElement>(kinds)].flatMap((element) => {
			const isChoice = element.matches('label') && element.querySelector('input[type=radio], input[type=checkbox]');
			// A label above its field is no target of its own, and a choice's whole row is its target.
			if (element.matches('label') && !isChoice) return [];
			if (element.matches('input') && element.closest('label')) return [];
			const { width, height } = element.getBoundingClientRect();
			if (width === 0 || height === 0 || getComputedStyle(element).visibility === 'hidden') return [];
			const least = element.closest('main') ? 48 : 44;
			const high = isChoice || element.matches('.button.first') ? 64 : least;
			if (width >= least - 0.5 && height >= high - 0.5) return [];
			return [`${Math.round(width)} × ${Math.round(height)}: ${element.outerHTML.slice(0, 160)}`];
		});
	});
}
