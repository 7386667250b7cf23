import { defineConfig } from '@playwright/test';
import { findChromium } from './tests/e2e/chromium.ts';

/**
 * Of several such lists the last counts, so this one repeats what Playwright turns off that matters here. The popups of
 * an address bar that nobody sees would cost every test a third of a second.
 */
const TURNED_OFF = [
	'HttpsUpgrades',
	'MediaRouter',
	'NetworkTimeServiceQuerying',
	'OptimizationHints',
	'PaintHolding',
	'PreconnectToSearch',
	'WebUIOmniboxAimPopup',
	'WebUIOmniboxFullPopup',
	'WebUIOmniboxPopup'
];

const browser = {
	browserName: 'chromium' as const,
	launchOptions: {
		executablePath: findChromium(),
		args: [
			'--no-sandbox',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			'--no-first-run',
			`--disable-features=${TURNED_OFF.join()}`
		]
	}
};

/** The smallest phone that the product promises to work on. */
const phone = { viewport: { width: 360, height: 640 } };

export default defineConfig({
	testDir: 'tests/e2e',
	globalSetup: './tests/e2e/server.setup.ts',
	workers: 2,
	fullyParallel: true,
	timeout: 90_000,
	expect: { timeout: 10_000 },
	forbidOnly: true,
	retries: 0,
	reporter: [['list']],
	use: {
		trace: 'off',
		actionTimeout: 15_000,
		navigationTimeout: 30_000,
		locale: 'vi-VN',
		timezoneId: 'Asia/Ho_Chi_Minh'
	},
	projects: [
		{ name: 'phone', testIgnore: /afterwards/, use: { ...browser, ...phone } },
		{
			name: 'phone-without-script',
			testMatch: /(journey|figures)\.spec\.ts/,
			use: { ...browser, ...phone, javaScriptEnabled: false }
		},
		{ name: 'afterwards', testMatch: /afterwards\.spec\.ts/, dependencies: ['phone', 'phone-without-script'] }
	]
});
