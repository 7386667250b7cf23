import { readFileSync, writeFileSync } from 'node:fs';
import { withSettings, writeExample } from '../settings-page.ts';
import type { Command } from './command.ts';

const README = new URL('../../../README.md', import.meta.url);
const EXAMPLE = new URL('../../../.env.example', import.meta.url);

export const settingsPage: Command = {
	summary: 'Writes the table of settings in README.md and the file .env.example, from src/lib/server/settings.ts.',
	usage: '',
	options: {},

	run() {
		writeFileSync(README, withSettings(readFileSync(README, 'utf8')));
		writeFileSync(EXAMPLE, writeExample());
		return Promise.resolve();
	}
};
