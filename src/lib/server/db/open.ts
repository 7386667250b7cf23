import type { Settings } from '#lib/server/settings.ts';
import { openEmbedded } from './embedded.ts';
import { dataFolder } from './folder.ts';
import { APPLICATION_ROLE } from './roles.ts';

export interface OpenDatabase {
	/** for migrating: who owns the tables */
	ownerUrl: string;
	/** for everything else: signs in with the rights of the application's role */
	url: string;
	/** a standby to read figures from, with the same rights, where one is set */
	replicaUrl?: string | null;
	/** our own server, which no other application uses */
	isEmbedded: boolean;
	close(): Promise<void>;
}

/** The server that DATABASE_URL names, not yet asked anything; or our own, started. Throws a StartFailure. */
export async function openDatabase(
	settings: Pick<Settings, 'DATABASE_URL' | 'DATABASE_OWNER_URL' | 'HOC_SO_DATA'> &
		Partial<Pick<Settings, 'DATABASE_REPLICA_URL'>>
): Promise<OpenDatabase> {
	const { DATABASE_URL, DATABASE_OWNER_URL, DATABASE_REPLICA_URL, HOC_SO_DATA } = settings;
	const replica = DATABASE_REPLICA_URL ?? null;
	if (DATABASE_URL === undefined) {
		return { isEmbedded: true, ...(await openEmbedded(dataFolder(HOC_SO_DATA))) };
	}
	const ownerUrl = DATABASE_OWNER_URL ?? DATABASE_URL;
	const limited = (address: string) => (userOf(ownerUrl) === userOf(address) ? inApplicationRole(address) : address);
	return {
		...{ isEmbedded: false, ownerUrl, url: limited(DATABASE_URL) },
		replicaUrl: replica && limited(replica),
		close: () => Promise.resolve()
	};
}

/** The user that an address signs in as. */
export function userOf(url: string): string {
	return decodeURIComponent(new URL(url).username);
}

// The driver hands parameters that it does not know to the server, which sets them for the session.
function inApplicationRole(url: string): string {
	const address = new URL(url);
	address.searchParams.set('role', APPLICATION_ROLE);
	return address.href;
}
