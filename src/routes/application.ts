import { join } from 'node:path';
import {
	DATABASE_REPLICA_URL,
	DATABASE_URL,
	HOC_SO_CONTENT,
	HOC_SO_MEDIA,
	OIDC_CLIENT_ID,
	OIDC_CLIENT_SECRET,
	OIDC_ISSUER,
	OIDC_LABEL,
	PUBLIC_URL
} from '$app/env/private';
import type { Library } from '#lib/curriculum/content.ts';
import { residentsStandard } from '#lib/curriculum/library.ts';
import { readLibrary } from '#lib/curriculum/server/library.ts';
import { findLiveLibrary } from '#lib/curriculum/server/live.ts';
import { readyLastClose } from '#lib/literacy/server/public-figure.ts';
import { connect, type Connection, type Db } from '#lib/server/db/connect.ts';
import { FigureSource } from '#lib/server/db/replica.ts';
import { readSetting } from '#lib/server/installation.ts';
import { Load } from '#lib/server/load.ts';
import { readOriginKey } from '#lib/server/origin.ts';
import { Recordings } from '#lib/server/sound/recordings.ts';
import { Provider } from '#lib/sign-in/server/provider.ts';
import { settingsFor } from '#lib/territory/server/settings.ts';

const A_MINUTE = 60_000;

/** What every request shares: connections and what is taught. Opened once, when the server starts. */
export interface Application {
	db: Db;
	/** the primary's small pool for what takes long */
	reports: Db;
	/** where wide figures are read from */
	figures: FigureSource;
	library: Library;
	recordings: Recordings | null;
	sample: boolean;
	provider: Provider | null;
	/** with which the audit hashes network addresses */
	originKey: string;
	load: Load;
}

export async function openApplication(): Promise<Application> {
	if (!DATABASE_URL) throw new Error('DATABASE_URL is not set; `npm start` and `npm run dev` set it.');
	const { db } = connect(DATABASE_URL, { max: 10, statementTimeout: 10_000 });
	// Known from the start, so that lessons can be read while the database is away.
	await settingsFor(db, null, new Date());
	const { db: reports } = connect(DATABASE_URL, { max: 2, statementTimeout: 60_000 });
	const figures = new FigureSource(reports, openReplica());
	await figures.look();
	const library = findLiveLibrary() ?? readLibrary(HOC_SO_CONTENT ?? join(process.cwd(), 'content'));
	keepCloseReady(figures, library);
	return {
		db,
		reports,
		figures,
		get library() {
			return findLiveLibrary() ?? library;
		},
		recordings: HOC_SO_MEDIA ? new Recordings(HOC_SO_MEDIA, Date.now()) : null,
		sample: (await readSetting<boolean>(db, 'sample')) ?? false,
		provider: openProvider(),
		originKey: await readOriginKey(db),
		load: new Load()
	};
}

/** The day's close of the country takes seconds where groups are many: it is read before somebody waits for it. */
function keepCloseReady(figures: FigureSource, library: Library): void {
	const standard = residentsStandard(library);
	// Where the database is away, the next minute or whoever asks reads it.
	const ready = () => readyLastClose(figures.db, standard, new Date()).catch(() => undefined);
	void ready();
	setInterval(() => void ready(), A_MINUTE).unref();
}

function openReplica(): Connection | null {
	if (!DATABASE_REPLICA_URL) return null;
	return connect(DATABASE_REPLICA_URL, { max: 4, statementTimeout: 60_000, readOnly: true });
}

function openProvider(): Provider | null {
	if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET || !PUBLIC_URL) return null;
	return new Provider({
		issuer: OIDC_ISSUER,
		clientId: OIDC_CLIENT_ID,
		clientSecret: OIDC_CLIENT_SECRET,
		label: OIDC_LABEL ?? new URL(OIDC_ISSUER).host,
		callback: `${PUBLIC_URL}/sign-in/provider/return`
	});
}
