import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROUTES = join(import.meta.dirname, '../../src/routes');

/** A route as the framework writes it, `/(office)/people/[id]`, and what it answers to. */
export interface Route {
	id: string;
	methods: ('GET' | 'POST')[];
}

/** Every route that there is: a page, what its form does, and what answers without a page. */
export function discoverRoutes(): Route[] {
	const folders = new Set(globSync('**/+{page.svelte,page.server.ts,server.ts}', { cwd: ROUTES }).map(dirname));
	return [...folders].sort().map((folder) => {
		const read = (file: string) => {
			const path = join(ROUTES, folder, file);
			return existsSync(path) ? readFileSync(path, 'utf8') : '';
		};
		const [page, server] = [read('+page.server.ts'), read('+server.ts')];
		const takesForm = /^export const actions/m.test(page);
		if (takesForm && !/^\tdefault:/m.test(page))
			throw new Error(`${folder}: its form has no default action, so the matrix would miss it`);
		return {
			id: folder === '.' ? '/' : `/${folder.replaceAll('\\', '/')}`,
			methods: [
				...(existsSync(join(ROUTES, folder, '+page.svelte')) || /^export const GET/m.test(server)
					? (['GET'] as const)
					: []),
				...(takesForm || /^export const POST/m.test(server) ? (['POST'] as const) : [])
			]
		};
	});
}

/** Methods that no route of ours answers to; one that appears must be thought about. */
export function otherMethods(): string[] {
	return globSync('**/+server.ts', { cwd: ROUTES }).flatMap((file) =>
		[...readFileSync(join(ROUTES, file), 'utf8').matchAll(/^export const (PUT|PATCH|DELETE|fallback)/gm)].map(
			([, method]) => `${method} ${file}`
		)
	);
}
