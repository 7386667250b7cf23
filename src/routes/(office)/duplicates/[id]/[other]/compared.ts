import { readEvidence } from '#lib/ledger/server/evidence.ts';
import { readSide } from '#lib/people/server/side.ts';
import { readCardState } from '#lib/sign-in/server/card-state.ts';
import { readAsked } from '../../../../asked-figure.ts';

/** What each of two records has. It is a look at a person's evidence like any other: noted, and only for who may. */
export async function readCompared({ db, actor, library, now }: App.Locals, id: string) {
	const { standard } = readAsked(library, '', new URLSearchParams());
	const { person, status, results, residences } = await readEvidence(db, actor, id, standard, now);
	return {
		person: { id: person.id, name: person.fullName, birthYear: person.birthYear, diedOn: person.diedOn },
		place: person.place,
		...(await readSide(db, actor, person.id)),
		residences: residences.map(({ groupName, from, to, confirmedOn }) => ({ groupName, from, to, confirmedOn })),
		card: await readCardState(db, person.id, now),
		results: results.length,
		attainedDay: status?.attainedDay ?? null
	};
}

export type Compared = Awaited<ReturnType<typeof readCompared>>;
