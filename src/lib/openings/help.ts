import type { Assistance } from '#lib/shared/log.ts';

/** The kinds of help that can be switched on while somebody learns, from least to most. */
export const HELP_KINDS = ['read_aloud', 'prompted', 'done_for'] as const satisfies Assistance[];

export type HelpKind = (typeof HELP_KINDS)[number];
