import type { z } from 'zod';
import type { Problem, Path } from './problems.ts';
import type { Yaml } from './source.ts';

/** What an author should add where a piece is missing. */
const TO_ADD: Record<string, string> = {
	explain: 'Hãy thêm 1 đến 3 câu giải thích, hiện ra sau khi trả lời.',
	check_by: 'Hãy thêm ngày phải kiểm tra lại, ví dụ check_by: 2027-05-31.',
	facts: 'Hãy thêm danh sách điều đã dùng trong bài, mỗi điều có nguồn và ngày kiểm tra lại.',
	source: 'Hãy ghi nguồn: tên văn bản và đường link.',
	skill: 'Hãy ghi mã một kỹ năng của phần này, ví dụ skill: payment.transfer.',
	ask: 'Hãy thêm câu hỏi.'
};

const KINDS: Record<string, string> = {
	string: 'là chữ; nếu là số hay có dấu hai chấm thì đặt trong ngoặc kép',
	number: 'là một con số',
	int: 'là số nguyên',
	boolean: 'là true hoặc false',
	array: 'là một danh sách',
	object: 'gồm nhiều mục con',
	record: 'gồm nhiều mục con'
};

/**
 * Checks a parsed YAML value against its schema. What is wrong is added to `problems` in Vietnamese, each with its
 * line, and null comes back. `path` leads to the value inside its file.
 */
export function take<T extends z.ZodType>(
	schema: T,
	yaml: Yaml,
	path: Path,
	value: unknown,
	problems: Problem[]
): z.infer<T> | null {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	for (const issue of result.error.issues) {
		const way = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
		const name = nameOf([...path, ...way]);
		if (issue.code === 'unrecognized_keys') {
			for (const key of issue.keys) {
				problems.push({ ...yaml.at(...path, ...way, key), say: `Không hiểu mục "${key}". Hãy sửa tên mục hoặc xóa.` });
			}
		} else {
			const missing = valueAt(value, way) === undefined;
			const say = missing ? sayMissing(name) : `${name} phải ${sayIssue(issue)}.`;
			problems.push({ ...yaml.at(...path, ...way), say });
		}
	}
	return null;
}

function sayMissing(name: string): string {
	const field = /"(.*)"/.exec(name)?.[1] ?? '';
	return `Thiếu ${name.toLowerCase()}. ${TO_ADD[field] ?? `Hãy thêm dòng "${field}: …".`}`;
}

function sayIssue(issue: z.core.$ZodIssue): string {
	switch (issue.code) {
		case 'invalid_type':
			return KINDS[issue.expected] ?? `là ${issue.expected}`;
		case 'invalid_value':
			return `là một trong: ${issue.values.join(', ')}`;
		case 'too_small':
			return issue.origin === 'string' ? 'có chữ, không để trống' : `${amount(issue)} từ ${issue.minimum} trở lên`;
		case 'too_big':
			return `${amount(issue)} nhiều nhất là ${issue.maximum}`;
		default:
			return issue.message;
	}
}

function amount(issue: { origin: string }): string {
	return issue.origin === 'array' ? 'có số dòng' : 'là số';
}

function nameOf(path: Path): string {
	const field = path.findLast((step) => typeof step === 'string');
	const item = typeof path.at(-1) === 'number' ? `Dòng thứ ${Number(path.at(-1)) + 1} của mục` : 'Mục';
	return field === undefined ? 'Cả tệp' : `${item} "${field}"`;
}

function valueAt(value: unknown, path: Path): unknown {
	return path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown> | null)?.[step], value);
}
