import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));
const OUT = join(CHECKOUT, 'src', 'lib', 'messages', 'compiled');
const STAMP = join(OUT, 'compiled-from');
const SOURCES = [
	'src/lib/messages/{vi,en}/*.json',
	'project.inlang/settings.json',
	'package-lock.json',
	'src/cli/messages.ts'
];

if (import.meta.main) await compileWhenStale();

/** Compiles the texts of the interface when they have changed: types, tests and the build all need them. */
export async function compileWhenStale(): Promise<void> {
	const sources = fingerprint();
	if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return;
	const { compile } = await import('@inlang/paraglide-js');
	await compile({
		project: join(CHECKOUT, 'project.inlang'),
		outdir: OUT,
		strategy: ['cookie', 'baseLocale'],
		cookieName: 'language',
		emitTsDeclarations: true,
		// One file for each text made thousands, which every run of the tests read anew.
		outputStructure: 'locale-modules'
	});
	// Without its plugin the compiler makes an empty set and says nothing.
	const texts = readFileSync(join(OUT, 'messages', '_index.js'), 'utf8').match(/^export const /gm)?.length ?? 0;
	if (texts < 10) throw new Error(`Only ${texts} texts were compiled: see project.inlang/settings.json.`);
	writeFileSync(STAMP, sources);
}

function fingerprint(): string {
	const hash = createHash('sha256');
	for (const path of globSync(SOURCES, { cwd: CHECKOUT }).sort()) {
		hash.update(`${path}\0`).update(readFileSync(join(CHECKOUT, path)));
	}
	return hash.digest('hex');
}
