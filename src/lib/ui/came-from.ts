/** The page a small form (text size, language) was sent from: a path of ours, never another host. Else the first page. */
export function cameFrom(back: unknown, origin: string): string {
	if (typeof back !== 'string' || !/^\/(?![/\\])/.test(back) || back.length > 500) return '/';
	if (!URL.canParse(back, origin)) return '/';
	const url = new URL(back, origin);
	return url.origin === origin && url.pathname.startsWith('/') && !url.pathname.startsWith('//')
		? url.pathname + url.search
		: '/';
}
