import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { listCycleStates } from '#lib/compliance/server/standing.ts';
import { findModule } from '#lib/curriculum/library.ts';
import { readEvidence } from '#lib/ledger/server/evidence.ts';
import { mayStillUndo } from '#lib/people/merging.ts';
import { dayOf, yearOf } from '#lib/shared/dates.ts';
import { titledTasks } from '../../../task-words.ts';
import { readAsked, standardIn } from '../../../asked-figure.ts';
import { shownStates } from '../../../standing-shown.ts';
import type { PageServerLoad } from './$types';

/** What stands behind a person's status. Every look is noted. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, library, now, language } = locals;
	const { standard } = readAsked(library, '', url.searchParams);
	const { person, ...evidence } = await readEvidence(db, actor, params.id, standard, now);
	if (person.id !== params.id) redirect(303, `/people/${person.id}`);

	const { place } = person;
	const { ageFrom } = place.provinceCode ? await standardIn(locals, place.provinceCode) : standard;
	const states = shownStates(await listCycleStates(db, { personId: person.id }, dayOf(now)), locals);
	const titleOf = (id: string) => findModule(library, id)?.title[language] ?? id;
	const { id, fullName, everydayName, birthYear, diedOn, erasedOn, residence } = person;
	return {
		person: { id, fullName, everydayName, birthYear, diedOn, erasedOn, residence, groupId: place.groupId ?? null },
		ofAge: yearOf(dayOf(now)) - birthYear >= ageFrom,
		ageFrom,
		standard: standard.name[language],
		...evidence,
		missing: evidence.missing.map(titleOf),
		duties: states.map(({ duty, n, due, state, doneOn, missing }) => ({ ...duty, n, due, state, doneOn, missing })),
		results: evidence.results.map((result) => ({
			...result,
			modules: result.modules.map((score) => ({ ...score, title: titleOf(score.module) })),
			tasks: titledTasks(library, result, language)
		})),
		merges: evidence.merges.map((merge) => ({ ...merge, undoable: mayStillUndo(merge.at, now) })),
		mayInvite: may(actor, 'invitation.make', place),
		mayCorrect: may(actor, 'person.correct', place),
		done: url.searchParams.has('done')
	};
};
