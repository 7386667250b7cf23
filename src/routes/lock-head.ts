import { soundOnPage, WARN_AFTER } from '#lib/openings/idle.ts';

/**
 * What makes a page on a shared tablet lock when nobody touches it. With script the file does it: it knows whether
 * somebody types or listens, and never leads away in the middle. Without script the page leads to the warning by
 * itself; a header would do so with script too. Nothing where nobody is signed in on a tablet.
 */
export function lockHead({ tablet, signIn, soundSeconds }: App.Locals, url: URL): string {
	if (!tablet || !signIn || url.pathname === '/lock') return '';
	const after = WARN_AFTER + soundOnPage(soundSeconds);
	const warning = `/lock?back=${encodeURIComponent(url.pathname + url.search)}`;
	return (
		`<noscript><meta http-equiv="refresh" content="${after};url=${warning}"></noscript>` +
		'<script src="/tablet.js" defer></script>'
	);
}
