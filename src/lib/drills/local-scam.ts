/** What became of a fraud that a ward wants in its drills. Approved by a second person it is drawn; withdrawn no more. */
export const LOCAL_SCAM_STATES = ['proposed', 'approved', 'withdrawn'] as const;
export type LocalScamState = (typeof LOCAL_SCAM_STATES)[number];
