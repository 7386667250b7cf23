import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROUTES = join(import.meta.dirname, '../../src/routes');
const TAKES_A_FORM = /export const (actions|POST)\b/;

/** Every route that takes a form, as SvelteKit names it. */
export function listForms(): string[] {
	return globSync('**/+{page.server,server}.ts', { cwd: ROUTES })
		.filter((path) => TAKES_A_FORM.test(readFileSync(join(ROUTES, path), 'utf8')))
		.map((path) => `/${path.replace(/\/?\+(page\.)?server\.ts$/, '')}`)
		.sort();
}

/** The routes of forms that the server has taken, by what it tells Prometheus: what it refuses is an answer of 4xx. */
export function formsTaken(metrics: string): Set<string> {
	const taken = /^hoc_so_request_duration_seconds_count\{method="POST",route="([^"]+)",status="[23]xx"\} [1-9]/gm;
	return new Set([...metrics.matchAll(taken)].map(([, route = '']) => route));
}
