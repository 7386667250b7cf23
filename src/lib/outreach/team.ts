/** What somebody is in a team. */
export const PARTS = ['leader', 'member'] as const;
export type Part = (typeof PARTS)[number];
