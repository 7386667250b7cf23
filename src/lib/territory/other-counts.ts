/** Whose count of a group's adults stands beside its head's: the residence register of the police, the voters' list. */
export const OTHER_COUNT_KINDS = ['police', 'voters'] as const;
export type OtherCountKind = (typeof OTHER_COUNT_KINDS)[number];
