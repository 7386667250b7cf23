/** What an attempt is about. `code` is how it is stored and compared: one open attempt per person and code. */
export type TestKind =
	| { door: 'practice'; module: string; lesson: string }
	| { door: 'module'; standard: string; module: string }
	| { door: 'whole'; standard: string };

export function codeOf(kind: TestKind): string {
	if (kind.door === 'practice') return `practice:${kind.module}/${kind.lesson}`;
	if (kind.door === 'module') return `module:${kind.standard}/${kind.module}`;
	return `whole:${kind.standard}`;
}

export function kindOf(code: string): TestKind {
	const [door, rest = ''] = code.split(':');
	const [first = '', second = ''] = rest.split('/');
	if (door === 'practice') return { door, module: first, lesson: second };
	if (door === 'module') return { door, standard: first, module: second };
	return { door: 'whole', standard: first };
}
