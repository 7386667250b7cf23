import { eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { provinces, provinceSettings } from '#lib/territory/server/schema.ts';
import {
	changedBy,
	NOTHING_SET,
	type AddressForm,
	type Feeds,
	type ProvinceSettings
} from '#lib/territory/settings.ts';

/** Milliseconds for which a running application goes by what it has read: another one may have written since. */
const KEPT_FOR = 60_000;

interface Kept {
	readAt: number;
	all: Promise<Everywhere>;
}

interface Everywhere {
	provinces: ReadonlyMap<string, ProvinceSettings>;
	/** the one province in which all residential groups of this installation lie, or null */
	served: string | null;
}

const kept = new WeakMap<Db, Kept>();

export interface SettingsChange {
	provinceCode: string;
	/** what stood in the form when it was shown */
	shown: ProvinceSettings;
	wanted: ProvinceSettings;
}

/** What a province has decided, or what holds where it has decided nothing. */
export async function readSettings(db: Db, provinceCode: string): Promise<ProvinceSettings> {
	const [row] = await db.select().from(provinceSettings).where(eq(provinceSettings.provinceCode, provinceCode));
	return row ? settingsOf(row) : NOTHING_SET;
}

/**
 * What holds for somebody who lives in a province, at most a minute old. Whoever lives nowhere that we know (nobody is
 * signed in, or no residence) counts to the province in which all groups of this installation lie, if it is one;
 * where it serves several, nothing is set for her. While the database is away, what was last read holds.
 */
export async function settingsFor(db: Db, provinceCode: string | null, now: Date): Promise<ProvinceSettings> {
	const { provinces: all, served } = await keptSettings(db, now);
	return all.get(provinceCode ?? served ?? '') ?? NOTHING_SET;
}

/** The provinces that have decided which results feed targets, with what; of the others witnessed ones alone do. */
export async function readFeeds(db: Db): Promise<ReadonlyMap<string, Feeds>> {
	const { provinceCode, feeds } = provinceSettings;
	const rows = await db.select({ provinceCode, feeds }).from(provinceSettings);
	return new Map(rows.map((row) => [row.provinceCode, row.feeds as Feeds]));
}

/**
 * Writes what an officer changed of what she was shown, and nothing else, so that what another officer changed
 * meanwhile stays (verb `province.set`). Where both chose a form of address or a title anew, each another one, the second is
 * refused (409 settings_changed) and nothing of hers is written. Sending the same again changes nothing.
 */
export async function setProvinceSettings(db: Db, actor: Actor, change: SettingsChange, now: Date): Promise<void> {
	const { provinceCode, shown, wanted } = change;
	allow(actor, 'province.set', { provinceCode });
	await db.transaction(async (tx) => {
		const [province] = await tx.select().from(provinces).where(eq(provinces.code, provinceCode));
		if (!province) throw notFound();
		await tx
			.insert(provinceSettings)
			.values({ ...NOTHING_SET, provinceCode, supplements: [] })
			.onConflictDoNothing();
		const [row] = await tx
			.select()
			.from(provinceSettings)
			.where(eq(provinceSettings.provinceCode, provinceCode))
			.for('update');
		const before = row ? settingsOf(row) : NOTHING_SET;
		const address = choiceAfter(before.address, shown.address, wanted.address);
		const teamTitle = choiceAfter(before.teamTitle, shown.teamTitle, wanted.teamTitle);
		const supplements = changedBy(before.supplements, { shown: shown.supplements, wanted: wanted.supplements });
		const feeds = choiceAfter(before.feeds, shown.feeds, wanted.feeds);
		const isSame = address === before.address && teamTitle === before.teamTitle && feeds === before.feeds;
		if (isSame && supplements.join() === before.supplements.join()) return;

		await tx
			.update(provinceSettings)
			.set({ address, supplements, teamTitle, feeds })
			.where(eq(provinceSettings.provinceCode, provinceCode));
		const detail = { address, supplements: supplements.join(' '), feeds };
		await writeAudit(
			tx,
			actor,
			'province.set',
			{ kind: 'province', id: provinceCode, of: { provinceCode } },
			now,
			detail
		);
	});
	kept.delete(db);
}

function choiceAfter<Choice>(before: Choice, shown: Choice, wanted: Choice): Choice {
	if (wanted === shown) return before;
	if (before === shown || before === wanted) return wanted;
	throw new DomainError('settings_changed', 409);
}

function keptSettings(db: Db, now: Date): Promise<Everywhere> {
	const known = kept.get(db);
	const age = known ? now.getTime() - known.readAt : Infinity;
	if (known && age >= 0 && age < KEPT_FOR) return known.all;

	const all = readEverywhere(db).catch((error: unknown) => {
		if (!known) throw error;
		return known.all;
	});
	const entry = { readAt: now.getTime(), all };
	kept.set(db, entry);
	all.catch(() => {
		if (kept.get(db) === entry) kept.delete(db);
	});
	return all;
}

async function readEverywhere(db: Db): Promise<Everywhere> {
	const [rows, served] = await Promise.all([
		db.select().from(provinceSettings),
		db.execute<{ code: string }>(sql`
			select p.code from provinces p where exists (
				select 1 from residential_groups g join wards w on w.code = g.ward_code where w.province_code = p.code
			) limit 2`)
	]);
	return {
		provinces: new Map(rows.map((row) => [row.provinceCode, settingsOf(row)])),
		served: served.length === 1 ? (served[0]?.code ?? null) : null
	};
}

function settingsOf(row: typeof provinceSettings.$inferSelect): ProvinceSettings {
	const { supplements, teamTitle } = row;
	return { address: row.address as AddressForm, supplements, teamTitle, feeds: row.feeds as Feeds };
}
