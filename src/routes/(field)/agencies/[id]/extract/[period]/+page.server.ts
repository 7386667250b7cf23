import { may } from '#lib/access/permissions.ts';
import { periodTitle, reportWord, resultWord, skillWord, summaryOf, cycleLine } from '#lib/compliance/extract-words.ts';
import { nameOf, overdueOf } from '#lib/compliance/server/extract-files.ts';
import { placeOf } from '#lib/compliance/server/extract.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { stateAfter } from '#lib/reports/report.ts';
import { submitVerb } from '#lib/reports/server/reports.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { titleOfPlace } from '../../../../../place-title.ts';
import { readAskedExtract } from './asked-extract.ts';
import type { PageServerLoad } from './$types';

/** An agency's extract for one period, live or as it was submitted. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, now, language } = locals;
	const extract = await readAskedExtract(locals, params);
	const { agency, period, body, names, state, steps, knownAt } = extract;
	const place = placeOf(agency);
	const own = steps.findLast(({ step }) => step === 'submit')?.by === actor.id;
	const who = await namesOf(
		db,
		steps.map(({ by }) => by)
	);
	return {
		...{ state, stateWord: reportWord(state), period: periodTitle(period), asOf: body.asOf, knownAt },
		agency: {
			id: agency.id,
			name: agency.name,
			place: await titleOfPlace(locals, agency.wardCode ?? agency.provinceCode)
		},
		summary: summaryOf(body, language),
		overdue: overdueOf(extract).map(({ missing, ...row }) => ({
			...row,
			missing: missing.map((module) => module[language]).join('; ')
		})),
		people: body.people.map((person) => ({
			...{ id: person.personId, name: nameOf(names, person.personId), position: person.position },
			...{ skills: skillWord(person), word: resultWord(person.result), duties: person.cycles.map(cycleLine) }
		})),
		steps: steps.map(({ step, by, at, note }) => ({ step, at, note, name: who.get(by) ?? null })),
		mayExport: may(actor, 'export.make', agency.target),
		isOver: period.to < dayOf(now),
		maySubmit: may(actor, submitVerb(place), place) && stateAfter(state, 'submit') !== null,
		mayApprove: may(actor, 'report.approve', place) && !own && stateAfter(state, 'approve') !== null,
		mayReturn: may(actor, 'report.approve', place) && !own && stateAfter(state, 'return') !== null,
		mayClose: may(actor, 'report.close', place) && stateAfter(state, 'close') !== null,
		own: own && may(actor, 'report.approve', place) && stateAfter(state, 'approve') !== null
	};
};
