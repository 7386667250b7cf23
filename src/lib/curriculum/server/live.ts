import type { Library } from '../content.ts';

// `npm run dev` and the pages that it serves are loaded apart, in one process: what both see is global.
const LIVE = Symbol.for('hoc-so.live-library');
const shared = globalThis as { [LIVE]?: Library };

/** The content as its authors have just saved it, where `npm run dev` follows them; otherwise there is none. */
export function findLiveLibrary(): Library | undefined {
	return shared[LIVE];
}

/** From now on every page is made from this content. Its versions must have been stored. */
export function setLiveLibrary(library: Library): void {
	shared[LIVE] = library;
}
