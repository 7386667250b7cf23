/** What one person asks and another one must say yes to. */
export const ASKED_VERBS = ['role.grant', 'residence.confirm', 'person.merge', 'group.merge', 'group.split'] as const;

export type AskedVerb = (typeof ASKED_VERBS)[number];

/**
 * open: waits for a second person, or for its time · approved: somebody said yes, or its time has come · carried_out:
 * and it was done · impossible: and it could not be done any more · refused, withdrawn: it will not be done.
 */
export type ApprovalState = 'open' | 'approved' | 'carried_out' | 'impossible' | 'refused' | 'withdrawn';

/** How long whoever could refuse has, where nobody of the asker's own rank can say yes. */
export const DELAY_HOURS = 24;

/** Several residences confirmed at once need a second person; so many are shown on a page. */
export const MOST_AT_ONCE = 50;
