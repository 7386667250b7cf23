import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findMentions } from '#lib/curriculum/server/mentions.ts';
import { writeFacts, writeMentions, writeOverview } from '#lib/curriculum/server/overview.ts';
import { examineLibrary } from '#lib/curriculum/server/library.ts';
import { measureProblems } from '#lib/curriculum/server/measure.ts';
import { ContentError, writeProblem, type Problem } from '#lib/curriculum/server/problems.ts';
import { dayOf } from '#lib/shared/dates.ts';

// `npm run content:check [folder]`: what is in `content/`, what is wrong with it, and what must be checked again.
// `npm run content:check -- --about VNeID`: what a change of VNeID would touch.

const { values, positionals } = parseArgs({ options: { about: { type: 'string' } }, allowPositionals: true });
process.exitCode = main(resolve(positionals[0] ?? 'content'), values.about);

function main(folder: string, about: string | undefined): number {
	try {
		const begin = performance.now();
		const written = examineLibrary(folder);
		const seconds = (performance.now() - begin) / 1000;
		if (about !== undefined) {
			console.log(writeMentions(about, findMentions(written, about)));
			return 0;
		}
		console.log(writeOverview(written.library, written.modules));
		console.log(writeFacts(written.modules, dayOf(new Date())));
		console.log(`Đọc trong ${seconds.toFixed(1).replace('.', ',')} giây.`);
		return report([...written.problems, ...measureProblems(written)]);
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
