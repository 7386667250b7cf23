import type { Library } from '#lib/curriculum/content.ts';
import { findModule, findStandard } from '#lib/curriculum/library.ts';
import type { Language } from '#lib/shared/ratio.ts';
import type { SchoolClass } from '#lib/classes/server/class.ts';

/** What a class learns, in words. */
export function taughtIn({ standard, modules }: SchoolClass, library: Library, language: Language): string {
	if (standard !== null) return findStandard(library, standard)?.name[language] ?? standard;
	return modules.map((id) => findModule(library, id)?.title[language] ?? id).join(', ');
}
