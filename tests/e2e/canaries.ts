import { randomBytes } from 'node:crypto';
import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isMap, isSeq, parseDocument } from 'yaml';

/** A word that stands in one question's explanation and nowhere else: whoever reads it has seen the key. */
export interface Canary {
	word: string;
	pool: 'practice' | 'test';
	module: string;
	/** the question's id in its module */
	question: string;
}

/** Copies what is taught, with a canary at the end of every explanation. */
export function plantCanaries(content: string, copy: string): Canary[] {
	cpSync(content, copy, { recursive: true });
	return globSync('modules/*/quiz.yaml', { cwd: copy }).flatMap((file) => plantIn(copy, file));
}

function plantIn(folder: string, file: string): Canary[] {
	const path = join(folder, file);
	const module = basename(dirname(file)).replace(/^\d+-/, '');
	const document = parseDocument(readFileSync(path, 'utf8'));
	const planted: Canary[] = [];
	for (const pool of ['practice', 'test'] as const) {
		const questions = document.get(pool);
		if (!isSeq(questions)) throw new Error(`${path} has no list "${pool}"`);
		for (const question of questions.items) {
			if (!isMap(question)) continue;
			const word = `canary${randomBytes(8).toString('hex')}`;
			question.set('explain', `${String(question.get('explain'))} ${word}`);
			planted.push({ word, pool, module, question: String(question.get('id')) });
		}
	}
	writeFileSync(path, document.toString({ lineWidth: 0 }));
	return planted;
}
