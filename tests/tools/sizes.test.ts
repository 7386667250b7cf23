import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What docs/design.md asks of the length of files, in lines. */
const RULES = [
	{ ending: '.ts', screen: 60, most: 200, never: 300 },
	{ ending: '.svelte', screen: 60, most: 250, never: 350 }
] as const;

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'src', 'tests'], {
	encoding: 'utf8'
})
	.split('\n')
	.filter((path) => path !== '');

test.each(RULES)(
	'half of all $ending files fit on a screen, 95 percent and the longest are as short as the rules ask',
	({ ending, screen, most, never }) => {
		const sizes = tracked
			.filter((path) => path.endsWith(ending))
			.flatMap((path) => lengthOf(path) ?? [])
			.sort((a, b) => a - b);
		const at = (share: number) => sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * share))] ?? 0;
		console.log(
			`${sizes.length} ${ending} files: median ${at(0.5)} lines, 95 percent ${at(0.95)}, the longest ${at(1)}`
		);
		expect(sizes.length).toBeGreaterThan(100);
		expect([at(0.5) <= screen, at(0.95) <= most, at(1) <= never]).toEqual([true, true, true]);
	}
);

/** null where a file was deleted and not yet committed */
function lengthOf(path: string): number | null {
	try {
		return readFileSync(path, 'utf8').split('\n').length - 1;
	} catch {
		return null;
	}
}
