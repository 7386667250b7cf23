import type { Transport } from '@sveltejs/kit/hooks';

/**
 * No page ships script, so nothing on this side of the network reads what a page was made from: it is written down
 * nowhere. Writing it cost a sixth of a lesson page; and whoever asks for a page's data gets none.
 */
export const transport: Transport = {
	unsent: {
		encode: (value) => (typeof value === 'object' && value !== null ? 1 : false),
		decode: () => null
	}
};
