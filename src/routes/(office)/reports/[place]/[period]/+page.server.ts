import { may } from '#lib/access/permissions.ts';
import { shownBehind } from '#lib/ledger/server/report-people.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { dueOf, type Period } from '#lib/periodic/period.ts';
import { tablesOf } from '#lib/periodic/report-words.ts';
import { readTerms } from '#lib/periodic/server/periods.ts';
import { headingOf, linesOf, REPORT_FORMS } from '#lib/periodic/server/report-files.ts';
import { isFrozen, stateAfter } from '#lib/reports/report.ts';
import { addDays, dayOf, type Day } from '#lib/shared/dates.ts';
import { titleOfPlace } from '../../../../place-title.ts';
import { stateWord, stepWord } from '../../words.ts';
import { readAskedReport } from './asked-report.ts';
import type { PageServerLoad } from './$types';

/** A ward's report for a period, live or as it was submitted, its way so far, and what this reader may do next. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, now, language } = locals;
	const report = await readAskedReport(locals, params);
	const { ward, period, body, state, steps, documents } = report;
	const place = await titleOfPlace(locals, ward.wardCode);
	const who = await namesOf(
		db,
		[...steps, ...documents].map(({ by }) => by)
	);
	const { rules } = await readTerms(db, ward.wardCode);
	const own = steps.findLast(({ step }) => step === 'submit')?.by === actor.id;
	const mayAnswer = may(actor, 'report.approve', ward) && !own;
	const told = steps.map(({ step, by, ...rest }) => ({ ...rest, word: stepWord(step), name: who.get(by) ?? null }));
	return {
		...{ place, heading: headingOf(report, place), lines: linesOf(report), state, stateWord: stateWord(state) },
		...{ tables: tablesOf(body, language), forms: REPORT_FORMS, due: dueOf(period, rules), frozen: isFrozen(state) },
		behind: isFrozen(state) ? shownBehind(actor, ward) : [],
		explainedOf: may(actor, 'figure.explain', ward) ? body.asOf : null,
		steps: told,
		returned: state === 'returned' ? (told.at(-1) ?? null) : null,
		documents: documents.map(({ by, ...document }) => ({ ...document, name: who.get(by) ?? null })),
		bridge: bridgeOver(ward.wardCode, period, dayOf(now)),
		isOver: period.to < dayOf(now),
		maySubmit: may(actor, 'report.submit', ward) && stateAfter(state, 'submit') !== null,
		mayApprove: mayAnswer && stateAfter(state, 'approve') !== null,
		mayReturn: mayAnswer && stateAfter(state, 'return') !== null,
		mayClose: may(actor, 'report.close', ward) && stateAfter(state, 'close') !== null,
		mayNumber: may(actor, 'report.number', ward) && state === 'closed',
		own: own && stateAfter(state, 'approve') !== null
	};
};

/** Where the steps stand from the figure before a period to the one at its end, or to today's while it runs. */
function bridgeOver(ward: string, { from, to }: Pick<Period, 'from' | 'to'>, today: Day): string {
	return `/literacy/${ward}/bridge?from=${addDays(from, -1)}&to=${to < today ? to : today}`;
}
