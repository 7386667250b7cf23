import { findModule } from '#lib/curriculum/library.ts';
import { kindOf } from '#lib/learning/test.ts';

/** What a test is of: a module by its title, a whole standard by its id. */
export function titleOfTest({ library, language }: App.Locals, test: string): string {
	const kind = kindOf(test);
	return kind.door === 'whole' ? kind.standard : (findModule(library, kind.module)?.title[language] ?? kind.module);
}
