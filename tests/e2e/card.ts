import type { Locator, Page } from '@playwright/test';
import jsqr from 'jsqr';
import { m } from '#lib/messages/compiled/messages.js';

// The package is CommonJS: depending on who loads it, its function is the module or stands in it.
const readQr = (
	typeof jsqr === 'function' ? jsqr : (jsqr as unknown as { default: typeof jsqr }).default
) as typeof jsqr;

/** How large a square of the code is drawn, in pixels. */
const PIXELS = 4;

/** A card that was just issued, as its holder reads it from paper: the address in the QR, and the code beside it. */
export async function readCard(page: Page, which = 0): Promise<{ address: string; code: string }> {
	const card = page.getByRole('group', { name: m.office_card_title() }).nth(which);
	const address = await readSquare(card.getByRole('img', { name: m.office_card_qr() }));
	const [code] = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(await card.innerText()) ?? [];
	if (!address || !code) throw new Error('the card cannot be read');
	return { address, code };
}

/** What a QR on a page says. */
export async function readSquare(qr: Locator): Promise<string | undefined> {
	const [, , size] = ((await qr.getAttribute('viewBox')) ?? '').split(' ').map(Number);
	return scan((await qr.locator('path').getAttribute('d')) ?? '', size ?? 0);
}

/** Reads the bars as a telephone's camera would. */
function scan(path: string, size: number): string | undefined {
	const width = size * PIXELS;
	const image = new Uint8ClampedArray(width * width * 4).fill(255);
	for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
		for (let dy = 0; dy < PIXELS; dy += 1) {
			const from = (Number(y) * PIXELS + dy) * width + Number(x) * PIXELS;
			for (let dx = 0; dx < PIXELS * Number(length); dx += 1) image.fill(0, (from + dx) * 4, (from + dx) * 4 + 3);
		}
	}
	return readQr(image, width, width)?.data;
}
