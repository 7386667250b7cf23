import { findScenario, residentsStandard } from '#lib/curriculum/library.ts';
import { codeOnSheet } from '#lib/learning/server/check-code.ts';
import { readRecordedChecks } from '#lib/learning/server/recorded-checks.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { notFound } from '#lib/shared/errors.ts';
import { readResident } from '../reach.ts';

/** Whom a witness checks, and by which tasks. */
export async function readCheckPage(locals: App.Locals, id: string) {
	const { place, ...person } = await readResident(locals, id, 'practical_check.witness');
	return {
		person: { id: person.id, name: person.name, birthYear: person.birthYear, groupName: person.groupName },
		place,
		code: codeOnSheet(person.id),
		...tasksShown(locals)
	};
}

/** What was recorded of her before; a look at it is noted. */
export async function readEarlier({ db, actor, now }: App.Locals, person: Parameters<typeof readRecordedChecks>[2]) {
	const checks = await readRecordedChecks(db, actor, person, now);
	const names = await namesOf(
		db,
		checks.map(({ witnessId }) => witnessId)
	);
	return checks.map(({ id, on, enteredOn, onPaper, passed, voided, tasks, witnessId }) => ({
		...{ id, on, passed, voided },
		enteredOn: onPaper ? enteredOn : null,
		alone: tasks.filter(({ mark }) => mark === 'alone').length,
		all: tasks.length,
		witness: names.get(witnessId) ?? null
	}));
}

/** The tasks of the residents' standard as it stands today, in the reader's language. */
export function tasksShown({ library, language }: App.Locals) {
	const standard = residentsStandard(library);
	if (!standard.practicalCheck) throw notFound();
	return {
		standard: { name: standard.name[language], version: standard.version, hash: standard.hash },
		tasks: standard.practicalCheck.map(({ id, name, lookFor, practice }) => ({
			...{ id, name: name[language], lookFor: lookFor[language] },
			practice: practice.flatMap((path) => {
				const [module = '', scenario = ''] = path.split('/');
				const found = findScenario(library, module, scenario);
				return found ? [{ href: `/practice/${path}`, title: found.title[language] }] : [];
			})
		}))
	};
}
