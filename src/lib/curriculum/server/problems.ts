/** Where in `content/` something stands; lines count from 1. */
export interface Place {
	file: string;
	line: number;
}

/** What is wrong and what to do, in Vietnamese: officials who write content read it. */
export interface Problem extends Place {
	say: string;
}

/** A way into a YAML document: keys and positions. */
export type Path = readonly (string | number)[];

/** A piece of content that still knows where it was written. */
export interface Placed<T> {
	value: T;
	at: (...path: Path) => Place;
}

export function writeProblem(problem: Problem): string {
	return `${problem.file}:${problem.line}: ${problem.say}`;
}

/** The content cannot be used. Lists everything that is wrong at once, so that an author corrects it in one go. */
export class ContentError extends Error {
	readonly problems: readonly Problem[];

	constructor(problems: readonly Problem[]) {
		super(`Nội dung có ${problems.length} chỗ cần sửa:\n${problems.map(writeProblem).join('\n')}`);
		this.name = 'ContentError';
		this.problems = problems;
	}
}
