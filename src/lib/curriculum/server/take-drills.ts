import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DrillItem } from '../drill.ts';
import { drillItemInput } from './drill-input.ts';
import { withHash } from './hash.ts';
import type { Placed, Problem } from './problems.ts';
import { take } from './say-issue.ts';
import { parseYaml, readText } from './source.ts';

/** What there is to decide about in drills, file by file. Content without such a folder has none. */
export function takeDrills(root: string, folder: string, problems: Problem[]): Placed<DrillItem>[] {
	if (!existsSync(join(root, folder))) return [];
	return readdirSync(join(root, folder))
		.sort()
		.flatMap((name) => {
			const file = `${folder}/${name}`;
			if (name.endsWith('.yaml')) return takeFile(root, file, problems);
			problems.push({ file, line: 1, say: 'Không hiểu tệp này. Hãy đặt tên kiểu "tin-nhan.yaml", hoặc xóa.' });
			return [];
		});
}

function takeFile(root: string, file: string, problems: Problem[]): Placed<DrillItem>[] {
	const text = readText(root, file, problems);
	const yaml = text === null ? null : parseYaml(text, file, 1, problems);
	if (!yaml) return [];
	if (!Array.isArray(yaml.value)) {
		problems.push({ file, line: 1, say: 'Tệp này là một danh sách, mỗi mục bắt đầu bằng "- id:".' });
		return [];
	}
	return yaml.value.flatMap((given, index) => {
		const input = take(drillItemInput, yaml, [index], given, problems);
		if (!input) return [];
		const { id, kind, genuine, lesson, situation, variants, explain } = input;
		const choices = input.choices.map((choice) => ({ text: choice.text, right: choice.right ?? false }));
		const item = { id, kind, genuine, situation: situation ?? null, variants, choices, explain, lesson };
		return [{ value: withHash(item), at: (...path: (string | number)[]) => yaml.at(index, ...path) }];
	});
}
