import { targetsOf, type Block } from '#lib/curriculum/scenario.ts';

/** What leads back, away or nowhere is never drawn as the button to press, on no telephone. */
const ASIDE = /^(?:quay lại|trở về|hủy|thoát|sửa|bỏ|không|từ chối|để mai|thôi|xóa|chụp lại|kéo|vuốt)(?!\p{L})/iu;

/**
 * The place of the button that is drawn filled, as such phones draw it: the first that leads on, by its words alone and
 * whether it is right or not. None beside things of a list: there nothing is to be pressed before something was chosen.
 */
export function leadingButton(blocks: readonly Block[]): number {
	const chooses = blocks.some((block) => block.kind === 'list' && targetsOf({ blocks: [block] }).length > 0);
	return chooses ? -1 : blocks.findIndex((block) => block.kind === 'button' && !ASIDE.test(block.text));
}
