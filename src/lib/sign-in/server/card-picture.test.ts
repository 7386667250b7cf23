import jsqr from 'jsqr';
import { expect, test } from 'vitest';
import { drawCardPicture } from '#lib/sign-in/server/card-picture.ts';

// The package is CommonJS: depending on who loads it, its function is the module or stands in it.
const readQr = (
	typeof jsqr === 'function' ? jsqr : (jsqr as unknown as { default: typeof jsqr }).default
) as typeof jsqr;

const CARD = {
	token: 'AAAAAAAAAAAAAAAAAAAAAA',
	origin: 'https://hocso.example.vn',
	name: 'Nguyễn Thị Mẫu Thưởng',
	group: 'Tổ dân phố 7',
	address: 'bác',
	sample: false
};

/** How many lines of the picture above the QR have ink on them. */
function inkAbove({ pixels, width }: ReturnType<typeof drawCardPicture>): number {
	const isInked = (y: number) => pixels.subarray(y * width * 4, (y + 1) * width * 4).some((value) => value < 128);
	return Array.from({ length: 300 }, (_, y) => y).filter(isInked).length;
}

test('a card’s picture is read by a camera, and is a PNG', () => {
	const picture = drawCardPicture(CARD);
	const { width, height, pixels } = picture;
	const read = readQr(new Uint8ClampedArray(pixels), width, height);
	expect(read?.data).toBe('https://hocso.example.vn/c/AAAAAAAAAAAAAAAAAAAAAA');
	expect(picture.asPng().subarray(1, 4).toString()).toBe('PNG');
});

test('its letters come from the fonts that are shipped, whatever the server has', () => {
	const nameless = inkAbove(drawCardPicture({ ...CARD, name: '' }));
	expect(inkAbove(drawCardPicture({ ...CARD, name: 'ƀ' }))).toBeGreaterThan(nameless + 20);
});

test.each([
	['very long', 'Công Tằng Tôn Nữ '.repeat(6).trim()],
	['of one endless word', 'W'.repeat(100)],
	['with marks and signs', `H'Hen <b>Niê</b> & "Êban"`],
	['decomposed', 'Nguyễn Thị Hường'.normalize('NFD')]
])('a name that is %s leaves the code beside it readable', (_, name) => {
	const { width, height, pixels } = drawCardPicture({ ...CARD, name });
	expect(width).toBe(1080);
	expect(readQr(new Uint8ClampedArray(pixels), width, height)?.data).toContain('/c/');
});
