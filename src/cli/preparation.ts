import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { ContentError } from '#lib/curriculum/server/problems.ts';
import { readLibrary } from '#lib/curriculum/server/library.ts';
import { storeVersions } from '#lib/curriculum/server/versions.ts';
import { rebuild } from '#lib/ledger/server/rebuild.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { storeServices } from '#lib/outreach/server/support-services.ts';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import { readSetting, writeSetting } from '#lib/server/installation.ts';
import { makeSignInLink } from '#lib/sign-in/server/links.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { requireSettings } from './settings.ts';
import type { SampleCast } from './sample/cast.ts';

/** What a step of the preparation works with. */
export interface Preparation {
	/** with the rights of the application's role, and no limit of time */
	db: Db;
	/** as the owner of the tables, for ANALYZE and the like */
	owner: Db;
	/** the address that `db` is connected to */
	url: string;
	/** our own database: sample data are welcome where it is empty */
	isEmbedded: boolean;
	now: Date;
}

/** A line for the terminal, printed below `address:` as `label: http://…/path`. */
export interface Announcement {
	label: string;
	path: string;
}

export type Step = (preparation: Preparation) => Promise<Announcement[]>;

/** Raised whenever a fold gives other rows for the same events: the next start then makes every row anew. */
export const FOLD_VERSION = 6;

const LINK_MINUTES = 24 * 60;

const places: Step = async ({ db }) => {
	await storePlaces(db);
	await storeServices(db);
	return [];
};

const content: Step = async ({ db, now }) => {
	await storeVersions(db, readContent(), now);
	return [];
};

const sample: Step = async ({ db, owner, url, isEmbedded }) => {
	if (isEmbedded && (await isEmpty(db))) {
		console.log('Making sample data …');
		const maker = spawn(process.execPath, [fileURLToPath(new URL('./sample/run.ts', import.meta.url))], {
			stdio: 'inherit',
			env: { ...process.env, DATABASE_URL: url }
		});
		const [code] = await once(maker, 'exit');
		if (code !== 0) throw new StartFailure('The sample data could not be made: see above.');
		await owner.execute(sql`analyze`);
	}
	return [];
};

const folds: Step = async ({ db, owner, url }) => {
	const version = await readSetting<number>(db, 'fold_version');
	if (version !== FOLD_VERSION) {
		await rebuild(db, { lanes: { url, most: availableParallelism() } });
		await owner.execute(sql`analyze`);
		await writeSetting(db, 'fold_version', FOLD_VERSION);
	}
	return [];
};

/** For sample data only: links with which a newcomer signs in once as three invented people. */
const cast: Step = async ({ db, now }) => {
	const invented = await readSetting<SampleCast>(db, 'sample_cast');
	if (!invented) return [];
	const announcements: Announcement[] = [];
	for (const label of ['resident', 'trainer', 'officer'] as const) {
		const token = await makeSignInLink(db, invented[label], now, LINK_MINUTES);
		announcements.push({ label, path: `/sign-in/link/${token}` });
	}
	return announcements;
};

/** What is done at each start between migrating and serving, in this order. Each is harmless when repeated. */
export const STEPS: Step[] = [places, content, sample, folds, cast];

/** Everything that is taught. Throws a StartFailure that lists what is wrong with it. */
export function readContent() {
	try {
		return readLibrary(requireSettings().HOC_SO_CONTENT ?? join(process.cwd(), 'content'));
	} catch (error) {
		if (error instanceof ContentError) throw new StartFailure(error.message);
		throw error;
	}
}

/** Nobody is known and no group exists: nothing that sample data could be mixed with. */
async function isEmpty(db: Db): Promise<boolean> {
	const [row] = await db.execute<{ empty: boolean }>(
		sql`select not exists (select 1 from events) and not exists (select 1 from residential_groups) empty`
	);
	return row?.empty === true;
}
