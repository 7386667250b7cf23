import { compile } from '@inlang/paraglide-js';
import { readdirSync } from 'node:fs';

// The build compiles the texts of the interface by itself; type checks and tests that run before it need them too.
const OUT = 'src/lib/messages/compiled';

await compile({
	project: './project.inlang',
	outdir: `./${OUT}`,
	strategy: ['cookie', 'baseLocale'],
	cookieName: 'language',
	emitTsDeclarations: true
});

// Without its plugin the compiler makes an empty set and says nothing.
const compiled = readdirSync(`${OUT}/messages`).length;
if (compiled < 10) throw new Error(`Only ${compiled} texts were compiled: see project.inlang/settings.json.`);
