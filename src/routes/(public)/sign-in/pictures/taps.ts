import { isPicture, type PictureId } from '#lib/sign-in/pictures.ts';
import type { Mode } from '#lib/sign-in/said-pictures.ts';

export const TAPS: Record<Mode, number> = { enter: 3, choose: 6 };

/** What a device keeps between two taps: the pictures so far, and a key of this one try, so that a double tap is one try. */
export interface Taps {
	key: string;
	pictures: PictureId[];
}

const KEY = /^[\w-]{22}$/;

/** The taps that the cookie keeps, or none under a new key; anything else in it is no tap. */
export function readTaps(cookie: string | undefined, newKey: () => string): Taps {
	const [key = '', ...tapped] = (cookie ?? '').split('.');
	const isOurs = KEY.test(key) && tapped.length > 0 && tapped.length <= TAPS.choose && tapped.every(isPicture);
	return isOurs ? { key, pictures: tapped } : { key: newKey(), pictures: [] };
}

export function writeTaps({ key, pictures }: Taps): string {
	return [key, ...pictures].join('.');
}

/**
 * The taps after one more at its place, from 1. A page sent twice counts once, and one from before a fresh start
 * begins afresh.
 */
export function withTap(before: readonly PictureId[], place: number, picture: PictureId): PictureId[] {
	return before.length < place - 1 ? [] : [...before.slice(0, place - 1), picture];
}

/** Whether the three pictures of a first choice were repeated in their order. */
export function isRepeated(taps: readonly PictureId[]): boolean {
	return taps.length === TAPS.choose && taps.slice(0, 3).every((picture, n) => picture === taps[n + 3]);
}
