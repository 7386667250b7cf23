import { atConsole } from '#lib/access/actor.ts';
import { record } from '#lib/ledger/server/record.ts';
import { enrolStaff } from '#lib/people/server/register.ts';
import { connect } from '#lib/server/db/connect.ts';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import { dayOf, yearOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { makeSignInLink } from '#lib/sign-in/server/links.ts';
import { grantRole } from '#lib/sign-in/server/roles.ts';
import { readyDatabase } from '../ready-database.ts';
import { requireSettings } from '../settings.ts';
import type { Command } from './command.ts';

const LINK_MINUTES = 60;

export const createAdmin: Command = {
	summary:
		'Makes an administrator of the whole installation and prints a link with which to sign in once, within an hour.',
	usage: '--name "Full name" [--birth-year 1980]',
	options: { name: { type: 'string' }, 'birth-year': { type: 'string' } },

	async run(database, values, now) {
		const fullName = String(values['name'] ?? '').trim();
		if (fullName === '') throw new StartFailure('Say who: npm run admin -- create-admin --name "Full name"');
		await readyDatabase({ ...database, isEmbedded: false });
		const { db, close } = connect(database.url, { max: 1 });
		try {
			const personId = newId(now);
			const birthYear = Number(values['birth-year'] ?? yearOf(dayOf(now)) - 40);
			await record(db, atConsole, enrolStaff, { personId, eventId: newId(now), fullName, birthYear }, now);
			await grantRole(db, atConsole, { personId, role: 'administrator', place: 'vn', from: dayOf(now), to: null }, now);
			const { PUBLIC_URL, PORT } = requireSettings();
			const token = await makeSignInLink(db, personId, now, LINK_MINUTES);
			console.log(`administrator: ${PUBLIC_URL ?? `http://localhost:${PORT}`}/sign-in/link/${token}`);
		} finally {
			await close();
		}
	}
};
