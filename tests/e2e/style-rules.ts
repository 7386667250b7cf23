import type { Page } from '@playwright/test';

/**
 * What a page breaks of the rules of how it looks and is used, measured on what the browser drew: one filled button and
 * few things to tap where somebody learns, room between what is tapped, sizes and line heights of every text, words
 * beside every icon, forms that check nothing while somebody types. Each as a line that says what and where.
 */
export function brokenRules(page: Page, { few, learner }: { few: boolean; learner: boolean }): Promise<string[]> {
	return page.evaluate(
		({ few, learner }) => {
			// What a closed fold holds is laid out over what follows it; somebody will open it.
			for (const fold of document.querySelectorAll('details')) fold.open = true;
			const broken: string[] = [];
			const say = (rule: string, element: Element) => broken.push(`${rule}: ${element.outerHTML.slice(0, 160)}`);
			const seen = (element: Element) => {
				const { width, height } = element.getBoundingClientRect();
				return width > 1 && height > 1 && getComputedStyle(element).visibility !== 'hidden';
			};
			const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)].filter(seen);
			const main = document.querySelector('main') ?? document.body;

			const filled = all('main .button.first');
			if (filled.length > 1 && learner) say(`${filled.length} filled buttons`, filled[1] as Element);
			const taps = all(
				'main a[href], main button, main summary, main select, main label:has(input), main input'
			).filter((element) => !element.matches('label input') && !element.closest('[role=alert]'));
			if (few && taps.length > 7) say(`${taps.length} things to tap`, main);

			for (const element of all('body *')) {
				const text = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
				const words = text.map(({ textContent }) => textContent?.trim() ?? '').join(' ');
				if (words.trim() === '' || element.closest('svg')) continue;
				const style = getComputedStyle(element);
				const size = Number.parseFloat(style.fontSize);
				if (size < 15.9) say(`text of ${size} px`, element);
				const line = Number.parseFloat(style.lineHeight) / size;
				const wraps = element.getBoundingClientRect().height > 2 * size * 1.5;
				const least = wraps && element.matches('main p, main li, main dd') && size <= 22 ? 1.6 : 1.5;
				if (line < least - 0.01) say(`a line height of ${line.toFixed(2)}`, element);
				if (style.textAlign === 'justify') say('justified', element);
				if (style.textTransform === 'uppercase') say('capitals', element);
				if (style.fontStyle === 'italic') say('italics', element);
				// A code is read letter by letter.
				const spaced = style.letterSpacing !== 'normal' && Number.parseFloat(style.letterSpacing) !== 0;
				if (spaced && !/^[A-Z0-9-]+$/.test(words.trim())) say('spaced letters', element);
				const clamp = style.getPropertyValue('-webkit-line-clamp');
				if (clamp !== '' && clamp !== 'none') say('clamped lines', element);
				const cut = style.overflowX === 'hidden' || style.overflowY === 'hidden';
				if (cut && Number.parseFloat(style.paddingTop) < size / 4) say('marks above letters may be cut off', element);
				for (const node of text) {
					const range = document.createRange();
					range.selectNodeContents(node);
					const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
					const longest = (node.textContent ?? '').trim().length / lines;
					if (lines > 2 && longest > 80) say(`lines of ${Math.round(longest)} letters`, element);
				}
			}
			const boxes = all(
				'main a.button, main button, main label:has(input[type=radio]), main label:has(input[type=checkbox])'
			).map((element) => ({ element, box: element.getBoundingClientRect() }));
			for (const [n, { element, box }] of boxes.entries()) {
				for (const { box: other } of boxes.slice(n + 1)) {
					const across = Math.max(other.left - box.right, box.left - other.right);
					const down = Math.max(other.top - box.bottom, box.top - other.bottom);
					const gap = Math.max(across, down);
					if (gap > -1 && gap < 7.5 && Math.min(across, down) < 0) say(`a gap of ${gap.toFixed(1)} px`, element);
				}
			}
			for (const element of all('a[href], button, summary')) {
				if (element.textContent?.trim() === '') say('an icon without a word', element);
			}
			for (const form of all('form[method=POST]')) {
				const checked = form.querySelector(':required, [pattern], [type=email], [type=number], [type=url]');
				if (checked && !(form as HTMLFormElement).noValidate) {
					say('a form that the browser checks', form);
				}
			}
			if (learner) for (const select of all('main select')) say('a list that unfolds', select);
			const names = new Set(all('main input[type=radio]').map((input) => (input as HTMLInputElement).name));
			for (const name of learner ? names : []) {
				const options = document.querySelectorAll(`main input[type=radio][name="${name}"]`);
				if (options.length > 6) say(`${options.length} options`, options[0] as Element);
			}
			return broken;
		},
		{ few, learner }
	);
}

/** Spacing as readers who need it set it (WCAG 1.4.12), and letters of twice the size. */
export async function spaceOut(page: Page, how: 'spacing' | 'double' | 'none'): Promise<void> {
	await page.evaluate((how) => {
		document.adoptedStyleSheets = [];
		if (how === 'none') return;
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(
			how === 'double'
				? 'html { font-size: 200% !important }'
				: `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
					p { margin-bottom: 2em !important }`
		);
		document.adoptedStyleSheets = [sheet];
	}, how);
}
