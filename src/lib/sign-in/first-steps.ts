/** What a ward needs before its first evening of learning, in this order. */
export const FIRST_STEPS = ['groups', 'staff', 'residents', 'points'] as const;
export type FirstStep = (typeof FIRST_STEPS)[number];
