import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** Where the pictures of a day go, if anybody wants them: a folder named outside. */
const PICTURES = process.env['DAY_PICTURES'];

/** Keeps the page as it stands, under the name of the moment. Off unless a folder is named. */
export async function keepPicture(page: Page, moment: string): Promise<void> {
	if (!PICTURES) return;
	const width = page.viewportSize()?.width ?? 0;
	await page.screenshot({ path: join(PICTURES, `${moment}-${width}.png`), fullPage: true });
}

const FULL = Boolean(process.env['FULL']);

/**
 * An old phone far from the mast: 400 kbit a second, 400 ms for every answer, a processor four times as slow. The short
 * run has the same road with a tenth of the wait.
 */
export async function slowDown(page: Page): Promise<void> {
	const phone = await page.context().newCDPSession(page);
	const throughput = ((FULL ? 400 : 4_000) * 1024) / 8;
	await phone.send('Network.enable');
	await phone.send('Network.emulateNetworkConditions', {
		...{ offline: false, latency: FULL ? 400 : 40, downloadThroughput: throughput, uploadThroughput: throughput }
	});
	await phone.send('Emulation.setCPUThrottlingRate', { rate: FULL ? 4 : 1 });
}
