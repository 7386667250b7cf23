import { writeFileSync } from 'node:fs';
import { writeDataMap } from '../data-map.ts';
import type { Command } from './command.ts';

export const dataMapPage: Command = {
	summary: 'Writes docs/data-map.md: every column of the database with its class, purpose and how long it is kept.',
	usage: '',
	options: {},

	run() {
		writeFileSync(new URL('../../../docs/data-map.md', import.meta.url), writeDataMap());
		return Promise.resolve();
	}
};
