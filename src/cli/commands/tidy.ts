import { tidy } from '../tidying.ts';
import type { Command } from './command.ts';

export const tidyUp: Command = {
	summary:
		'Deletes what is kept no longer, as docs/data-map.md says. The server does it once a day by itself; nothing of the log.',
	usage: '',
	options: {},

	async run(database, _values, now) {
		for (const [what, count] of Object.entries(await tidy(database, now))) console.log(`${what}: ${count}`);
	}
};
