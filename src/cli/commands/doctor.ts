import { connect } from '#lib/server/db/connect.ts';
import { dataFolder } from '#lib/server/db/folder.ts';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import { examineDatabase } from '../doctor/database.ts';
import { examineAddress, examineContent, examineDisks, examineMail } from '../doctor/surroundings.ts';
import { requireSettings } from '../settings.ts';
import type { Command } from './command.ts';

export const doctor: Command = {
	summary:
		'Looks at what goes wrong elsewhere: the database, its roles, locale and clock, migrations, background work, the last ' +
		'backup, disks, content, the mail server, and whether forms can be sent at the public address. Changes nothing.',
	usage: '',
	options: {},

	async run(database) {
		const settings = requireSettings();
		const unhurried = { max: 1, statementTimeout: 20_000 };
		const application = connect(database.url, unhurried);
		const owner = connect(database.ownerUrl, unhurried);
		try {
			const folders = [
				database.isEmbedded ? dataFolder(settings.HOC_SO_DATA) : undefined,
				settings.HOC_SO_MEDIA,
				settings.HOC_SO_BACKUPS,
				process.cwd()
			];
			const findings = [
				...(await examineDatabase(application.db, owner.db)),
				...[...examineDisks(folders), examineContent()],
				...[await examineMail(settings), ...(await examineAddress(settings))]
			];
			for (const { verdict, say } of findings) console.log(`${verdict.padEnd(5)} ${say}`);
			const wrong = findings.filter(({ verdict }) => verdict === 'bad').length;
			if (wrong > 0) throw new StartFailure(`${wrong} of ${findings.length} are wrong.`);
		} finally {
			await application.close();
			await owner.close();
		}
	}
};
