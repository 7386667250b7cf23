import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { wordsInOrder } from '../glossary.ts';
import { wordExplainer } from './explain-words.ts';
import { measureGlossary } from './glossary.ts';
import { examineLibrary, readLibrary } from './library.ts';
import { GLOSSARY, LESSON, MODULE, writeTinyContent, type TinyContent } from './tiny-content.ts';

const WORDS = `- word: mã OTP
  forms: [mã OTP, OTP]
  means: Dãy số gửi vào điện thoại của {bác}, dùng một lần.
- word: thư
  forms: [thư]
  means: Lời nhắn gửi qua mạng.
`;
const ADDRESS = { lower: 'bà con', upper: 'Bà con' };

describe('the glossary of a library', () => {
	let content: TinyContent;
	beforeEach(() => {
		content = writeTinyContent();
	});
	afterEach(() => content.remove());

	const problemsOf = () =>
		examineLibrary(content.folder).problems.map(({ file, line, say }) => `${file}:${line}: ${say}`);
	const lessonHtml = (audience = 'residents') => {
		if (audience !== 'residents') content.plant(MODULE, 'audience: residents', `audience: ${audience}`);
		const library = readLibrary(content.folder);
		const [lesson] = library.modules[0]?.lessons ?? [];
		if (!lesson) throw new Error('no lesson');
		return library.lessonHtml(lesson, ADDRESS);
	};

	test('may be missing', () => {
		expect(readLibrary(content.folder).glossary).toEqual([]);
		expect(lessonHtml()).not.toContain('<details');
	});

	test('explains residents’ lessons, in their province’s words, and those of nobody else', () => {
		content.write(GLOSSARY, WORDS);
		const html = lessonHtml();
		expect(html).toContain('<summary>Mã OTP là gì?</summary><p>Dãy số gửi vào điện thoại của bà con, dùng');
		expect(html.match(/<details/g)).toHaveLength(2);
		expect(lessonHtml('trainers')).not.toContain('<details');
	});

	test('changes no hash of a lesson or module', () => {
		const before = readLibrary(content.folder).modules;
		content.write(GLOSSARY, WORDS);
		expect(readLibrary(content.folder).modules).toEqual(before);
	});

	test('does not touch a lesson as it once was', () => {
		const [before] = readLibrary(content.folder).modules[0]?.lessons ?? [];
		content.plant(LESSON, 'mở thư ra đọc', 'mở thư ra xem');
		content.write(GLOSSARY, WORDS);
		expect(before && readLibrary(content.folder).lessonHtml(before, ADDRESS)).toMatch(
			/^<p>Bà con mở thư ra đọc\.<\/p><ol/
		);
	});

	test('reads decomposed letters, and cannot be changed', () => {
		content.write(GLOSSARY, WORDS.normalize('NFD'));
		const { glossary } = readLibrary(content.folder);
		expect(glossary[0]?.forms).toEqual(['mã OTP', 'OTP']);
		expect(() => Object.assign(glossary[0] ?? {}, { word: 'x' })).toThrow(TypeError);
	});

	test.each([
		['a missing explanation', '  means: Lời nhắn gửi qua mạng.\n', '', /glossary\.yaml:4: Thiếu mục "means"/],
		['a word without forms', 'forms: [thư]', 'forms: []', /glossary\.yaml:5: Mục "forms" phải có số dòng/],
		['a field nobody knows', '- word: thư', '- từ: thư', /glossary\.yaml:4: Không hiểu mục "từ"/],
		[
			'a form of two words',
			'forms: [thư]',
			'forms: [thư, OTP]',
			/glossary\.yaml:5: Cách viết "OTP" đã có ở từ "mã OTP"/
		],
		['a word that stands twice', 'word: thư', 'word: mã OTP', /glossary\.yaml:4: Từ "mã OTP" có hai lần/],
		['what is not YAML', 'forms: [thư]', 'forms: [thư', /glossary\.yaml:\d: .*YAML/]
	])('%s is named with its line', (_what, from, to, say) => {
		content.write(GLOSSARY, WORDS.replace(from, to));
		expect(problemsOf()).toContainEqual(expect.stringMatching(say));
	});

	test('a long explanation keeps no server from starting, and the check of content names it', () => {
		content.write(GLOSSARY, WORDS.replace('Lời nhắn gửi qua mạng.', `${'lời '.repeat(26)}nhắn.`));
		const { glossary, problems } = examineLibrary(content.folder);
		expect(problems).toEqual([]);
		expect(measureGlossary(glossary)).toEqual([
			{ file: 'content/glossary.yaml', line: 6, say: expect.stringContaining('dài 27 tiếng') }
		]);
	});
});

describe('a word is explained', () => {
	const word = (forms: string[], means = 'Nghĩa.') => ({ word: forms[0] ?? '', forms, means });
	let lessons: string[] = [];
	afterEach(() => {
		lessons = [];
	});
	const explain = (html: string, ...forms: string[][]) =>
		wordExplainer(
			forms.map((one) => word(one)),
			() => lessons
		)(html);
	const box = (name: string) => `<details class="word"><summary>${name} là gì?</summary><p>Nghĩa.</p></details>`;

	test('once, after the paragraph in which it first stands', () => {
		expect(explain('<p>Mở.</p><p>Đọc mã OTP.</p><p>Nhập mã OTP.</p>', ['mã OTP'])).toBe(
			`<p>Mở.</p><p>Đọc mã OTP.</p>${box('Mã OTP')}<p>Nhập mã OTP.</p>`
		);
	});

	test('after the whole list or note, not inside it', () => {
		const list = '<ol class="steps" role="list"><li>Mở thư.</li><li>Đọc.</li></ol>';
		expect(explain(list, ['thư'])).toBe(list + box('Thư'));
		const note = '<div class="note"><b>Mẹo</b><p>Xem <strong>thư</strong><br>đã.</p></div>';
		expect(explain(note, ['thư'])).toBe(note + box('Thư'));
	});

	test('not for what stands on a label, in a link, a heading or a drawn screen', () => {
		for (const html of [
			'<p>Chạm <span class="key">OTP</span>.</p>',
			'<p><a href="https://otp.gov.vn">OTP</a></p>',
			'<h2>OTP</h2>',
			'<figure class="screen"><figcaption>Hình vẽ: OTP</figcaption><div class="phone"><p class="line">OTP</p></div></figure>'
		]) {
			expect(explain(html, ['OTP'])).toBe(html);
			expect(explain(`${html}<p>Đọc OTP.</p>`, ['OTP'])).toBe(`${html}<p>Đọc OTP.</p>${box('OTP')}`);
		}
	});

	test('after a label in the same sentence', () => {
		const html = '<p>Chạm <span class="key">OTP</span> để nhận OTP.</p>';
		expect(explain(html, ['OTP'])).toBe(html + box('OTP'));
	});

	test('only as a whole word, as it is written or at the start of a sentence', () => {
		for (const other of ['thưa', 'xthư', 'THƯ', 'thư-x', 'a@thư', 'thư.vn', 'thử', 'thư2']) {
			expect(explain(`<p>Đây là ${other} đó.</p>`, ['thư'])).not.toContain('<details');
		}
		for (const own of ['thư', 'Thư', '“thư”', '(thư)', 'thư,', 'thư.']) {
			expect(explain(`<p>${own} Mở.</p>`, ['thư'])).toContain(box('Thư'));
		}
		expect(explain('<p>Pin yếu.</p>', ['PIN'])).not.toContain('<details');
		expect(explain('<p>Đường link lạ.</p>', ['đường link'])).toContain(box('Đường link'));
	});

	test('whatever marks are part of it', () => {
		expect(explain('<p>Bật Wi-Fi lên.</p>', ['Wi-Fi'])).toContain(box('Wi-Fi'));
		expect(explain('<p>Tệp có đuôi .apk, đừng mở.</p>', ['đuôi .apk'])).toContain(box('Đuôi .apk'));
		expect(explain('<p>Mở eTax Mobile.</p>', ['eTax Mobile'])).toContain(box('eTax Mobile'));
		expect(explain('<p>Ai hỏi?</p>', ['AI'])).not.toContain('<details');
	});

	test('by its longest form: "mã QR động" is not "mã QR"', () => {
		const html = explain('<p>Quét mã QR động.</p>', ['mã QR'], ['mã QR động']);
		expect(html).toBe(`<p>Quét mã QR động.</p>${box('Mã QR động')}`);
	});

	test('where marks of HTML are written as themselves', () => {
		const html = '<p>Bấm A&amp;B đi.</p>';
		expect(explain(html, ['A&B'])).toBe(
			`${html}<details class="word"><summary>A&amp;B là gì?</summary><p>Nghĩa.</p></details>`
		);
		expect(wordExplainer([word(['OTP'], '<b>x</b>')], () => [])('<p>OTP</p>')).toContain('<p>&lt;b&gt;x&lt;/b&gt;</p>');
	});

	test('with at most three others, and the rarest words of all lessons are explained before common ones', () => {
		const names = ['một', 'hai', 'ba', 'bốn', 'năm'];
		const forms = names.toReversed().map((name) => [name]);
		const page = `<p>${names.join(' ')}</p>`;
		const shown = () => [...explain(page, ...forms).matchAll(/<summary>(\S+) là gì/g)].map(([, name]) => name);
		expect(shown()).toEqual(['Một', 'Hai', 'Ba', 'Bốn']);
		lessons = [page, '<p>Hai</p>', '<p>hai, ba</p>', '<p>ba</p>', '<p>ba, một</p>'];
		expect(shown()).toEqual(['Một', 'Hai', 'Bốn', 'Năm']);
	});
});

test('the list of words is in the order of the Vietnamese alphabet, with other ways of writing', () => {
	const glossary = ['thư rác', 'ứng dụng', 'đường link', 'OTP', 'dữ liệu'].map((word) => ({
		word,
		forms: [word, word.toUpperCase(), `mã ${word}`],
		means: 'Nghĩa.'
	}));
	const words = wordsInOrder(glossary);
	expect(words.map(({ word }) => word)).toEqual(['dữ liệu', 'đường link', 'OTP', 'thư rác', 'ứng dụng']);
	expect(words[0]?.also).toEqual(['mã dữ liệu']);
});
