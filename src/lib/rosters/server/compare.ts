import { likeFinder } from '#lib/people/likeness.ts';
import type { Known } from '#lib/rosters/server/known.ts';
import type { ReadRow } from '#lib/rosters/server/read-row.ts';
import type { RowReason, RowState } from '#lib/rosters/roster.ts';
import { searchText, spellingOf } from '#lib/shared/names.ts';

/** What a row would do, why, and whom it was found to be. */
export interface Compared {
	state: Exclude<RowState, 'waiting'>;
	reasons: RowReason[];
	personId: string | null;
}

/**
 * Compares rows with everybody whom the ward knows. By the code of an earlier copy a row is that person, whatever else
 * it says; without one, by name, year and group together. What is less than sure is doubtful and changes nothing; a
 * roster never moves anybody, since a move has its day and concerns two places.
 */
export function rowComparer(
	known: readonly Known[],
	firstLineOf: (likeKey: string) => number | null
): (row: ReadRow, line: number) => Compared {
	const byId = new Map(known.map((person) => [person.personId, person]));
	const byName = Map.groupBy(known, ({ fullName, birthYear }) => `${searchText(fullName)} ${birthYear}`);
	const findLike = likeFinder(known.filter(({ died, groupId }) => !died && groupId !== ''));

	return (row, line) => {
		if (row.wrong.length > 0) return { state: 'wrong', reasons: row.wrong.map((code) => ({ code })), personId: null };
		const first = row.likeKey === null ? null : firstLineOf(row.likeKey);
		if (row.code !== null) {
			const person = byId.get(row.code);
			if (!person) return doubt({ code: 'code_of_another' });
			if (searchText(person.fullName) !== searchText(row.fullName ?? '') && person.birthYear !== row.birthYear) {
				return doubt({ code: 'code_of_another' });
			}
			return one(person, row);
		}
		if (first !== null && first !== line) return doubt({ code: 'twice_in_file', line: first });
		const called = byName.get(`${searchText(row.fullName ?? '')} ${row.birthYear}`) ?? [];
		const here = called.filter(({ groupId, died }) => groupId === row.groupId && !died);
		if (here.length > 1) return doubt({ code: 'two_matches' });
		if (here[0] && written(here[0].fullName) === written(row.fullName ?? '')) {
			const [person] = here;
			const otherHouse = row.household !== null && person.household !== null && !sameHouse(row, person);
			return otherHouse ? doubt({ code: 'other_house' }, person) : one(person, row);
		}
		const gone = called.filter(({ groupId }) => groupId !== row.groupId || groupId === '');
		const [elsewhere] = gone.filter(({ fullName }) => written(fullName) === written(row.fullName ?? ''));
		if (elsewhere?.died) return doubt({ code: 'died' }, elsewhere);
		if (elsewhere) return doubt({ code: elsewhere.groupId === '' ? 'other_ward' : 'other_group' }, elsewhere);
		const [dead] = called.filter(({ died }) => died);
		if (dead) return doubt({ code: 'died' }, dead);
		const [alike] = findLike({
			personId: '',
			fullName: row.fullName ?? '',
			everydayName: row.everydayName,
			birthYear: row.birthYear ?? 0,
			groupId: row.groupId ?? '',
			householdId: null,
			phone: null
		});
		if (alike) return doubt({ code: 'alike', likeness: alike.because }, alike.other as Known);
		return { state: 'new', reasons: [], personId: null };
	};
}

function doubt(reason: RowReason, person?: Known): Compared {
	return { state: 'doubtful', reasons: [reason], personId: person?.personId ?? null };
}

/** She is this person: what of her the row would put right. */
function one(person: Known, row: ReadRow): Compared {
	const { personId } = person;
	if (person.died) return doubt({ code: 'died' }, person);
	if (person.groupId !== row.groupId) {
		return doubt({ code: person.groupId === '' ? 'other_ward' : 'other_group' }, person);
	}
	const reasons: RowReason[] = [];
	if (written(person.fullName) !== written(row.fullName ?? '')) reasons.push({ code: 'gets_name' });
	if (person.birthYear !== row.birthYear) reasons.push({ code: 'gets_birth_year' });
	if (row.everydayName !== null && written(row.everydayName) !== written(person.everydayName ?? '')) {
		reasons.push({ code: 'gets_everyday_name' });
	}
	if (row.household !== null && !sameHouse(row, person)) reasons.push({ code: 'gets_house' });
	return { state: reasons.length > 0 ? 'changed' : 'same', reasons, personId };
}

function sameHouse(row: ReadRow, person: Known): boolean {
	return spellingOf(row.household ?? '') === spellingOf(person.household ?? '');
}

/** Capital letters and the place of a tone mark (Hòa, Hoà) make no other name. */
function written(name: string): string {
	return spellingOf(name);
}
