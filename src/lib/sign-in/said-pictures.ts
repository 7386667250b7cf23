import { m } from '#lib/messages/compiled/messages.js';
import { PICTURES, type PictureId } from '#lib/sign-in/pictures.ts';

/** Enter: tap the three. Choose: tap three, and the same three again. */
export type Mode = 'enter' | 'choose';

type Said = { locale?: 'vi' };

const STEPS: Record<Mode, readonly ((inputs: object, said?: Said) => string)[]> = {
	enter: [m.sign_in_pictures_enter_1, m.sign_in_pictures_enter_2, m.sign_in_pictures_enter_3],
	choose: [
		m.sign_in_pictures_choose_1,
		m.sign_in_pictures_choose_2,
		m.sign_in_pictures_choose_3,
		m.sign_in_pictures_confirm_1,
		m.sign_in_pictures_confirm_2,
		m.sign_in_pictures_confirm_3
	]
};

/** A picture's name, to be read and said aloud: "lá cây". */
export function pictureName(id: PictureId, said?: Said): string {
	return m[`picture_${id}`]({}, said);
}

/** What the page of pictures asks for at this tap, from 1. */
export function sayStep(mode: Mode, place: number, said?: Said): string {
	return STEPS[mode][place - 1]?.({}, said) ?? '';
}

/** Every text around the three pictures that can be listened to, in Vietnamese. */
export function pictureScripts(): string[] {
	const said = { locale: 'vi' } as const;
	return [
		...PICTURES.map((id) => pictureName(id, said)),
		...Object.values(STEPS).flatMap((steps) => steps.map((step) => step({}, said))),
		m.error_pictures_locked({}, said)
	];
}
