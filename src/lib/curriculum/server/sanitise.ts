import sanitizeHtml from 'sanitize-html';

const PHONE = ['phone', 'appbar', 'field', 'press', 'row', 'go', 'tap', 'message', 'mail', 'keys', 'qr', 'alert'];

const ALLOWED: sanitizeHtml.IOptions = {
	allowedTags: ['p', 'h2', 'strong', 'b', 'br', 'ul', 'ol', 'li', 'a', 'div', 'span', 'small', 'figure', 'figcaption'],
	allowedAttributes: { a: ['href'], ol: ['role'], span: ['aria-hidden'] },
	allowedClasses: {
		ol: ['steps'],
		figure: ['screen'],
		div: ['note', 'stop', ...PHONE],
		p: ['line', 'large', 'excerpt'],
		span: ['key', 'square']
	},
	allowedSchemes: ['https', 'mailto', 'tel'],
	allowProtocolRelative: false,
	disallowedTagsMode: 'escape',
	transformTags: { a: (_tag, { href = '' }) => keptLink(href) }
};

/** The last gate for HTML made from content: a short list of tags, classes and links; all else becomes text. */
export function sanitise(html: string): string {
	return sanitizeHtml(html, ALLOWED);
}

function keptLink(href: string): sanitizeHtml.Tag {
	return isAllowedLink(href) ? { tagName: 'a', attribs: { href } } : { tagName: 'span', attribs: {} };
}

/** Lessons lead to the State's own sites over https, to a mail address or to a telephone number, and nowhere else. */
export function isAllowedLink(href: string): boolean {
	if (/^mailto:[^\s?&<>"]+@[^\s?&<>"]+$/.test(href) || /^tel:[+\d][\d\s-]*$/.test(href)) return true;
	if (!URL.canParse(href)) return false;
	const { protocol, hostname, username, password, port } = new URL(href);
	const official = hostname === 'gov.vn' || hostname.endsWith('.gov.vn');
	return protocol === 'https:' && official && username === '' && password === '' && port === '';
}
