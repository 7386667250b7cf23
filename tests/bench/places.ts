import { anonymous, type PersonActor } from '#lib/access/actor.ts';
import type { Library, StoredStandard } from '#lib/curriculum/content.ts';
import { readPlaceFigure } from '#lib/indicators/server/place-figure.ts';
import { readPlaceRecheck } from '#lib/indicators/server/place-recheck.ts';
import { countUnknown, readWithin, withinProvince } from '#lib/indicators/server/standing.ts';
import { listIndicatorValues } from '#lib/indicators/server/values.ts';
import { readUncorrected } from '#lib/ledger/server/uncorrected.ts';
import { readBridges } from '#lib/literacy/server/bridge.ts';
import { findGroupFigure, readFigure } from '#lib/literacy/server/figure.ts';
import { readGroupRows, readWardRows } from '#lib/literacy/server/figure-rows.ts';
import { readTrends } from '#lib/literacy/server/trend.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { time } from './timing.ts';

/** Where is measured, and by what. */
export interface Asked {
	db: Db;
	library: Library;
	standard: StoredStandard;
	now: Date;
	ward: string;
	province: string;
	groupId: string;
}

const WARD = 10;
const PROVINCE = 100;
const BRIDGE = 1_000;
const COMPUTED = 2_000;
/** An answer that stands ready. */
const AT_ONCE = 5;

export async function measureWard({ db, library, standard, now, ward, province, groupId }: Asked): Promise<void> {
	const { today, past } = daysOf(now);
	const officer = actorAt(ward, now);
	await time(db, 'ward: rows of its groups', WARD, () => readGroupRows(db, ward, standard, today));
	await time(db, 'ward: figure', WARD, () => readFigure(db, ward, standard, today));
	await time(db, `ward: figure as of ${past}`, WARD, () => readFigure(db, ward, standard, past));
	await time(db, 'ward: trends of its groups', WARD, () => readTrends(db, ward, standard, today));
	await time(db, 'ward: figure as the page asks for it', WARD, () => pageOf(officer, ward));
	await time(db, 'ward: re-checks', WARD, async () => {
		await readPlaceRecheck(db, ward, true, { attained: 1, adults: 1, doubt: null }, new Date());
	});
	await time(db, 'group: figure', WARD, () => findGroupFigure(db, groupId, standard, today));
	await time(db, 'ward: bridge of a month', PROVINCE, () => bridgeOf(db, ward, standard, today));
	const within = await readWithin(db, officer, { wardCode: ward, provinceCode: province }, null);
	await time(db, 'ward: why people are unknown', PROVINCE, () => countUnknown(db, within, standard, now));
	await time(db, 'ward: all indicators', PROVINCE, () => listIndicatorValues(db, ward, today, library));

	function pageOf(actor: PersonActor, code: string) {
		return readPlaceFigure(db, db, actor, { code, standard, asOf: null }, now);
	}
}

export async function measureProvince({ db, library, standard, now, province }: Asked): Promise<void> {
	const { today, past } = daysOf(now);
	const officer = actorAt(province, now);
	await time(db, 'province: rows of its wards', PROVINCE, () => readWardRows(db, province, standard, today));
	await time(db, 'province: figure', PROVINCE, () => readFigure(db, province, standard, today));
	await time(db, `province: figure as of ${past}`, PROVINCE, () => readFigure(db, province, standard, past));
	await time(db, 'province: trends of its wards', PROVINCE, () => readTrends(db, province, standard, today));
	await time(db, 'province: figure as the page asks for it', PROVINCE, () =>
		readPlaceFigure(db, db, officer, { code: province, standard, asOf: null }, now)
	);
	await time(db, 'province: bridge of a month', BRIDGE, () => bridgeOf(db, province, standard, today));
	await time(db, 'province: why people are unknown', 5_000, () =>
		countUnknown(db, withinProvince(officer, province), standard, now)
	);
	await time(db, 'province: all indicators', COMPUTED, () => listIndicatorValues(db, province, today, library));
}

export async function measureCountry({ db, library, standard, now }: Asked): Promise<void> {
	const { today, past } = daysOf(now);
	const wanted = { code: 'vn', standard, asOf: null };
	await time(db, "country: from the day's close, as the page asks for it", AT_ONCE, () =>
		readPlaceFigure(db, db, anonymous, wanted, now)
	);
	await time(db, 'country: computed', COMPUTED, () => readFigure(db, 'vn', standard, today));
	await time(db, `country: computed as of ${past}`, COMPUTED, () => readFigure(db, 'vn', standard, past));
	await time(db, 'country: bridge of a month', COMPUTED, () => bridgeOf(db, 'vn', standard, today));
	await time(db, 'country: all indicators, from its people', null, () => listIndicatorValues(db, 'vn', today, library));
}

/** From a month ago to today, with what was corrected since. */
async function bridgeOf(db: Db, place: string, standard: StoredStandard, to: string) {
	const asked = { place, standard, from: addDays(to, -30), to };
	return readBridges(db, { ...asked, uncorrected: await readUncorrected(db, asked) });
}

function daysOf(now: Date) {
	return { today: dayOf(now), past: addDays(dayOf(now), -200) };
}

function actorAt(place: string, now: Date): PersonActor {
	const role = place.length === 2 ? 'province_officer' : 'ward_officer';
	return { kind: 'person', id: newId(now), signInId: newId(now), grants: [{ role, place }] };
}
