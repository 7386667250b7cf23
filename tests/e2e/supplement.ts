import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Hải Phòng: not of the sample, so that what it decides touches no other test. */
export const FAR_PROVINCE = '31';
const LESSON = 'rieng-hai-phong';

/** Adds a lesson of the far province, with two questions to practise, to a copy of what is taught. Returns its address. */
export function plantSupplement(content: string): string {
	const [first = ''] = globSync('modules/*/*/index.md', { cwd: content }).sort();
	const folder = dirname(dirname(first));
	const own = join(content, folder, `99-${LESSON}`);
	cpSync(join(content, dirname(first)), own, { recursive: true });
	change(join(own, 'index.md'), (text) =>
		text.replace(/^minutes: .*$/m, `$&\nlocal: "${FAR_PROVINCE}"`).replace(/^( +- id: )/gm, '$1rieng-')
	);
	change(join(content, folder, 'quiz.yaml'), (text) => {
		const skill = /^ +skill: (\S+)$/m.exec(text)?.[1] ?? '';
		return text.replace(/^practice:\n/m, `practice:\n${question(1, skill)}${question(2, skill)}`);
	});
	return `/learn/${basename(folder).replace(/^\d+-/, '')}/${LESSON}`;
}

function question(n: number, skill: string): string {
	return `  - id: pt-rieng-${n}
    lesson: ${LESSON}
    skill: ${skill}
    kind: single
    ask: Câu riêng thứ ${n} hỏi gì?
    options:
      - { text: Chuyện riêng, right: true }
      - { text: Chuyện chung }
      - { text: Chuyện khác }
    explain: Câu này là của riêng một nơi.
`;
}

function change(file: string, how: (text: string) => string): void {
	writeFileSync(file, how(readFileSync(file, 'utf8')));
}
