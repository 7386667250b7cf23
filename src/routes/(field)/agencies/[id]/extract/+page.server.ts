import { periodsOf } from '#lib/compliance/extract.ts';
import { periodTitle, reportWord } from '#lib/compliance/extract-words.ts';
import { readAgency } from '#lib/compliance/server/agencies.ts';
import { listExtractStates } from '#lib/compliance/server/extract.ts';
import { dayOf, yearOf } from '#lib/shared/dates.ts';
import type { PageServerLoad } from './$types';

/** The periods of a year for which an agency has an extract, and how far each has come. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, now } = locals;
	const agency = await readAgency(db, actor, params.id, now);
	const today = dayOf(now);
	const asked = url.searchParams.get('year') ?? '';
	const year = /^20\d\d$/.test(asked) ? Number(asked) : yearOf(today);
	const periods = periodsOf(year, today).toReversed();
	const states = await listExtractStates(db, agency, periods);
	return {
		agency: { id: agency.id, name: agency.name },
		year,
		periods: periods.map((period) => ({
			...{ code: period.code, kind: period.kind, title: periodTitle(period) },
			state: reportWord(states.get(period.code) ?? 'draft')
		}))
	};
};
