import {
	AUDIT_KEPT_MONTHS,
	EVENINGS_KEPT_DAYS,
	HELP_KEPT_DAYS,
	LINKS_KEPT_DAYS,
	OPEN_ATTEMPTS_KEPT_DAYS,
	REQUESTS_KEPT_MONTHS,
	ROSTERS_KEPT_DAYS
} from '#lib/server/retention.ts';

/**
 * What a column holds. `none`: nothing about anybody; `identifying`: who somebody is, her random id included; `learning
 * record`: what she learned and how she did, treated as sensitive; `technical`: moments, states, counters.
 */
export const DATA_CLASSES = ['none', 'identifying', 'contact', 'learning record', 'secret', 'technical'] as const;
export type DataClass = (typeof DATA_CLASSES)[number];

/** How long something is kept, and what ends it. */
export const KEPT = {
	always: 'as long as the installation stands: it names nobody',
	log: 'as long as the installation stands; after erasure it is tied to a number that names nobody',
	erased: 'until she is erased',
	folded: 'as long as the log from which it is made',
	session: 'until the session ends (tidy)',
	link: `until ${LINKS_KEPT_DAYS} days after it ended (tidy)`,
	attempt: `handed in: as the log; never handed in: ${OPEN_ATTEMPTS_KEPT_DAYS} days (tidy)`,
	evening: `until ${EVENINGS_KEPT_DAYS} days after the evening (tidy)`,
	help: `until ${HELP_KEPT_DAYS} days after it was done (tidy), or she is erased`,
	request: `until ${REQUESTS_KEPT_MONTHS} months after the answer (tidy)`,
	roster: `until ${ROSTERS_KEPT_DAYS} days after the file was sent (tidy), or she is erased`,
	audit: `${AUDIT_KEPT_MONTHS} months (tidy)`,
	window: 'until the window of wrong tries is over (tidy)',
	consent: 'as proof, as long as the installation stands; ended by withdrawal or erasure',
	withdrawn: 'until she withdraws consent or is erased'
} as const;
export type Kept = keyof typeof KEPT;

/** One table of the data map: its columns by class, each class's names in one line. */
export interface MappedTable {
	purpose: string;
	kept: Kept;
	columns: Partial<Record<DataClass, string>>;
	/** columns with a purpose or a time of their own */
	except?: Record<string, { purpose?: string; kept?: Kept }>;
}

/** By the tables' names in the database. */
export type DataMap = Record<string, MappedTable>;

export const platformData: DataMap = {
	installation: {
		purpose: 'what is true of the whole installation',
		kept: 'always',
		columns: { technical: 'key', secret: 'value' },
		except: { value: { purpose: 'settings; among them the key with which the audit hashes addresses' } }
	},
	audit_entries: {
		purpose: 'who did what to whom, when, from where: against misuse',
		kept: 'audit',
		columns: {
			identifying: 'actor_id object_id person_id origin',
			technical: 'id at role role_place verb object_kind place detail'
		},
		except: { origin: { purpose: 'a keyed hash of the network address: the same network or another one' } }
	},
	audit_chain: {
		purpose: 'shows whether an entry of the audit was changed',
		kept: 'always',
		columns: { technical: 'entry_id entry_hash chained_at hash' }
	},
	rate_limits: {
		purpose: 'slows down whoever tries secrets out',
		kept: 'window',
		columns: { technical: 'key points expire' }
	}
};
