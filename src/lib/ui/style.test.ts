import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BADGE_GROUNDS } from '#lib/ui/badge.ts';

const SOURCE = join(import.meta.dirname, '../..');
const tokens = Object.fromEntries(
	[...readFileSync(join(import.meta.dirname, 'app.css'), 'utf8').matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(
		([, name = '', colour = '']) => [name, colour]
	)
);

function luminance(colour: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5]
		.map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
		.map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
	const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (light + 0.05) / (dark + 0.05);
}

function colour(name: string): string {
	const found = tokens[name];
	if (!found) throw new Error(`There is no colour --${name} in app.css.`);
	return found;
}

test.each([
	['ink', ['paper', 'card', 'lamp', 'lamp-pale', 'teal-pale', 'red-pale', 'head']],
	['ink-soft', ['paper', 'card', 'lamp-pale', 'teal-pale', 'head']],
	['teal', ['paper', 'card', 'lamp-pale', 'teal-pale']],
	['red', ['paper', 'card', 'red-pale']],
	['amber', ['paper', 'card', 'lamp-pale']],
	['grey', ['paper', 'card']],
	['card', ['teal', 'teal-deep']]
])('text in %s reads at 7:1 on each of its grounds', (text, grounds) => {
	for (const ground of grounds) expect(contrast(colour(text), colour(ground)), ground).toBeGreaterThanOrEqual(7);
});

test('edges of controls and the ring of focus stand out at 3:1', () => {
	for (const ground of ['paper', 'card', 'head', 'lamp-pale']) {
		expect(contrast(colour('edge'), colour(ground)), ground).toBeGreaterThanOrEqual(3);
		expect(contrast(colour('ink'), colour(ground)), ground).toBeGreaterThanOrEqual(3);
	}
});

test('a badge is drawn at 7:1', () => {
	for (const ground of BADGE_GROUNDS) expect(contrast(colour('ink'), ground)).toBeGreaterThanOrEqual(7);
});

test.each([
	['an old phone drops it', /@layer|@container|:has\(|\bpopover\b|anchor-name|\d(?:dvh|svh|lvh)\b/],
	['it is hard to read', /text-transform:\s*(?:upper|capital)|font-style:\s*italic|line-clamp|text-align:\s*justify/],
	[
		'a language from right to left turns it round',
		/(?:margin|padding|border)-(?:left|right)\b|text-align:\s*(?:left|right)/
	],
	['another host would be called', /url\(['"]?(?:https?:)?\/\//]
])('no style is used where %s', (_why, pattern) => {
	const styles = globSync('**/*.{svelte,css}', { cwd: SOURCE })
		.map((file) => ({ file, css: stylesOf(file) }))
		.filter(({ css }) => pattern.test(css));
	expect(styles.map(({ file }) => file)).toEqual([]);
});

function stylesOf(file: string): string {
	const text = readFileSync(join(SOURCE, file), 'utf8');
	const css = file.endsWith('.css')
		? text
		: [...text.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, css]) => css).join('\n');
	return css.replaceAll(/\/\*[\s\S]*?\*\//g, '');
}
