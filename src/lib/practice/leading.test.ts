import { expect, test } from 'vitest';
import type { Block } from '#lib/curriculum/scenario.ts';
import { leadingButton } from '#lib/practice/leading.ts';

const tap = { to: 'a', mistake: null, sends: false };
const button = (text: string): Block => ({ kind: 'button', text, tap });
const list = (touchable: boolean): Block => ({
	kind: 'list',
	items: [{ text: 'Thư', note: null, picture: null, tap: touchable ? tap : null }]
});

test('the first button that leads on is drawn filled, whatever it leads to', () => {
	expect(leadingButton([button('Quay lại'), button('Ký số')])).toBe(1);
	expect(leadingButton([button('Nhận tiền ngay'), button('Quay lại')])).toBe(0);
	expect(leadingButton([button('Hủy'), button('Thoát, chắc là lừa')])).toBe(-1);
	expect(leadingButton([button('Không'), button('Đồng ý')])).toBe(1);
});

test('beside things to choose from no button is filled', () => {
	expect(leadingButton([list(true), button('Tiếp tục')])).toBe(-1);
	expect(leadingButton([list(false), button('Tiếp tục')])).toBe(1);
});
