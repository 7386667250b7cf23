import { isPicture, type PictureId } from '#lib/sign-in/pictures.ts';

/** Enter: three taps. Choose: three taps, and the same three again. */
export type Mode = 'enter' | 'choose';

export const TAPS: Record<Mode, number> = { enter: 3, choose: 6 };

/** The pictures tapped so far, as the cookie keeps them; anything else in it is no tap. */
export function readTaps(cookie: string | undefined): PictureId[] {
	const taps = (cookie ?? '').split('.');
	return taps.length <= TAPS.choose && taps.every(isPicture) ? taps : [];
}

export function writeTaps(taps: readonly PictureId[]): string {
	return taps.join('.');
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
