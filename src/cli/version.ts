import { readFileSync } from 'node:fs';

/** The application's version, for archives and for whoever asks. */
export function applicationVersion(): string {
	const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
	return (JSON.parse(text) as { version: string }).version;
}
