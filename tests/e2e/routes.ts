import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROUTES = join(import.meta.dirname, '../../src/routes');

/** The ids of all routes that show a page, as the framework writes them: `/(public)/learn/[module]`. */
export const pages = routesWith('+page.svelte');

/** Those whose page takes a form. */
export const forms = routesWith('+page.server.ts', /^export const actions/m);

/** Those that answer without a page to a form that another page shows. */
export const endpoints = routesWith('+server.ts', /^export const POST/m);

/** An address of a route, its parameters filled in; the folders of audiences stand in no address. */
export function addressOf(route: string, parameters: Record<string, string>): string {
	const path = route
		.replace(/\/\([^)]+\)/g, '')
		.replace(/\[(\w+)\]/g, (_, name: string) => encodeURIComponent(parameters[name] ?? `no-${name}`));
	return path === '' ? '/' : path;
}

function routesWith(file: string, holds?: RegExp): string[] {
	return globSync(`**/${file}`, { cwd: ROUTES })
		.filter((path) => !holds || holds.test(readFileSync(join(ROUTES, path), 'utf8')))
		.map((path) => (dirname(path) === '.' ? '/' : `/${dirname(path).replaceAll('\\', '/')}`))
		.sort();
}
