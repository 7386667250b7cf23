import { atConsole } from '#lib/access/actor.ts';
import { connect } from '#lib/server/db/connect.ts';
import { renewOriginKey } from '#lib/server/origin.ts';
import type { Command } from './command.ts';

const BY_HAND = `The other secrets stand in the settings; each is changed while the old one still holds:
  METRICS_TOKEN        put the old one into METRICS_TOKEN_PREVIOUS and a new one into METRICS_TOKEN, restart each server,
                       tell the readers, then take METRICS_TOKEN_PREVIOUS away and restart.
  OIDC_CLIENT_SECRET   have the provider add a second secret, set that one, restart, have the first one removed.
  SMTP_URL             the same with a second password or account at the mail server.
  DATABASE_URL         make a second user with the same roles, set it, restart, drop the first one.
  DATABASE_OWNER_URL   alter role … password '…', then set it and restart; it is needed at the start alone.
If a secret has become known, end every session too: npm run admin -- end-sessions --all`;

export const rotateKeys: Command = {
	summary: 'Makes the key anew with which the audit hashes networks, and says how each other secret is changed.',
	usage: '[--show]',
	options: { show: { type: 'boolean' } },

	async run(database, values, now) {
		if (values['show'] !== true) {
			const { db, close } = connect(database.url, { max: 1 });
			try {
				await renewOriginKey(db, atConsole, now);
			} finally {
				await close();
			}
			console.log('The key is new. Restart each server: until then it goes on with the old one. Networks in the audit');
			console.log('from before and after can no longer be compared with each other.');
		}
		console.log(BY_HAND);
	}
};
