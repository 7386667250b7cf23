import type { Day } from '#lib/shared/dates.ts';

/** Somebody lives in a house from a day to before a day; null while she still does. */
export interface Membership {
	householdId: string;
	from: Day;
	to: Day | null;
}

/**
 * The memberships of one person, of all records that stand for her, as one line: a later one ends an earlier one, and
 * two of the same house that touch or overlap are one. So a merge joins the memberships of both records by date without
 * writing anything, and undoing it gives each its own again.
 */
export function oneAfterAnother<M extends Membership>(memberships: readonly M[]): M[] {
	const line: M[] = [];
	for (const next of [...memberships].sort(byBeginning)) {
		const last = line.at(-1);
		if (!last || (last.to !== null && last.to < next.from)) line.push({ ...next });
		else if (last.householdId === next.householdId) last.to = laterEnd(last.to, next.to);
		else {
			last.to = next.from;
			line.push({ ...next });
		}
	}
	return line.filter(({ from, to }) => to === null || to > from);
}

function byBeginning(a: Membership, b: Membership): number {
	if (a.from !== b.from) return a.from < b.from ? -1 : 1;
	return a.householdId < b.householdId ? -1 : a.householdId > b.householdId ? 1 : 0;
}

function laterEnd(a: Day | null, b: Day | null): Day | null {
	return a === null || b === null ? null : a > b ? a : b;
}
