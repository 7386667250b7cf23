import { may } from '#lib/access/permissions.ts';
import { lastMonth, periodsOf, readPeriod, yearHolding } from '#lib/periodic/period.ts';
import { periodTitle } from '#lib/periodic/report-words.ts';
import { listWardPeriods } from '#lib/periodic/server/periods.ts';
import { readProvinceBoard } from '#lib/periodic/server/province-board.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { COUNTRY, placeTitle } from '#lib/territory/place.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { punctualWord, stateWord } from '../words.ts';
import type { PageServerLoad } from './$types';
import { shownWards } from './shown-wards.ts';

/** Of a ward its periods and how far each report has come; of a province who has submitted one, by the hour or not. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, library, now, language } = locals;
	const today = dayOf(now);
	const place = await readPlace(db, params.place, today);
	if (place.code === COUNTRY) throw notFound();
	const title = placeTitle(place, language);
	if (place.provinceCode === null) {
		const asked = readPeriod(url.searchParams.get('period') ?? '');
		const period = asked && asked.from <= today ? asked : lastMonth(today);
		const board = await readProvinceBoard(db, actor, library, { provinceCode: place.code, period }, now);
		const shown = shownWards(board.wards, url.searchParams);
		return {
			ward: null,
			province: {
				...{ code: place.code, title, period: { code: period.code, title: periodTitle(period) }, due: board.due },
				periods: periodsOf(yearHolding(today), today).map((one) => ({ code: one.code, title: periodTitle(one) })),
				...{ all: board.wards.length, only: shown.only, page: shown.page, pages: shown.pages },
				counts: shown.counts.map((one) => ({ ...one, word: punctualWord(one.punctual) })),
				wards: shown.wards.map(({ ward, state, punctual, firstAt }) => ({
					...{ code: ward.code, title: placeTitle(ward, language), firstAt, punctual },
					...{ state: stateWord(state), word: punctualWord(punctual) }
				}))
			}
		};
	}
	if (!may(actor, 'ward_report.read', { wardCode: place.code, provinceCode: place.provinceCode })) throw notFound();
	const year = /^20\d\d$/.test(url.searchParams.get('year') ?? '')
		? Number(url.searchParams.get('year'))
		: yearHolding(today);
	const periods = await listWardPeriods(db, library, place.code, year, now);
	return {
		province: null,
		ward: {
			...{ code: place.code, title, year },
			periods: periods.map(({ period, state, missing, due }) => ({
				...{ code: period.code, kind: period.kind, title: periodTitle(period), state: stateWord(state), missing },
				due,
				over: period.to < today
			}))
		}
	};
};
