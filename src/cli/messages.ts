import { spawnSync } from 'node:child_process';
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
		// One file for each text made thousands, which every run of the tests read anew.
		outputStructure: 'locale-modules'
	});
	// Without its plugin the compiler makes an empty set and says nothing.
	const texts = declareTexts();
	if (texts < 10) throw new Error(`Only ${texts} texts were compiled: see project.inlang/settings.json.`);
	declareRuntime();
	writeFileSync(STAMP, sources);
}

/**
 * Writes the types of the texts, and says how many there are. The compiler can have TypeScript work them out, which took
 * 20 of 28 seconds to find what stands in each text's first line: the inputs that it names.
 */
function declareTexts(): number {
	const code = readFileSync(join(OUT, 'messages', '_index.js'), 'utf8');
	const inputs = new Map(
		[...code.matchAll(/^\/\*\* @typedef \{(\{.*\})\} (\w+) \*\/$/gm)].map(([, type, name]) => [name, type])
	);
	const texts = [...code.matchAll(/^(?:export )?const (\w+) = \/\*\* @type \{\(\(inputs\??: (\w+),/gm)];
	if (texts.length !== inputs.size) throw new Error(`${inputs.size} texts, but types of ${texts.length}.`);
	const lines = texts.map(([statement, name, of]) => {
		const type = inputs.get(of) === '{}' ? 'Text' : `TextWith<${inputs.get(of)}>`;
		return `${statement.startsWith('export') ? 'export ' : ''}declare const ${name}: ${type};`;
	});
	const renamed = code.match(/^export \{ \w+ as "\w+" \}$/gm) ?? [];
	const types = [
		`import type { LocalizedString } from '../runtime.js';`,
		`type Options = { locale?: 'vi' | 'en' };`,
		`type Text = (inputs?: {}, options?: Options) => LocalizedString;`,
		`type TextWith<Inputs> = (inputs: Inputs, options?: Options) => LocalizedString;`
	];
	writeFileSync(join(OUT, 'messages', '_index.d.ts'), [...types, ...lines, ...renamed, 'export {};', ''].join('\n'));
	const all = [`export * from './messages/_index.js';`, `export * as m from './messages/_index.js';`, ''];
	writeFileSync(join(OUT, 'messages.d.ts'), all.join('\n'));
	return texts.length;
}

/** Has TypeScript write the types of the rest, which is a few small files. */
function declareRuntime(): void {
	const files = ['runtime', 'server', 'registry'].map((name) => join(OUT, `${name}.js`));
	const how =
		'--ignoreConfig --allowJs --declaration --emitDeclarationOnly --skipLibCheck --target esnext --module esnext --types node';
	const tsc = fileURLToPath(import.meta.resolve('typescript/lib/tsc.js'));
	const { status, stdout } = spawnSync(process.execPath, [tsc, ...files, ...how.split(' '), '--outDir', OUT], {
		cwd: CHECKOUT,
		encoding: 'utf8'
	});
	if (status !== 0) throw new Error(`The types of the texts' runtime were not written:\n${stdout}`);
}

function fingerprint(): string {
	const hash = createHash('sha256');
	for (const path of globSync(SOURCES, { cwd: CHECKOUT }).sort()) {
		hash.update(`${path}\0`).update(readFileSync(join(CHECKOUT, path)));
	}
	return hash.digest('hex');
}
