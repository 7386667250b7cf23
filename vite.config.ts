import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

// The framework's route announcer carries one inline style attribute; it is allowed by its hash, so that
// `style-src` needs no 'unsafe-inline' (design.md, invariant 18).
const ROUTE_ANNOUNCER_STYLE = 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=';

/** Compiles texts again as they are edited; whoever builds has compiled them before (src/cli/messages.ts). */
const messages = () =>
	paraglideVitePlugin({
		project: './project.inlang',
		outdir: './src/lib/messages/compiled',
		strategy: ['cookie', 'baseLocale'],
		cookieName: 'language',
		emitTsDeclarations: true,
		outputStructure: 'locale-modules'
	});

export default defineConfig(({ command }) => ({
	plugins: [
		...(command === 'serve' ? [messages()] : []),
		sveltekit({
			adapter: adapter(),
			csp: {
				mode: 'auto',
				directives: {
					'default-src': ['self'],
					'script-src': ['self'],
					'style-src': ['self'],
					'style-src-attr': ['unsafe-hashes', ROUTE_ANNOUNCER_STYLE],
					'img-src': ['self', 'data:'],
					'font-src': ['self'],
					'connect-src': ['self'],
					'object-src': ['none'],
					'base-uri': ['none'],
					'form-action': ['self'],
					'frame-ancestors': ['none']
				}
			}
		})
	],
	environments: {
		client: { build: { target: ['chrome93', 'safari15', 'firefox102'] } },
		// The old phones’ limits are not the server’s: lowered classes cost it much of its time.
		ssr: { build: { target: 'node22' } }
	}
}));
