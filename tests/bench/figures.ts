import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { getTableName, sql } from 'drizzle-orm';
import { residentsStandard } from '#lib/curriculum/library.ts';
import { rebuild } from '#lib/ledger/server/rebuild.ts';
import { FOLDED } from '#lib/ledger/server/rows.ts';
import { groupTallies } from '#lib/literacy/server/schema.ts';
import { connect, type Db } from '#lib/server/db/connect.ts';
import { openEmbedded } from '#lib/server/db/embedded.ts';
import { generateLoad } from '../../src/cli/load/generate.ts';
import { sizeOf } from '../../src/cli/load/size.ts';
import { readContent } from '../../src/cli/preparation.ts';
import { readyDatabase } from '../../src/cli/ready-database.ts';
import { measureStatusChange } from './status-change.ts';
import { measurePages } from './pages.ts';
import { measureCountry, measureProvince, measureWard, type Asked } from './places.ts';
import { millisecondsOf, print } from './timing.ts';

// `npm run bench -- figures [--people 50000] [--groups …] [--events …] [--no-rebuild] [--folder …]`: server time of what
// the pages of figures call, and of those pages as whole requests, over invented people with five years of history, in a
// database of its own. It is removed at the end, but in a folder that was named: there the next run finds it again.
const { values } = parseArgs({
	args: process.argv.slice(3),
	options: {
		people: { type: 'string', default: '50000' },
		groups: { type: 'string' },
		events: { type: 'string' },
		'no-rebuild': { type: 'boolean', default: false },
		folder: { type: 'string' }
	}
});
const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
const size = sizeOf(Number(values.people), { groups: number(values.groups), events: number(values.events) });
/** Nobody waits for the disk while inventing; what is measured afterwards runs as everywhere. */
const HASTY = {
	...{ fsync: 'off', full_page_writes: 'off', max_wal_size: '16GB', checkpoint_timeout: '1h', autovacuum: 'off' },
	...{ wal_level: 'minimal', max_wal_senders: '0', shared_buffers: '1GB' }
};

const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'hoc-so-bench-figures-'));
const now = new Date();
const library = readContent();
try {
	await withDatabase(HASTY, async (_db, owner) => {
		const [known] = await owner.execute<{ there: boolean }>(sql`select exists (select 1 from people) there`);
		await tellSize(owner, known?.there ? null : await millisecondsOf(() => generateLoad(owner, size, library, now)));
	});
	await withDatabase({}, async (db, owner, url) => {
		const asked: Asked = { db, library, standard: residentsStandard(library), now, ...(await largest(db)) };
		await measureWard(asked);
		await measureProvince(asked);
		await measureCountry(asked);
		await measurePages(owner, folder, asked);
		await measureStatusChange(db, owner, asked.standard, now);
		if (!values['no-rebuild']) await measureRebuild(owner, url);
	});
} finally {
	if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });
}

async function withDatabase(
	settings: Record<string, string>,
	work: (db: Db, owner: Db, url: string) => Promise<void>
): Promise<void> {
	const database = await openEmbedded(folder, settings);
	const owner = connect(database.ownerUrl, { max: 1, statementTimeout: 0, lockTimeout: 0 });
	const { db, close } = connect(database.url, { max: 10, statementTimeout: 120_000 });
	try {
		await readyDatabase({ ...database, isEmbedded: false });
		await work(db, owner.db, database.url);
	} finally {
		await close();
		await owner.close();
		await database.close();
	}
}

async function tellSize(db: Db, took: number | null): Promise<void> {
	const [row] = await db.execute<Record<'events' | 'groups' | 'tallies' | 'gigabytes', string>>(sql`
		select (select count(*) from events) events, (select count(*) from residential_groups) "groups",
			(select count(*) from group_tallies) tallies, round(pg_database_size(current_database()) / 1e9, 1) gigabytes`);
	const { events, groups, tallies, gigabytes } = row ?? {};
	console.log(
		`${size.people} people, ${groups} groups, ${events} events, ${tallies} tally rows over five years: ${gigabytes} GB`
	);
	if (took === null) return;
	print('invented', `in ${(took / 1000).toFixed(0)} s, ${Math.round(size.people / (took / 1000))} people a second\n`);
}

/** The ward with the most people, and its province. */
async function largest(db: Db): Promise<{ ward: string; province: string; groupId: string }> {
	const [row] = await db.execute<{ ward: string; province: string; groupId: string }>(sql`
		select w.code ward, w.province_code province, (array_agg(g.id::text order by g.id))[1] "groupId"
		from group_tallies t join residential_groups g on g.id = t.group_id join wards w on w.code = g.ward_code
		group by 1, 2 order by sum(t.attained) desc limit 1`);
	if (!row) throw new Error('nobody has attained anything');
	return row;
}

/** As `npm run admin -- rebuild` does it: where all rows stand, and where none does. */
async function measureRebuild(owner: Db, url: string): Promise<void> {
	const [before] = await owner.execute(checksumOf());
	await timeRebuild('rebuild from events on one thread, all rows stand', url, 1);
	await timeRebuild('rebuild from events, all rows stand', url);
	const tables = [...Object.values(FOLDED).map((folded) => folded.table), groupTallies];
	await owner.execute(sql`truncate ${sql.join(tables, sql`, `)}`);
	await timeRebuild('rebuild from events, no row stands', url);
	const [after] = await owner.execute(checksumOf());
	const other = tables.map(getTableName).filter((table) => !before?.[table] || before[table] !== after?.[table]);
	if (other.length > 0) throw new Error(`the rebuilt rows are not those that stood: ${other.join(', ')}`);
}

async function timeRebuild(name: string, url: string, most = availableParallelism()): Promise<void> {
	const { db, close } = connect(url, { max: 1, statementTimeout: 0, lockTimeout: 0, genericPlans: true });
	try {
		let subjects = 0;
		const before = process.cpuUsage();
		const took = await millisecondsOf(async () => {
			subjects = await rebuild(db, { lanes: { url, most } });
		});
		const { user, system } = process.cpuUsage(before);
		const rate = size.people / (took / 1000);
		const aim = rate >= 10_000 ? 'more than 10000' : 'MISSES 10000';
		const own = `${((user + system) / 1e6).toFixed(1)} s of processor time in this process`;
		const seconds = (took / 1000).toFixed(1);
		print(name, `${Math.round(rate)} people a second (${aim}), ${subjects} people and groups in ${seconds} s, ${own}`);
	} finally {
		await close();
	}
}

/** One number for all rows that a rebuild makes, whatever their order. */
function checksumOf() {
	const tables = [...Object.values(FOLDED).map((folded) => folded.table), groupTallies];
	const sums = tables.map((table) => {
		const name = sql.identifier(getTableName(table));
		return sql`(select coalesce(sum(hashtextextended(t::text, 0)), 0)::text from ${name} t) ${name}`;
	});
	return sql`select ${sql.join(sums, sql`, `)}`;
}
