import { connect } from '#lib/server/db/connect.ts';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import { generateLoad, refuseUnlessEmpty } from '../load/generate.ts';
import { sizeOf } from '../load/size.ts';
import { readContent } from '../preparation.ts';
import { readyDatabase } from '../ready-database.ts';
import type { Command } from './command.ts';

const MOST = 10_000_000;

export const generateLoadData: Command = {
	summary:
		'Fills an empty database with invented people and five years of their history, to measure with. Refused where anybody is known.',
	usage: '--people <number> [--groups <number>] [--events <number>]',
	options: { people: { type: 'string' }, groups: { type: 'string' }, events: { type: 'string' } },

	async run(database, values, now) {
		const people = numberOf('people', values['people']);
		if (people === undefined) throw new StartFailure('Say how many people: --people 50000');
		const size = sizeOf(people, {
			groups: numberOf('groups', values['groups']),
			events: numberOf('events', values['events'])
		});
		const owner = connect(database.ownerUrl, { max: 1, statementTimeout: 0, lockTimeout: 0 });
		try {
			await refuseUnlessEmpty(owner.db);
			await readyDatabase({ ...database, isEmbedded: false });
			await generateLoad(owner.db, size, readContent(), now, (done) => console.log(`${done} of ${people} people`));
			console.log(`${people} invented people in ${size.groups} groups. \`seed-sample --reset\` throws them away.`);
		} finally {
			await owner.close();
		}
	}
};

function numberOf(name: string, value: string | boolean | undefined): number | undefined {
	if (value === undefined) return undefined;
	const number = Number(value);
	if (!Number.isInteger(number) || number < 1 || number > MOST * 10)
		throw new StartFailure(`--${name} wants a whole number, not "${value}".`);
	return number;
}
