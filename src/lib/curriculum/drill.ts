/** What somebody meets: a message, a call written down, a page on the net, what a QR code leads to. */
export const DRILL_KINDS = ['message', 'call', 'page', 'qr'] as const;
export type DrillKind = (typeof DRILL_KINDS)[number];

/** One dress of an item: who it seems to come from, and what it says. */
export interface DrillVariant {
	from: string;
	text: string;
}

/**
 * Something genuine or fake to decide about, with its key. Lives on the server only. Every choice but the right one
 * takes a fake for genuine, or something genuine for a fake.
 */
export interface DrillItem {
	hash: string;
	id: string;
	kind: DrillKind;
	genuine: boolean;
	situation: string | null;
	variants: DrillVariant[];
	choices: { text: string; right: boolean }[];
	explain: string;
	/** the lesson that teaches it, as module/lesson; none for what a ward has added */
	lesson: string | null;
}
