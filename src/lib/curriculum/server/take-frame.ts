import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Domain, OnlineRules, PracticalTask, StoredStandard } from '../content.ts';
import { withHash } from './hash.ts';
import { frameworkInput, standardInput } from './input.ts';
import type { Placed, Problem } from './problems.ts';
import { take } from './say-issue.ts';
import { parseYaml, readText } from './source.ts';

/** The framework of skills. A skill named twice, or an official code of a document that is not listed, is a problem. */
export function takeFramework(root: string, file: string, problems: Problem[]): Placed<Domain[]> {
	const text = readText(root, file, problems);
	const yaml = text === null ? null : parseYaml(text, file, 1, problems);
	const framework = yaml && take(frameworkInput, yaml, [], yaml.value, problems);
	if (!yaml || !framework) return { value: [], at: () => ({ file, line: 1 }) };
	const seen = new Set<string>();
	framework.domains.forEach((domain, d) => {
		domain.skills.forEach((skill, s) => {
			const path = ['domains', d, 'skills', s] as const;
			if (seen.has(skill.id)) {
				problems.push({ ...yaml.at(...path), say: `Kỹ năng "${skill.id}" có hai lần. Hãy xóa một.` });
			}
			seen.add(skill.id);
			for (const key of Object.keys(skill.official)) {
				if (key in framework.official_frameworks) continue;
				const say = `Văn bản "${key}" chưa có trong "official_frameworks". Hãy thêm vào đó, hoặc sửa tên.`;
				problems.push({ ...yaml.at(...path, 'official', key), say });
			}
		});
	});
	const value = framework.domains.map(({ id, name, name_en, skills }) => ({
		id,
		name: { vi: name, en: name_en },
		skills: skills.map((skill) => ({
			id: skill.id,
			name: { vi: skill.name, en: skill.name_en },
			official: skill.official
		}))
	}));
	return { value, at: yaml.at };
}

/** All standards of a folder, by file name. */
export function takeStandards(root: string, folder: string, problems: Problem[]): Placed<StoredStandard>[] {
	const standards: Placed<StoredStandard>[] = [];
	for (const name of readdirSync(join(root, folder)).sort()) {
		if (!name.endsWith('.yaml')) continue;
		const file = `${folder}/${name}`;
		const text = readText(root, file, problems);
		const yaml = text === null ? null : parseYaml(text, file, 1, problems);
		const input = yaml && take(standardInput, yaml, [], yaml.value, problems);
		if (!yaml || !input) continue;
		const value = withHash({
			id: input.id,
			version: input.version,
			name: { vi: input.name, en: input.name_en },
			ageFrom: input.age_from,
			modules: input.modules,
			moduleTest: input.module_test,
			wholeTest: {
				questionsPerModule: input.whole_test.questions_per_module,
				passShare: input.whole_test.pass_share,
				passPerModule: input.whole_test.pass_per_module
			},
			counts: input.counts,
			...(input.practical_check && { practicalCheck: input.practical_check.map(practicalTask) }),
			...(input.online && { online: onlineRules(input.online) })
		});
		standards.push({ value, at: yaml.at });
	}
	return standards;
}

function practicalTask(task: NonNullable<z.infer<typeof standardInput>['practical_check']>[number]): PracticalTask {
	const { id, modules, practice } = task;
	return {
		...{ id, modules, practice },
		name: { vi: task.name, en: task.name_en },
		lookFor: { vi: task.look_for, en: task.look_for_en }
	};
}

function onlineRules(input: NonNullable<z.infer<typeof standardInput>['online']>): OnlineRules {
	return {
		minutes: input.minutes ?? null,
		starts: input.starts,
		waitHours: input.wait_hours,
		reviewHours: input.review_hours
	};
}
