import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** The one without a window comes first: it does the same with four fifths of the work. */
const KNOWN = [
	'/usr/bin/chromium-headless-shell',
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
];

/** A Chromium to test with: one that is there, else Playwright's own, else, as root on Debian, the package. */
export function findChromium(): string {
	const given = process.env['CHROMIUM_PATH'];
	if (given !== undefined) return given;
	const found = [...KNOWN, chromium.executablePath()].find((path) => existsSync(path));
	if (found !== undefined) return found;

	console.log('No Chromium here; fetching one …');
	run('playwright', ['install', 'chromium']);
	if (existsSync(chromium.executablePath())) return chromium.executablePath();
	if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
		run('apt-get', ['update', '-qq']);
		for (const name of ['chromium-headless-shell', 'chromium']) {
			run('apt-get', ['install', '-y', '-qq', name]);
			if (existsSync(`/usr/bin/${name}`)) return `/usr/bin/${name}`;
		}
	}
	throw new Error('No Chromium found and none could be installed: install one and set CHROMIUM_PATH to its program.');
}

function run(command: string, args: string[]): void {
	spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
}
