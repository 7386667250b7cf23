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

/**
 * No page but a shared tablet's ships a script, so the journeys go the same way with and without. Both are walked in the
 * long run, every time the one without.
 */
const WITHOUT_SCRIPT = /(journey|figures)\.spec\.ts/;
const AFTERWARDS = /afterwards\.spec\.ts/;
/** What the journeys have left out: it asks the server what they have sent. */
const FORMS = /forms\.spec\.ts/;
const FULL = Boolean(process.env['FULL']);

/** The smallest phone that the product promises to work on, and a desk, where the days are walked again. */
const phone = { viewport: { width: 360, height: 640 } };
const desk = { viewport: { width: 1280, height: 800 } };
const DAYS = /days\/.*\.spec\.ts/;

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
		// First what takes longest: the whole way of a resident, beside which all the rest is done.
		{
			name: 'phone-without-script',
			testMatch: WITHOUT_SCRIPT,
			use: { ...browser, ...phone, javaScriptEnabled: false }
		},
		{
			name: 'phone',
			testIgnore: [AFTERWARDS, FORMS, ...(FULL ? [] : [WITHOUT_SCRIPT])],
			use: { ...browser, ...phone }
		},
		...(FULL ? [{ name: 'desk', testMatch: DAYS, use: { ...browser, ...desk } }] : []),
		{
			name: 'forms',
			testMatch: FORMS,
			use: { ...browser, ...phone },
			dependencies: ['phone', 'phone-without-script', ...(FULL ? ['desk'] : [])]
		},
		{ name: 'afterwards', testMatch: AFTERWARDS, dependencies: ['forms'] }
	]
});
