import { resolve } from 'node:path';
import { measureGlossary } from '#lib/curriculum/server/glossary.ts';
import { writeFactsDue, writeOverview } from '#lib/curriculum/server/overview.ts';
import { examineLibrary } from '#lib/curriculum/server/library.ts';
import { measureProblems } from '#lib/curriculum/server/measure.ts';
import { ContentError, writeProblem, type Problem } from '#lib/curriculum/server/problems.ts';
import { dayOf } from '#lib/shared/dates.ts';

/** `npm run content:check [folder]`: what is in `content/`, what is wrong with it, and what must be checked again. */
function main(folder: string, today: string): number {
	try {
		const { library, modules, glossary, problems } = examineLibrary(folder);
		const all = [...problems, ...modules.flatMap(measureProblems), ...measureGlossary(glossary)];
		console.log(writeOverview(library, modules));
		console.log(writeFactsDue(modules, today));
		return report(all);
	} catch (error) {
		if (error instanceof ContentError) return report(error.problems);
		throw error;
	}
}

function report(problems: readonly Problem[]): number {
	if (problems.length === 0) {
		console.log('Nội dung dùng được, không có chỗ nào cần sửa.');
		return 0;
	}
	console.error(`Có ${problems.length} chỗ cần sửa:`);
	for (const problem of problems) console.error(writeProblem(problem));
	return 1;
}

process.exitCode = main(resolve(process.argv[2] ?? 'content'), dayOf(new Date()));
