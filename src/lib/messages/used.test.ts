import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SOURCES = join(import.meta.dirname, '../..');

/** Texts whose keys are put together from a code: of a family, its codes stand somewhere in the sources. */
const BY_CODE = /^(?:error|problem|picture|approvals_state|privacy_(?:verb|field|value))_(.+)$/;
/** A code may itself be put together, from a kind: `real_looking_${kind}`. */
function isPutTogether(code: string, written: string): boolean {
	const parts = code.split('_');
	return parts.some((_, n) => n > 0 && written.includes(`${parts.slice(0, n).join('_')}_\${`));
}

/** Pages of numbered paragraphs, as many as there are. */
const NUMBERED = /^(?:public_help|privacy_notice)_/;

test('every text of the interface is said somewhere', () => {
	const files = globSync('**/*.{ts,svelte}', { cwd: SOURCES }).filter(
		(path) => !/\.(test|fixture)\.ts$|messages\/compiled/.test(path)
	);
	const written = files.map((path) => readFileSync(join(SOURCES, path), 'utf8')).join('\n');
	// A verb's code has a point where its text's key has a line.
	const words = new Set(
		[...written.matchAll(/[\p{L}\d_.]+/gu)].flatMap(([word]) => [word, word.replaceAll('.', '_'), ...word.split('.')])
	);
	const keys = globSync('vi/*.json', { cwd: import.meta.dirname }).flatMap((path) =>
		Object.keys(JSON.parse(readFileSync(join(import.meta.dirname, path), 'utf8')) as object)
	);
	const isSaid = (key: string) => {
		const code = BY_CODE.exec(key)?.[1];
		return (
			words.has(key) || NUMBERED.test(key) || (code !== undefined && (words.has(code) || isPutTogether(code, written)))
		);
	};
	const unsaid = keys.filter((key) => key !== '$schema' && !isSaid(key));
	expect(unsaid).toEqual([]);
});
