/** What the head of a group says of each person of a house when going from door to door. */
export const REVIEW_ANSWERS = ['here', 'moved', 'died', 'unknown'] as const;
export type ReviewAnswer = (typeof REVIEW_ANSWERS)[number];

/** More adults than that live behind no door. */
export const MOST_IN_HOUSE = 200;
