import { may } from '#lib/access/permissions.ts';
import { listAgenciesUnder } from '#lib/compliance/server/agencies.ts';
import { readDuty, targetOfDuty } from '#lib/compliance/server/duties.ts';
import { listCycleStates } from '#lib/compliance/server/standing.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { moduleTitles } from '../../../compliance-words.ts';
import { titleOfPlace } from '../../../place-title.ts';
import { missingOnly, shownStates } from '../../../standing-shown.ts';
import type { PageServerLoad } from './$types';

/** A duty: its order, whom it binds, and how all of them stand. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, now, library, language } = locals;
	const duty = await readDuty(db, actor, params.id);
	const { audience, id, title, order, due, graceDays, validMonths, startsOn, endsOn, wardCode, provinceCode } = duty;
	const titles = moduleTitles(library, language);
	const target = targetOfDuty(duty);
	const agencies = audience.agencies.length === 0 ? [] : await listAgenciesUnder(db, target);
	const today = dayOf(now);
	const states = shownStates(await listCycleStates(db, { dutyId: id }, today), locals);
	const missing = missingOnly(states);
	const onlyMissing = url.searchParams.get('of') === 'missing' && missing.length > 0;
	return {
		today,
		duty: {
			...{ id, title, order, due, graceDays, validMonths, startsOn, endsOn },
			place: await titleOfPlace(locals, wardCode ?? provinceCode),
			modules: duty.modules.map((module) => titles[module] ?? module),
			refresher: duty.refresher.map((module) => titles[module] ?? module),
			narrowed: [
				...agencies.filter((one) => audience.agencies.includes(one.id)).map(({ name }) => name),
				...audience.positions
			],
			people: audience.people.length
		},
		...{ states, onlyMissing, shown: onlyMissing ? missing : states, all: states.length, missing: missing.length },
		mayEnd: may(actor, 'duty.impose', target) && endsOn === null
	};
};
