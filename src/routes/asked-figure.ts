import type { Library } from '#lib/curriculum/content.ts';
import type { Wanted } from '#lib/indicators/server/place-figure.ts';
import { isForResidents } from '#lib/curriculum/library.ts';
import { notFound } from '#lib/shared/errors.ts';

const FIRST_STANDARD = 'ky-nang-so-thiet-yeu';

/** Which figure an address asks for: of a code, by a standard (the first one unless told), as of a day. Throws 404 for another standard. */
export function readAsked(library: Library, code: string, asked: URLSearchParams): Wanted {
	const id = asked.get('standard') ?? FIRST_STANDARD;
	const standard = library.standards.find((one) => one.id === id && isForResidents(one));
	if (!standard) throw notFound();
	return { code, standard, asOf: asked.get('as_of') };
}
