import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AUDIENCES, ICONS, type Audience } from '#lib/curriculum/content.ts';
import { RESERVED } from '#lib/curriculum/server/check-supplements.ts';
import { examineLibrary } from '#lib/curriculum/server/library.ts';
import type { WrittenModule } from '#lib/curriculum/server/take-module.ts';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { foldersIn, numberOf, refuse, slugOf } from './content-names.ts';
import { lessonText, moduleText, questionsText, quizText, type NewLesson } from './content-templates.ts';
import { practiceText } from './practice-template.ts';

const USAGE = `Cách dùng:
  npm run content:new -- module "Tên phần" --skills mã,mã [--audience residents|officials|trainers]
                         [--topics 9,12] [--icon mail] [--lesson "Tên bài đầu"] [--number 13]
  npm run content:new -- lesson mã-phần "Tên bài" [--skills mã] [--local 01] [--number 05]
  npm run content:new -- quiz mã-phần
  npm run content:new -- practice mã-phần/mã-bài "Tên bài tập" [--skills mã]
Mã kỹ năng ở content/framework.yaml. Hướng dẫn: bài tập ở content/PRACTICE.md, còn lại ở content/README.md.`;

const OPTIONS = {
	skills: { type: 'string' },
	audience: { type: 'string', default: 'residents' },
	topics: { type: 'string' },
	icon: { type: 'string' },
	lesson: { type: 'string', default: 'Bài mở đầu' },
	local: { type: 'string' },
	number: { type: 'string' },
	folder: { type: 'string', default: 'content' }
} as const;

/** a fact that nobody has looked at yet is due soon */
const DAYS_TO_CHECK = 180;

/**
 * Makes a module, a lesson, a quiz or a scenario from a template, as the words after `npm run content:new --` ask, and returns what
 * to tell: what was made, and what is to be done next. Overwrites nothing. Throws a StartFailure that says why not.
 */
export function newContent(args: string[]): string {
	const { values, positionals } = readArguments(args);
	const folder = resolve(values.folder);
	const [kind, first = '', second = ''] = positionals;
	if (kind === 'module') return makeModule(folder, first, values);
	if (kind === 'lesson') return makeLesson(folder, first, second, values);
	if (kind === 'quiz') return makeQuiz(folder, first);
	if (kind === 'practice') return makePractice(folder, first, second, values);
	refuse(USAGE);
}

type Values = ReturnType<typeof readArguments>['values'];

function readArguments(args: string[]) {
	try {
		return parseArgs({ args, options: OPTIONS, allowPositionals: true });
	} catch (error) {
		throw new StartFailure(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
	}
}

function makeModule(folder: string, title: string, values: Values): string {
	const audience = AUDIENCES.find((one) => one === values.audience);
	if (!audience) refuse(`--audience là một trong: ${AUDIENCES.join(', ')}.`);
	const topics = listOf(values.topics).map(Number);
	if (audience === 'officials' && topics.length === 0) refuse('Phần cho cán bộ cần --topics, ví dụ --topics 9,12.');
	if (topics.some((topic) => !Number.isInteger(topic) || topic < 1 || topic > 26)) {
		refuse('--topics là các số từ 1 đến 26, cách nhau dấu phẩy.');
	}
	const icon = values.icon ?? 'phone';
	if (!ICONS.some((one) => one === icon)) refuse(`--icon là một trong: ${ICONS.join(', ')}.`);
	const { library, modules } = examineLibrary(folder);
	const known = library.framework.flatMap((domain) => domain.skills.map((skill) => skill.id));
	const skills = chosen(listOf(values.skills), known, 'content/framework.yaml');
	const id = slugOf(title);
	if (RESERVED.includes(id)) refuse(`"${id}" là địa chỉ của trang khác. Hãy đặt tên khác.`);
	const taken = foldersIn(join(folder, 'modules'));
	if (taken.some((name) => name.slice(3) === id)) refuse(`Phần "${id}" đã có. Hãy đặt tên khác.`);
	const kin = modules.filter((module) => module.head.value.audience === audience);
	const number = numberOf(
		values.number,
		taken,
		kin.map((module) => basename(module.folder))
	);
	const lesson = lessonOf(values.lesson, audience, skills, null);
	const at = join(folder, 'modules', `${number}-${id}`);
	const made = write(folder, {
		[join(at, 'index.md')]: moduleText({ title, icon, audience, topics, skills }),
		[join(at, `01-${lesson.id}`, 'index.md')]: lessonText(lesson),
		[join(at, 'quiz.yaml')]: quizText([lesson], skills)
	});
	const least = audience === 'residents' ? '4 đến 6 bài' : 'ít nhất 3 bài';
	return tell(made, [
		`Viết thêm bài, tất cả ${least}: npm run content:new -- lesson ${id} "Tên bài"`,
		'Viết câu hỏi: ít nhất 12 câu luyện tập (mỗi bài 2 câu), 30 câu kiểm tra; một phần ba là tình huống.',
		...(audience === 'residents' ? [`Phần chưa bắt buộc. Muốn bắt buộc thì ghi "${id}" vào content/standards.`] : [])
	]);
}

function makeLesson(folder: string, moduleId: string, title: string, values: Values): string {
	const module = moduleIn(folder, moduleId);
	const { audience, skills: own } = module.head.value;
	const local = values.local ?? null;
	if (local !== null && !/^\d{2}$/.test(local)) refuse('--local là mã tỉnh hai chữ số, ví dụ --local 01.');
	const skills = chosen(values.skills === undefined ? own.slice(0, 1) : listOf(values.skills), own, `phần ${moduleId}`);
	const lesson = lessonOf(title, audience, skills, local);
	const at = join(folder, '..', module.folder);
	const taken = foldersIn(at);
	if (taken.some((name) => name.slice(3) === lesson.id)) refuse(`Bài "${lesson.id}" đã có. Hãy đặt tên khác.`);
	const number = numberOf(values.number, taken, taken);
	const made = write(folder, { [join(at, `${number}-${lesson.id}`, 'index.md')]: lessonText(lesson) });
	return tell(made, [
		`Chép hai câu luyện tập này vào "practice" của quiz.yaml, rồi viết tiếp:\n${questionsText(lesson)}`
	]);
}

function makeQuiz(folder: string, moduleId: string): string {
	const module = moduleIn(folder, moduleId);
	const lessons = module.lessons.map(({ value }) => value);
	if (lessons.length === 0) refuse(`Phần "${moduleId}" chưa có bài nào. Hãy tạo bài trước.`);
	const made = write(folder, {
		[join(folder, '..', module.folder, 'quiz.yaml')]: quizText(lessons, module.head.value.skills)
	});
	return tell(made, ['Viết đủ ít nhất 12 câu luyện tập (mỗi bài 2 câu), 30 câu kiểm tra; một phần ba là tình huống.']);
}

/** A scenario of a lesson: that is where whoever has read it is led to it. */
function makePractice(folder: string, where: string, title: string, values: Values): string {
	const [moduleId = '', lessonId = ''] = where.split('/');
	const module = moduleIn(folder, moduleId);
	const lessons = module.lessons.map(({ value }) => value);
	const lesson = lessons.find(({ id }) => id === lessonId);
	if (!lesson) {
		const ids = lessons.map(({ id }) => `${moduleId}/${id}`).join(', ');
		refuse(`Hãy ghi bài học mà bài tập đi cùng: ${ids}.`);
	}
	const own = module.head.value.skills;
	const skills = values.skills === undefined ? lesson.skills : listOf(values.skills);
	const made = write(folder, {
		[join(folder, '..', module.folder, 'practice', `${slugOf(title)}.yaml`)]: practiceText({
			...{ title, lesson: lesson.id },
			skills: chosen(skills, own, `phần ${moduleId}`)
		})
	});
	return tell(made, [
		'Thêm màn hình, lỗi hay gặp, đường đi: xem content/PRACTICE.md. Mọi tên và số đều bịa.',
		`Làm thử bằng tay ở /practice/${moduleId}/${slugOf(title)}: đi đúng, rồi bấm nhầm từng chỗ.`
	]);
}

function moduleIn(folder: string, id: string): WrittenModule {
	const { modules } = examineLibrary(folder);
	const module = modules.find(({ head }) => head.value.id === id);
	if (module) return module;
	const ids = modules.map(({ head }) => head.value.id).join(', ');
	if (foldersIn(join(folder, 'modules')).some((name) => name.slice(3) === id)) {
		refuse(`Phần "${id}" đang có lỗi. Hãy sửa trước: npm run content:check`);
	}
	refuse(`Không có phần "${id}". Có: ${ids}.`);
}

function lessonOf(title: string, audience: Audience, skills: string[], local: string | null): NewLesson {
	const today = dayOf(new Date());
	return { id: slugOf(title), title, audience, skills, local, today, checkBy: addDays(today, DAYS_TO_CHECK) };
}

function chosen(wanted: string[], known: readonly string[], where: string): string[] {
	if (wanted.length === 0) refuse(`Hãy ghi --skills, ví dụ --skills ${known[0] ?? 'payment.transfer'}.`);
	const strange = wanted.find((skill) => !known.includes(skill));
	if (strange !== undefined) refuse(`Không có kỹ năng "${strange}" trong ${where}. Có: ${known.join(', ')}.`);
	return wanted;
}

/** All or nothing: if one of the files is there already, none is written. */
function write(folder: string, files: Record<string, string>): string[] {
	const name = (path: string): string => relative(join(folder, '..'), path);
	for (const path of Object.keys(files)) {
		if (existsSync(path)) refuse(`Tệp ${name(path)} đã có. Không ghi đè.`);
	}
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text, { flag: 'wx' });
	}
	return Object.keys(files).map(name);
}

function tell(made: string[], more: string[]): string {
	const steps = [
		'Mở từng tệp, thay mỗi chỗ ĐIỀN bằng nội dung thật.',
		...more,
		'Xem trang: npm run dev. Kiểm tra: npm run content:check, máy chỉ chỗ còn thiếu.'
	];
	return [
		'Đã tạo:',
		...made.map((name) => `  ${name}`),
		'Việc tiếp theo:',
		...steps.map((step, index) => `  ${index + 1}. ${step}`)
	].join('\n');
}

function listOf(text: string | undefined): string[] {
	return (text ?? '').split(',').flatMap((part) => part.trim() || []);
}
