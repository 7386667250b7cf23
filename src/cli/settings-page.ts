import { SETTINGS } from '#lib/server/settings.ts';

type Name = keyof typeof SETTINGS;

/** What holds where a variable is not set, for people. */
const DEFAULTS: Record<Name, string> = {
	DATABASE_URL: 'our own server',
	DATABASE_OWNER_URL: '`DATABASE_URL`',
	DATABASE_REPLICA_URL: '`DATABASE_URL`',
	HOC_SO_DATA: '`.data`, or `/var/lib/hoc-so` for root',
	HOC_SO_CONTENT: '`content`',
	HOC_SO_MEDIA: 'none: nothing to listen to',
	HOC_SO_BACKUPS: 'none: no backups by itself',
	PUBLIC_URL: 'none: cards only for sample data',
	SECURITY_CONTACT: 'none: no security.txt',
	OIDC_ISSUER: 'none',
	OIDC_CLIENT_ID: 'none; needed with `OIDC_ISSUER`, and so is `PUBLIC_URL`',
	OIDC_CLIENT_SECRET: 'none; needed with `OIDC_ISSUER`',
	OIDC_LABEL: 'its host',
	SMTP_URL: 'none: reminders stand in the application only',
	MAIL_FROM: 'none; needed with `SMTP_URL`',
	PORT: '`3000`',
	HOST: 'everywhere',
	TRUSTED_PROXY: 'none',
	METRICS_TOKEN: 'none: only this machine may read them',
	METRICS_TOKEN_PREVIOUS: 'none',
	LOG_LEVEL: '`warn`',
	SHUTDOWN_TIMEOUT: '`8`'
};

const BEGIN = '<!-- settings: made by `npm run admin -- settings-page` -->';
const END = '<!-- end of settings -->';
const WIDTH = 100;

/** The README with its table of settings made anew. Throws where it has no place for one. */
export function withSettings(readme: string): string {
	const [before, rest] = readme.split(BEGIN);
	const [, after] = (rest ?? '').split(END);
	if (before === undefined || after === undefined) throw new Error(`README.md must hold "${BEGIN}" and "${END}".`);
	const rows = names().map((name) => `| \`${name}\` | ${cell(SETTINGS[name].description)} | ${DEFAULTS[name]} |`);
	return [before + BEGIN, '', '| Variable | What it says | Default |', '|---|---|---|', ...rows, '', END + after].join(
		'\n'
	);
}

/** The text of .env.example. */
export function writeExample(): string {
	const head = [
		'# Every setting of Học Số; made by `npm run admin -- settings-page`. Copy the file, take the # away where you set',
		'# something, and hand it to the process: EnvironmentFile= of systemd, env_file of compose, or node --env-file.'
	];
	const parts = names().map((name) => {
		const otherwise = `Otherwise: ${DEFAULTS[name].replaceAll('`', '')}.`;
		return [...wrapped(`${SETTINGS[name].description} ${otherwise}`), `#${name}=`].join('\n');
	});
	return `${[head.join('\n'), ...parts].join('\n\n')}\n`;
}

function names(): Name[] {
	return Object.keys(SETTINGS) as Name[];
}

function cell(text: string): string {
	return text.replaceAll('|', '\\|').replaceAll('<', '\\<');
}

function wrapped(text: string): string[] {
	const lines = ['#'];
	for (const word of text.split(' ')) {
		const last = lines.at(-1) ?? '';
		if (last.length + word.length + 1 > WIDTH) lines.push(`# ${word}`);
		else lines[lines.length - 1] = `${last} ${word}`;
	}
	return lines;
}
