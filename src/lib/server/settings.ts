import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import type { LogLevel } from '#lib/server/log.ts';

/** What an operator may set in the environment. The application reads it through src/env.ts, the CLI directly. */
export const SETTINGS = {
	DATABASE_URL: {
		description:
			'The PostgreSQL server to use, as the user that answers requests: postgres://user:password@host:5432/database. ' +
			'Without it the application runs its own server.',
		schema: optional(postgresAddress('DATABASE_URL'))
	},
	DATABASE_OWNER_URL: {
		description:
			"The same database as its owner, who makes and changes the tables. Without it DATABASE_URL's user does so, and " +
			'requests run as that user in the role hoc_so_application.',
		schema: optional(postgresAddress('DATABASE_OWNER_URL'))
	},
	DATABASE_REPLICA_URL: {
		description:
			'A streaming standby of the same database, from which figures and lists of whole provinces are read; while it is ' +
			'away, or five minutes late, they are read from DATABASE_URL.',
		schema: optional(postgresAddress('DATABASE_REPLICA_URL'))
	},
	HOC_SO_DATA: {
		description: "The folder of the application's own database server, when DATABASE_URL is not set.",
		schema: optional(z.string())
	},
	HOC_SO_CONTENT: {
		description: 'The folder of what is taught; the folder content of this checkout when not set.',
		schema: optional(z.string())
	},
	HOC_SO_MEDIA: {
		description:
			'The folder of recordings, one folder for each spoken language; without it nothing can be listened to.',
		schema: optional(z.string())
	},
	HOC_SO_BACKUPS: {
		description:
			'A folder outside of the database, best on another disk, where the server writes an archive each night and keeps ' +
			'fourteen; all servers of one installation must see the same one. Without it, backups are made by hand.',
		schema: optional(z.string())
	},
	PUBLIC_URL: {
		description:
			'The address under which people reach the application; cards and certificates name it. Once it is set, requests for ' +
			'any other host are refused (421), but for those from this machine itself.',
		schema: optional(
			z
				.url({ protocol: /^https?$/, error: 'PUBLIC_URL must be an address such as https://hocso.example.vn' })
				.transform((address) => address.replace(/\/+$/, ''))
		)
	},
	SECURITY_CONTACT: {
		description:
			'Where weaknesses are reported, as /.well-known/security.txt says it: mailto:an-toan@example.vn, or an https address.',
		schema: optional(
			z.url({ protocol: /^(https|mailto)$/, error: 'SECURITY_CONTACT must be mailto:… or an https address' })
		)
	},
	OIDC_ISSUER: {
		description:
			'Where staff may sign in with an account that they have elsewhere (OpenID Connect): the issuer, such as ' +
			'https://dangnhap.example.vn. People come back to PUBLIC_URL/sign-in/provider/return.',
		schema: optional(z.string().refine(isIssuer, { error: 'OIDC_ISSUER must be an https address of a provider' }))
	},
	OIDC_CLIENT_ID: { description: 'What the provider knows the application as.', schema: optional(z.string()) },
	OIDC_CLIENT_SECRET: {
		description: 'The secret that the provider gave the application.',
		schema: optional(z.string())
	},
	OIDC_LABEL: {
		description: 'What the button calls the provider; its host when not set.',
		schema: optional(z.string())
	},
	SMTP_URL: {
		description:
			'The mail server that takes reminders: smtps://user:password@host:465, or smtp://host:587. ' +
			'Without it reminders stand in the application only.',
		schema: optional(
			z.url({ protocol: /^smtps?$/, error: 'SMTP_URL must be an address such as smtps://user:password@host:465' })
		)
	},
	MAIL_FROM: {
		description: 'From whom reminders come: an address, or a name and an address such as Học Số <hocso@example.vn>.',
		schema: optional(
			z.string().regex(/^([^<>"@\r\n]{1,80} <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, {
				error: 'MAIL_FROM must be an address such as hocso@example.vn or Học Số <hocso@example.vn>'
			})
		)
	},
	PORT: { description: 'The port to listen on.', schema: whole('PORT', 3000, 65_535) },
	HOST: { description: 'The network address to listen on; all of them when not set.', schema: optional(z.string()) },
	TRUSTED_PROXY: {
		description:
			'Addresses or subnets, separated by commas, of the proxies whose x-forwarded-proto and x-forwarded-for are believed.',
		schema: optional(z.string()).transform(listOfAddresses)
	},
	METRICS_TOKEN: {
		description:
			'What whoever reads /metrics must show as a bearer token, at least 16 characters. Without it only this machine ' +
			'itself may read them.',
		schema: optional(token('METRICS_TOKEN'))
	},
	METRICS_TOKEN_PREVIOUS: {
		description: 'The token before, taken as well until every reader has the new one.',
		schema: optional(token('METRICS_TOKEN_PREVIOUS'))
	},
	LOG_LEVEL: {
		description:
			'How much is told on the standard error output, as lines of JSON: error, warn, or info, which adds a line for each request.',
		schema: optional(z.enum(['error', 'warn', 'info'], { error: 'LOG_LEVEL must be error, warn or info' })).transform(
			(level): LogLevel => level ?? 'warn'
		)
	},
	SHUTDOWN_TIMEOUT: {
		description: 'Seconds that running requests have to finish when the application is told to stop.',
		schema: whole('SHUTDOWN_TIMEOUT', 8, 3600)
	}
} as const;

const schema = z
	.object({
		DATABASE_URL: SETTINGS.DATABASE_URL.schema,
		DATABASE_OWNER_URL: SETTINGS.DATABASE_OWNER_URL.schema,
		DATABASE_REPLICA_URL: SETTINGS.DATABASE_REPLICA_URL.schema,
		HOC_SO_DATA: SETTINGS.HOC_SO_DATA.schema,
		HOC_SO_CONTENT: SETTINGS.HOC_SO_CONTENT.schema,
		HOC_SO_MEDIA: SETTINGS.HOC_SO_MEDIA.schema,
		HOC_SO_BACKUPS: SETTINGS.HOC_SO_BACKUPS.schema,
		PUBLIC_URL: SETTINGS.PUBLIC_URL.schema,
		SECURITY_CONTACT: SETTINGS.SECURITY_CONTACT.schema,
		OIDC_ISSUER: SETTINGS.OIDC_ISSUER.schema,
		OIDC_CLIENT_ID: SETTINGS.OIDC_CLIENT_ID.schema,
		OIDC_CLIENT_SECRET: SETTINGS.OIDC_CLIENT_SECRET.schema,
		OIDC_LABEL: SETTINGS.OIDC_LABEL.schema,
		SMTP_URL: SETTINGS.SMTP_URL.schema,
		MAIL_FROM: SETTINGS.MAIL_FROM.schema,
		PORT: SETTINGS.PORT.schema,
		HOST: SETTINGS.HOST.schema,
		TRUSTED_PROXY: SETTINGS.TRUSTED_PROXY.schema,
		METRICS_TOKEN: SETTINGS.METRICS_TOKEN.schema,
		METRICS_TOKEN_PREVIOUS: SETTINGS.METRICS_TOKEN_PREVIOUS.schema,
		LOG_LEVEL: SETTINGS.LOG_LEVEL.schema,
		SHUTDOWN_TIMEOUT: SETTINGS.SHUTDOWN_TIMEOUT.schema
	})
	.superRefine((settings, context) => {
		if (settings.SMTP_URL !== undefined && settings.MAIL_FROM === undefined)
			context.addIssue({ code: 'custom', message: 'MAIL_FROM must be set too where SMTP_URL is' });
		if (settings.OIDC_ISSUER === undefined) return;
		for (const name of ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'PUBLIC_URL'] as const) {
			if (settings[name] === undefined)
				context.addIssue({ code: 'custom', message: `${name} must be set too where OIDC_ISSUER is` });
		}
	});

export type Settings = z.output<typeof schema>;

/** The settings in an environment, or the sentences that say what is wrong with them. */
export function readSettings(environment: Record<string, string | undefined>): Settings | string[] {
	const read = schema.safeParse(environment);
	return read.success ? read.data : read.error.issues.map((issue) => `${issue.message}.`);
}

/** Set to nothing is not set: compose files and shells write it so. */
function optional<Value>(schema: z.ZodType<Value, string>) {
	const given = z
		.string()
		.optional()
		.transform((text) => text || undefined);
	return given.pipe(schema.optional());
}

function postgresAddress(name: string) {
	return z.url({
		protocol: /^postgres(ql)?$/,
		error: `${name} must be an address such as postgres://user:password@host:5432/database`
	});
}

/** Over TLS, unless the provider is on this machine. */
function isIssuer(text: string): boolean {
	const address = URL.parse(text);
	if (address === null || address.search !== '' || address.hash !== '') return false;
	const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(address.hostname);
	return address.protocol === 'https:' || (address.protocol === 'http:' && isHere);
}

function token(name: string) {
	return z
		.string()
		.regex(/^[\w.~+/=-]{16,200}$/, { error: `${name} must be 16 to 200 letters, digits or signs of a token` });
}

function whole(name: string, byDefault: number, most: number) {
	const error = `${name} must be a whole number from 0 to ${most}`;
	return z
		.string()
		.optional()
		.transform((text) => Number(text || byDefault))
		.pipe(z.int({ error }).min(0, { error }).max(most, { error }));
}

function listOfAddresses(text: string | undefined, context: z.RefinementCtx): BlockList {
	const addresses = new BlockList();
	for (const entry of (text ?? '')
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '')) {
		const [address = '', bits] = entry.split('/');
		const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
		const size = Number(bits ?? (family === 'ipv6' ? 128 : 32));
		if (isIP(address) === 0 || !Number.isInteger(size) || size < 0 || size > (family === 'ipv6' ? 128 : 32)) {
			context.addIssue({
				code: 'custom',
				message: `TRUSTED_PROXY must list addresses such as 10.0.0.5 or 10.0.0.0/24, not "${entry}"`
			});
		} else {
			addresses.addSubnet(address, size, family);
		}
	}
	return addresses;
}
