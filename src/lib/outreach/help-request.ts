/** What help is asked for. Few words that can be said on the telephone; a note says the rest. */
export const TOPICS = ['device', 'vneid', 'public_service', 'payment', 'scam', 'other'] as const;
export type Topic = (typeof TOPICS)[number];

/** When it suits whoever asks. */
export const SUITS = ['any', 'morning', 'afternoon', 'evening', 'weekend'] as const;
export type Suits = (typeof SUITS)[number];

/** How the request came: by telephone, face to face, or from her own page. */
export const WAYS = ['phone', 'in_person', 'herself'] as const;
export type Way = (typeof WAYS)[number];

/** How it ended. */
export const OUTCOMES = ['helped', 'passed_on', 'not_reached', 'not_needed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type HelpState = 'waiting' | 'assigned' | 'done';
