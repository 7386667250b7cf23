import { placesFor } from '#lib/access/permissions.ts';
import { readPlaceFigure } from '#lib/indicators/server/place-figure.ts';
import { lastMonth } from '#lib/periodic/period.ts';
import { periodTitle } from '#lib/periodic/report-words.ts';
import { readProvinceBoard } from '#lib/periodic/server/province-board.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { placeLevel } from '#lib/territory/place.ts';
import { readAsked } from '../../asked-figure.ts';
import { partsOf } from '../../(public)/literacy/[code]/parts-of.ts';

/** What a province looks after first, counted in its wards. */
export interface ProvinceWaiting {
	code: string;
	/** of the newest month that is over: reports that did not come, before the hour and after it */
	period: string;
	unsent: number;
	overdue: boolean;
	/** behind their pace, and too good to be true */
	behind: number;
	doubtful: number;
}

/** For each province that somebody answers for: whose report has not come, who needs help, whose figure is to be checked. */
export async function listProvincesWaiting(locals: App.Locals): Promise<ProvinceWaiting[]> {
	const { db, figures, library, actor, now } = locals;
	const explained = new Set(placesFor(actor, 'figure.explain'));
	const held = [...new Set(placesFor(actor, 'ward_report.read'))].filter(
		(place) => placeLevel(place) === 'province' && explained.has(place)
	);
	const period = lastMonth(dayOf(now));
	return Promise.all(
		held.map(async (code) => {
			const wanted = readAsked(library, code, new URLSearchParams());
			const place = await readPlaceFigure(db, figures, actor, wanted, now);
			const { counts } = (await partsOf(locals, wanted.standard, place, '', new URLSearchParams())).shown;
			const { wards, due } = await readProvinceBoard(db, actor, library, { provinceCode: code, period }, now);
			return {
				...{ code, period: periodTitle(period), overdue: due < now },
				unsent: wards.filter(({ punctual }) => punctual === 'missing' || punctual === 'waiting').length,
				...{ behind: counts.behind, doubtful: counts.doubtful }
			};
		})
	);
}
