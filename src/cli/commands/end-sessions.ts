import { connect } from '#lib/server/db/connect.ts';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import { isId } from '#lib/shared/ids.ts';
import { endSessionsOf } from '#lib/sign-in/server/end-sessions.ts';
import { atConsole } from '#lib/access/actor.ts';
import type { Command } from './command.ts';

export const endSessions: Command = {
	summary: 'Signs out everybody, or one person: after a theft, or when a secret may have become known.',
	usage: '--all | --person <id>',
	options: { all: { type: 'boolean' }, person: { type: 'string' } },

	async run(database, values, now) {
		const person = values['person'] === undefined ? null : String(values['person']);
		if ((values['all'] === true) === (person !== null) || (person !== null && !isId(person)))
			throw new StartFailure('Say who: --all, or --person and the end of her page’s address.');
		const { db, close } = connect(database.url, { max: 1 });
		try {
			console.log(`${await endSessionsOf(db, atConsole, person, now)} sessions ended.`);
		} finally {
			await close();
		}
	}
};
