import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROUTES = join(import.meta.dirname, '../../src/routes');

/** The ids of all routes that show a page, as the framework writes them: `/(public)/learn/[module]`. */
export const pages = routesWith('+page.svelte');

/** An address of a route, its parameters filled in; the folders of audiences stand in no address. */
export function addressOf(route: string, parameters: Record<string, string>): string {
	const path = route
		.replace(/\/\([^)]+\)/g, '')
		.replace(/\[(\w+)\]/g, (_, name: string) => encodeURIComponent(parameters[name] ?? `no-${name}`));
	return path === '' ? '/' : path;
}

function routesWith(file: string): string[] {
	return globSync(`**/${file}`, { cwd: ROUTES })
		.map((path) => (dirname(path) === '.' ? '/' : `/${dirname(path).replaceAll('\\', '/')}`))
		.sort();
}
