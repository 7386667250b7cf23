import type { DrillKind } from '#lib/curriculum/drill.ts';

/** One item as it was drawn for a drill. */
export interface DrillFormItem {
	/** hash of the item */
	item: string;
	id: string;
	variant: number;
	/** the choices as they are shown: positions as authored */
	order: number[];
}

/** One item as whoever drills may see it: nothing in it tells whether it is genuine, or which choice is right. */
export interface AskedItem {
	kind: DrillKind;
	situation: string | null;
	from: string;
	text: string;
	/** `place` is the place in the order shown, from 1: what the form sends */
	choices: { place: number; text: string; chosen: boolean }[];
}

/** One item after the drill, with what it was and why. */
export interface DebriefedItem {
	n: number;
	kind: DrillKind;
	genuine: boolean;
	right: boolean;
	situation: string | null;
	from: string;
	text: string;
	chosen: string;
	answer: string;
	explain: string;
	/** the address of the lesson that teaches it */
	lesson: string | null;
}
