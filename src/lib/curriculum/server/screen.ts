import type { BodyPart, BodyProblem } from './body.ts';

const MOST_ELEMENTS = 7;
const TAP = '<div class="tap"><span aria-hidden="true">↑</span> Chạm vào đây</div>';
const RESTING = new Set(['thanh', 'chữ', 'tiêu đề', 'báo']);

/** How each kind of element of a drawn phone is written as HTML; `go` marks the one to tap. */
const ELEMENTS: Record<string, (text: string, go: string) => string> = {
	thanh: (text) => `<div class="appbar">${withBold(text)}</div>`,
	chữ: (text) => `<p class="line">${withBold(text)}</p>`,
	'tiêu đề': (text) => `<p class="large">${withBold(text)}</p>`,
	ô: (text, go) => drawField(text, go),
	nút: (text, go) => `<div class="press${go}">${withBold(text)}</div>`,
	mục: (text, go) => `<div class="row${go}">${withBold(text)}</div>`,
	tin: (text, go) => drawMessage(text, go),
	thư: (text, go) => drawMail(text, go),
	phím: (text, go) => `<div class="keys${go}">${text.split(/\s+/u).map(drawKey).join(' ')}</div>`,
	mã: (text, go) => `<div class="qr${go}"><span class="square" aria-hidden="true"></span>${withBold(text)}</div>`,
	báo: (text) => `<div class="alert">${withBold(text)}</div>`
};

/** A drawn phone: real text in a figure, never a picture, so that it can be read aloud and made larger. */
export function drawScreen(part: BodyPart, problems: BodyProblem[]): string {
	const drawn: string[] = [];
	let taps = 0;
	part.text.split('\n').forEach((written, index) => {
		if (written.trim() === '') return;
		const line = part.line + index;
		const [, kind = '', star = '', text = ''] = /^\s*([^:*]+?)\s*(\*?)\s*:\s*(.*)$/u.exec(written) ?? [];
		const draw = Object.hasOwn(ELEMENTS, kind) ? ELEMENTS[kind] : undefined;
		if (!draw) {
			const known = Object.keys(ELEMENTS).join(', ');
			problems.push({ line, say: `Không hiểu dòng này của màn hình. Mỗi dòng bắt đầu bằng một trong: ${known}.` });
			return;
		}
		if (star) taps += 1;
		if (star && RESTING.has(kind)) problems.push({ line, say: `Không chạm vào "${kind}" được. Hãy bỏ dấu *.` });
		drawn.push(draw(text, star ? ' go' : ''), star ? TAP : '');
	});
	const count = drawn.length / 2;
	if (count === 0) problems.push({ line: part.line, say: 'Màn hình trống. Hãy thêm ít nhất một dòng.' });
	if (count > MOST_ELEMENTS) {
		problems.push({ line: part.line, say: `Màn hình có ${count} dòng. Hãy để nhiều nhất ${MOST_ELEMENTS}.` });
	}
	if (taps > 1) problems.push({ line: part.line, say: 'Màn hình chỉ có một chỗ cần chạm. Hãy để một dấu * thôi.' });
	const title = escapeHtml(part.title);
	const bar = /^\s*thanh\s*:/mu.test(part.text) ? '' : `<div class="appbar">${title}</div>`;
	return `<figure class="screen"><figcaption>Hình vẽ: ${title}</figcaption><div class="phone">${bar}${drawn.join('')}</div></figure>`;
}

export function escapeHtml(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');
}

function drawField(text: string, go: string): string {
	const [label = '', ...value] = text.split('=');
	const filled = withBold(value.join('=').trim());
	return `<div class="field${go}">${withBold(label.trim())}: ${filled ? `<b>${filled}</b>` : ''}</div>`;
}

function drawMessage(text: string, go: string): string {
	const [from = '', ...said] = text.split('|');
	return `<div class="message${go}"><small>${withBold(from.trim())}</small> ${withBold(said.join('|').trim())}</div>`;
}

function drawMail(text: string, go: string): string {
	const [sender = '', subject = '', ...excerpt] = text.split('|').map((piece) => piece.trim());
	const [, name = sender, address = ''] = /^(.*?)\s*<([^<>]*)>$/u.exec(sender) ?? [];
	const from = `<b>${withBold(name)}</b>${address ? ` <small>${escapeHtml(address)}</small>` : ''}`;
	const rest = excerpt.join(' | ');
	return `<div class="mail${go}">${from}<p>${withBold(subject)}</p>${rest ? `<p class="excerpt">${withBold(rest)}</p>` : ''}</div>`;
}

function drawKey(key: string): string {
	return `<span>${escapeHtml(key)}</span>`;
}

function withBold(text: string): string {
	return escapeHtml(text.trim()).replace(/\*\*([^*]+)\*\*/gu, '<b>$1</b>');
}
