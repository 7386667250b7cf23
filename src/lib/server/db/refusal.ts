/** PostgreSQL 15: the oldest server whose SQL we use. As `server_version_num` writes it. */
const OLDEST = 150_000;

/** Why this server cannot be used, as a sentence for the terminal; null when it can. */
export function refusalFor(serverVersionNum: number, encoding = 'UTF8'): string | null {
	if (serverVersionNum < OLDEST) {
		return (
			`The database server is PostgreSQL ${printed(serverVersionNum)}, and this application needs 15 or newer: ` +
			'upgrade the server, or name another one in DATABASE_URL.'
		);
	}
	if (encoding !== 'UTF8') {
		return (
			`The database is encoded in ${encoding}, which cannot hold Vietnamese: ` +
			"make one with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0, and name it in DATABASE_URL."
		);
	}
	return null;
}

// 140011 is 14.11; before version 10, 90624 was 9.6.24.
function printed(version: number): string {
	const [major, middle, minor] = [Math.floor(version / 10_000), Math.floor(version / 100) % 100, version % 100];
	return major >= 10 ? `${major}.${minor}` : `${major}.${middle}.${minor}`;
}
