import { notFound } from '#lib/shared/errors.ts';
import type { ExportedList } from './exported-list.ts';
import { agencyExtract, agencyStates, dutyStates } from './compliance-lists.ts';
import { auditTrail, classBoard, visitList } from './field-lists.ts';
import { groupRoll, unknownPeople } from './people-lists.ts';
import { rosterCopy, rosterRejected } from './roster-lists.ts';

/** The lists with names that may be taken away, by the kind under which their links are kept. */
const LISTS: Record<string, ExportedList | undefined> = {
	group_roll: groupRoll,
	unknown_people: unknownPeople,
	roster_copy: rosterCopy,
	roster_rejected: rosterRejected,
	visit_list: visitList,
	duty_states: dutyStates,
	agency_states: agencyStates,
	agency_extract: agencyExtract,
	class_board: classBoard,
	audit_trail: auditTrail
};

export const LIST_KINDS: readonly string[] = Object.keys(LISTS);

export function findList(kind: string): ExportedList {
	const list = Object.hasOwn(LISTS, kind) ? LISTS[kind] : undefined;
	if (!list) throw notFound();
	return list;
}
