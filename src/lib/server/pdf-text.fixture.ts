import { inflateSync } from 'node:zlib';

/** What can be found in a PDF of ours and copied out of it: each page's text, its lines apart. */
export function pdfText(file: Buffer): string[] {
	const objects = objectsIn(file);
	const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head));
	return pages.map(({ head }) => {
		const content = /\/Contents (\d+) 0 R/.exec(head)?.[1] ?? '';
		const resources = objects.get(/\/Resources (\d+) 0 R/.exec(head)?.[1] ?? '')?.head ?? head;
		const fonts = new Map<string, Map<string, string>>();
		for (const [, name = '', id = ''] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
			const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1] ?? '';
			fonts.set(name, readMap(objects.get(map)?.text ?? ''));
		}
		return shownIn(objects.get(content)?.text ?? '', fonts);
	});
}

/** The title and language that the file itself bears. */
export function pdfHead(file: Buffer): { title: string; language: string } {
	const objects = objectsIn(file);
	const heads = [...objects.values()].map(({ head }) => head).join('\n');
	const raw = (objects.get(/\/Title (\d+) 0 R/.exec(heads)?.[1] ?? '')?.head ?? '').slice(1, -1);
	const bytes = Buffer.from(
		raw.replace(/\\([^])/g, (_, letter: string) => ESCAPED[letter] ?? letter),
		'latin1'
	);
	const title =
		bytes[0] === 0xfe && bytes[1] === 0xff ? bytes.subarray(2).swap16().toString('utf16le') : bytes.toString();
	return { title, language: /\/Lang \(([^)]*)\)/.exec(heads)?.[1] ?? '' };
}

const ESCAPED: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function objectsIn(file: Buffer): Map<string, { head: string; text: string }> {
	const objects = new Map<string, { head: string; text: string }>();
	const text = file.toString('latin1');
	for (const match of text.matchAll(/(\d+) 0 obj\n([^]*?)\nendobj/g)) {
		const [, id = '', body = ''] = match;
		const start = body.indexOf('stream\n');
		const head = start === -1 ? body : body.slice(0, start);
		const bytes = Buffer.from(start === -1 ? '' : body.slice(start + 7, body.lastIndexOf('\nendstream')), 'latin1');
		const isFlate = head.includes('/FlateDecode');
		objects.set(id, { head, text: (isFlate ? inflateSync(bytes) : bytes).toString('latin1') });
	}
	return objects;
}

function readMap(cmap: string): Map<string, string> {
	const letters = new Map<string, string>();
	for (const [, from = '', , list = ''] of cmap.matchAll(/<(\w+)> <(\w+)> \[([^\]]*)\]/g)) {
		for (const [n, [, hex = '']] of [...list.matchAll(/<([\w ]*)>/g)].entries()) {
			const code = (parseInt(from, 16) + n).toString(16).padStart(4, '0');
			letters.set(code, Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'));
		}
	}
	return letters;
}

function shownIn(content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
	let letters: ReadonlyMap<string, string> | undefined;
	let text = '';
	for (const [, font, glyphs] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
		if (font !== undefined) letters = fonts.get(font);
		for (const [, hex = ''] of (glyphs ?? '').matchAll(/<(\w+)>/g)) {
			text += (hex.match(/.{4}/g) ?? []).map((code) => letters?.get(code.toLowerCase()) ?? '\ufffd').join('');
		}
		if (glyphs !== undefined) text += '\n';
	}
	return text;
}
