import type { Day } from '#lib/shared/dates.ts';

export const PLAN_STATES = ['todo', 'doing', 'done', 'dropped'] as const;
export type PlanState = (typeof PLAN_STATES)[number];

/** Past its day and neither done nor dropped. */
export function isOverdue({ due, state }: { due: Day; state: PlanState }, today: Day): boolean {
	return due < today && (state === 'todo' || state === 'doing');
}
