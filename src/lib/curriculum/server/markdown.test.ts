import { describe, expect, test } from 'vitest';
import { drawBody, renderLesson } from './markdown.ts';
import { ContentError } from './problems.ts';
import { isAllowedLink, sanitise } from './sanitise.ts';

const BAC = { lower: 'bác', upper: 'Bác' };
const draw = (body: string): string => renderLesson(body, BAC);
const sayingsOf = (body: string): string[] => drawBody(body).problems.map(({ line, say }) => `${line}: ${say}`);

describe('the blocks of a lesson', () => {
	test('steps are a numbered list with the labels of buttons', () => {
		expect(draw(':::bước\n1. Chạm [[Chuyển tiền]].\n2. Đợi **một chút**.\n:::')).toBe(
			'<ol class="steps" role="list"><li>Chạm <span class="key">Chuyển tiền</span>.</li>' +
				'<li>Đợi <strong>một chút</strong>.</li></ol>'
		);
		expect(sayingsOf('\n:::bước\nChạm.\n:::')).toEqual([
			expect.stringMatching(/^3: Khối "bước" chỉ gồm một danh sách/)
		]);
	});

	test.each([
		['mẹo', 'note', 'Mẹo'],
		['cảnh báo', 'note stop', 'Không bao giờ làm'],
		['tự làm', 'note', 'Tự làm thử'],
		['nếu không được', 'note', 'Nếu không được thì…'],
		['ai giúp', 'note', 'Ai giúp']
	])('%s is a note with its heading', (name, classes, heading) => {
		expect(draw(`:::${name}\nHỏi {bác}.\n:::`)).toBe(`<div class="${classes}"><b>${heading}</b><p>Hỏi bác.</p></div>`);
	});

	test('their names are understood without diacritics, in capitals and decomposed', () => {
		const expected = draw(':::nếu không được\nx\n:::');
		for (const name of ['neu khong duoc', 'Nếu Không Được', 'nếu không được'.normalize('NFD')]) {
			expect(draw(`:::${name}\nx\n:::`)).toBe(expected);
		}
	});

	test('a drawn phone is real text, with the place to tap named in words', () => {
		const html = draw(
			':::màn hình Chuyển tiền (TẬP)\nô: Số tài khoản = 0000 1111 2222\nchữ: **NGUYEN**\nnút*: Tiếp tục\n:::'
		);
		expect(html).toBe(
			'<figure class="screen"><figcaption>Hình vẽ: Chuyển tiền (TẬP)</figcaption><div class="phone">' +
				'<div class="appbar">Chuyển tiền (TẬP)</div>' +
				'<div class="field">Số tài khoản: <b>0000 1111 2222</b></div><p class="line"><b>NGUYEN</b></p>' +
				'<div class="press go">Tiếp tục</div>' +
				'<div class="tap"><span aria-hidden="true">↑</span> Chạm vào đây</div></div></figure>'
		);
	});

	test('every kind of element can be drawn', () => {
		const html = draw(
			':::man hinh X (TẬP)\nthanh: Thư\ntiêu đề: Chào\nmục: Thư rác\ntin: Số lạ, 09:12 | Có quà\n' +
				'thư: Mẫu <mau@vi-du.vn> | Ảnh | Gửi ảnh\nphím: 1 2\nmã: Mã mẫu\n:::\n\n:::man hinh Y (TẬP)\nbáo: Xong\n:::'
		);
		for (const part of [
			'<div class="appbar">Thư</div>',
			'<p class="large">Chào</p>',
			'<div class="row">Thư rác</div>',
			'<div class="message"><small>Số lạ, 09:12</small> Có quà</div>',
			'<div class="mail"><b>Mẫu</b> <small>mau@vi-du.vn</small><p>Ảnh</p><p class="excerpt">Gửi ảnh</p></div>',
			'<div class="keys"><span>1</span> <span>2</span></div>',
			'<div class="qr"><span class="square" aria-hidden="true"></span>Mã mẫu</div>',
			'<div class="alert">Xong</div>'
		]) {
			expect(html).toContain(part);
		}
		expect(html).not.toContain('<div class="appbar">X (TẬP)</div>');
	});

	test('what an author should correct in a screen is named with its line', () => {
		expect(sayingsOf(':::màn hình\nnút: x\n:::')).toEqual([expect.stringMatching(/^1: Màn hình chưa có tên/)]);
		expect(sayingsOf(':::màn hình A\nnút*: x\nnút*: y\n:::')).toEqual([expect.stringMatching(/^2: .*chỉ có một chỗ/)]);
		expect(sayingsOf(`:::màn hình A\n${'chữ: x\n'.repeat(8)}:::`)).toEqual([expect.stringMatching(/^2: .*8 dòng/)]);
		expect(sayingsOf(':::màn hình A\nchữ*: x\n:::')).toEqual([expect.stringMatching(/^2: .*bỏ dấu \*/)]);
		expect(sayingsOf(':::màn hình A\nconstructor: x\n:::')).toContainEqual(expect.stringMatching(/^2: Không hiểu/));
		expect(sayingsOf(':::mẹo\n:::màn hình A\nchữ: x\n:::')).toContainEqual(
			expect.stringMatching(/^2: Khối trước chưa đóng/)
		);
		expect(sayingsOf('a\n\n:::')).toEqual([expect.stringMatching(/^3: .*không đóng khối nào/)]);
	});
});

describe('plain text of a lesson', () => {
	test('keeps paragraphs, second headings, bold and lists', () => {
		expect(draw('## Tên\n\nMột **hai**.\n\n- a\n- b')).toBe(
			'<h2>Tên</h2><p>Một <strong>hai</strong>.</p><ul><li>a</li><li>b</li></ul>'
		);
	});

	test('speaks to the reader as the province does, and the word of address is only text', () => {
		expect(renderLesson('{Bác} và {bác}', { lower: 'cô & chú', upper: '<Cô>' })).toBe(
			'<p>&lt;Cô&gt; và cô &amp; chú</p>'
		);
	});

	test.each([
		['# Một', /^1: Chỉ dùng đề mục/],
		['a\n\n> b', /^3: Bài học không dùng dấu >/],
		['a\n\n*nghiêng*', /^3: Có dấu \*/],
		['[[dở', /^1: Có dấu \*, \[\[/],
		['![ảnh](https://www.gov.vn/a.png)', /^1: Bài học không dùng hình ảnh/],
		['`mã`', /^1: Bài học không dùng dấu ` `/],
		['a\n\n***', /^3: Bài học không dùng đường kẻ/],
		['x <b>y</b>', /^1: Bài học không dùng thẻ HTML/]
	])('%j is named to the author', (body, say) => {
		expect(sayingsOf(body)).toContainEqual(expect.stringMatching(say));
	});

	test('marks that mean nothing here stay as they are', () => {
		expect(draw('Bấm *101# hoặc a_b_c & <3')).toBe('<p>Bấm *101# hoặc a_b_c &amp; &lt;3</p>');
		expect(sayingsOf('Bấm *101# hoặc a_b_c & <3')).toEqual([]);
	});
});

const DANGEROUS = [
	'[x](javascript:alert(1))',
	'[x](JaVaScRiPt:alert(1))',
	'[x](java\nscript:alert(1))',
	'[x](&#106;avascript:alert(1))',
	'[x](data:text/html;base64,PHNjcmlwdD4=)',
	'[x](vbscript:msgbox)',
	'[x](//gov.vn.evil.example/)',
	'[x](https://gov.vn.evil.example/)',
	'[x](https://evilgov.vn/)',
	'[x](https://dichvucong.gov.vn@evil.example/)',
	'[x](http://dichvucong.gov.vn/)',
	'[x](/local)',
	'![x](javascript:alert(1))',
	'![x](https://evil.example/a.png "onerror=alert(1)")',
	'<javascript:alert(1)>',
	'<https://evil.example/>',
	'[x][y]\n\n[y]: javascript:alert(1)',
	'[y]\n\n[y]: <javascript:alert(1)> "t"',
	'<img src=x onerror=alert(1)>',
	'<svg><script>alert(1)</script></svg>',
	'<svg/onload=alert(1)>',
	'<script>alert(1)</script>',
	'<!--><script>alert(1)</script>-->',
	'<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
	'<a href="javascript:alert(1)">x</a>',
	'<p style="background:url(javascript:alert(1))">x</p>',
	'<iframe src="https://evil.example"></iframe>',
	'**<img src=x onerror=alert(1)>**',
	'[[<img src=x onerror=alert(1)>]]',
	'- <img src=x onerror=alert(1)>',
	'## <img src=x onerror=alert(1)>',
	'`<img src=x onerror=alert(1)>`',
	'    <img src=x onerror=alert(1)>',
	':::mẹo\n<img src=x onerror=alert(1)>\n:::',
	':::bước\n1. <img src=x onerror=alert(1)>\n:::',
	':::màn hình <img src=x onerror=alert(1)>\nchữ: x\n:::',
	':::<img src=x onerror=alert(1)>\nx\n:::',
	...['thanh', 'chữ', 'tiêu đề', 'ô', 'nút*', 'mục', 'tin', 'thư', 'phím', 'mã', 'báo'].map(
		(kind) => `:::màn hình x\n${kind}: "><img src=x onerror=alert(1)> <a@b> | <svg onload=alert(1)> = <script>\n:::`
	)
];

/** All tags of a piece of HTML, which is all that a browser would act upon. */
const tagsOf = (html: string): string[] => html.match(/<[^>]*>/g) ?? [];
const TAG =
	/^<\/?(p|h2|strong|b|br|ul|ol|li|div|span|small|figure|figcaption|a)( class="[a-z ]+")?( role="list")?( aria-hidden="true")?( href="(https:\/\/([a-z0-9-]+\.)*gov\.vn[^"\s]*|mailto:[^"\s]+|tel:[^"]+)")?( \/)?>$/;

describe('nothing dangerous comes out', () => {
	test.each(DANGEROUS)('%j', (body) => {
		const tags = tagsOf(draw(body));
		expect(tags.filter((tag) => !TAG.test(tag) || tag.includes('href'))).toEqual([]);
	});

	test('links lead only to the State over https, to mail and to telephones', () => {
		expect(draw('[Cổng](https://dichvucong.gov.vn/a?b=1&c=2)')).toBe(
			'<p><a href="https://dichvucong.gov.vn/a?b=1&amp;c=2">Cổng</a></p>'
		);
		expect(draw('[Gọi](tel:113) và [thư](mailto:a@mst.gov.vn)')).toMatch(
			/href="tel:113".*href="mailto:a@mst\.gov\.vn"/
		);
		expect(isAllowedLink('https://a.gov.vn:8443/')).toBe(false);
		expect(isAllowedLink('https://evil.example\\.gov.vn/')).toBe(false);
		expect(isAllowedLink('mailto:a@b.vn?body=x')).toBe(false);
		expect(sayingsOf('a\n\n[x](https://evil.example)')).toEqual([expect.stringMatching(/^3: Đường link/)]);
	});

	test('the last gate holds by itself', () => {
		const html = sanitise(
			'<p style="x" onclick="y" class="steps line">a<script>b</script><a href="https://x.vn">c</a></p><img src=x>'
		);
		expect(html).toBe('<p class="line">a&lt;script&gt;b&lt;/script&gt;<span>c</span></p>&lt;img /&gt;');
	});
});

/** Work done, whatever else the machine is doing. */
function cpuMilliseconds(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}

describe('texts made to block the server are refused or safe, quickly', () => {
	const nested = Array.from({ length: 800 }, (_, depth) => `${' '.repeat(depth * 2)}- a`).join('\n');
	test.each([
		['20 KB of ">"', '>'.repeat(20_480)],
		['a nested list of 640 KB', nested],
		['a nested list of under 64 KB', nested.slice(0, 60_000)],
		['a list nested on one line', '1. '.repeat(21_000)],
		['a line of 1 MB', 'a'.repeat(1_048_576)],
		['a paragraph of 64 KB', 'chữ '.repeat(12_000)],
		['21 quotes', '> '.repeat(21)],
		['a screen of 1 MB', `:::màn hình A\n${'chữ: x\n'.repeat(120_000)}:::`]
	])('%s is refused', (_name, body) => {
		const start = cpuMilliseconds();
		expect(() => draw(body)).toThrow(ContentError);
		expect(drawBody(body).html()).toBe('');
		expect(drawBody(body)).toMatchObject({ problems: [{ say: expect.any(String) }] });
		expect(cpuMilliseconds() - start).toBeLessThan(500);
	});

	test.each([
		['emphasis in emphasis', '*a '.repeat(650) + 'b* '.repeat(650)],
		['stars', '*'],
		['bold that never ends', '**a '],
		['brackets', '['],
		['links in links', '[a'.repeat(900) + '](https://gov.vn)'.repeat(130)],
		['labels that never end', '[[a'],
		['images', '!['],
		['backticks', Array.from({ length: 85 }, (_, count) => '`'.repeat(count)).join('a')],
		['tags that never end', '<a '],
		['comments that never end', '<!--'],
		['autolinks', '<http:'],
		['backslashes', '\\'],
		['ampersands', '&'],
		['references', '[a]: <'],
		['headings', '#'],
		['line breaks', 'a  \n'],
		['a list', '- a\n'],
		['a numbered list', '1. a\n'],
		['setext headings', 'a\n===\n'],
		['a screen', ':::màn hình A\n' + 'chữ: **a\n'.repeat(300) + ':::'],
		['fields in screens', ':::màn hình A\nô: ' + '='.repeat(3_900) + '\n:::'],
		['spaces in screens', ':::màn hình A\nthư: ' + ' '.repeat(3_900) + '<\n:::'],
		['fences', ':::mẹo\n']
	])('paragraphs of %s up to 64 KB are drawn safely', (_name, pattern) => {
		const paragraph = pattern.repeat(Math.floor(3_999 / pattern.length)).slice(0, 3_999);
		const body = Array(Math.floor(65_536 / (Buffer.byteLength(paragraph) + 2)))
			.fill(paragraph)
			.join('\n\n');
		const start = cpuMilliseconds();
		const html = draw(body);
		expect(cpuMilliseconds() - start).toBeLessThan(2_000);
		expect(tagsOf(html).filter((tag) => !TAG.test(tag))).toEqual([]);
	});
});
