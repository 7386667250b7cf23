import { createRequire } from 'node:module';
import { Resvg, type RenderedImage } from '@resvg/resvg-js';
import { m } from '#lib/messages/compiled/messages.js';
import { codeOf } from '#lib/sign-in/server/draw-card.ts';
import { qrOf } from '#lib/sign-in/qr.ts';

export interface PicturedCard {
	token: string;
	/** what the address in the QR begins with */
	origin: string;
	name: string;
	group: string;
	/** how she is addressed: bác */
	address: string;
	/** whether the data are invented, which the picture then says */
	sample: boolean;
}

/** As wide as most telephones show a photograph. */
const WIDTH = 1080;
const MARGIN = 60;
/** With the quiet margin around it. */
const QR = 900;
const FAMILY = 'Noto Sans';

const resolve = createRequire(import.meta.url).resolve;
const fontFiles = ['400Regular/NotoSans_400Regular', '700Bold/NotoSans_700Bold'].map((file) =>
	resolve(`@expo-google-fonts/noto-sans/${file}.ttf`)
);
// The fonts are ours: a server may have none that knows Vietnamese, or the ƀ and ŏ of Ê Đê and Jrai names.
const OPTIONS = { font: { fontFiles, loadSystemFonts: false, defaultFontFamily: FAMILY } };

interface Line {
	text: string;
	size: number;
	bold?: boolean;
	/** space above, in lines of its own size */
	gap?: number;
}

/** A card as a picture for its holder's telephone: name, QR, typed code, and how to keep it. About 100 KB as a PNG. */
export function drawCardPicture({ token, origin, name, group, address, sample }: PicturedCard): RenderedImage {
	const code = codeOf(token);
	const above: Line[] = [
		{ text: `${m.common_brand()} – ${m.office_card_title().toLowerCase()}`, size: 44 },
		...wrap({ text: name, size: 72, bold: true }),
		...wrap({ text: group, size: 48 })
	];
	const below: Line[] = [
		{ text: code, size: 120, bold: true },
		{ text: origin.replace(/^https?:\/\//, ''), size: 40 },
		...wrap({ text: m.cards_picture_private({ address }), size: 44, gap: 0.4 }),
		...sentences(m.office_card_warning({ address })).flatMap((text) => wrap({ text, size: 44, bold: true })),
		...(sample ? [{ text: m.cards_sample(), size: 40 }] : [])
	];
	const top = place(above, MARGIN);
	const bottom = place(below, top.end + QR);
	const height = Math.ceil(bottom.end + MARGIN);
	const qr = qrOf(`${origin}/c/${token}`);
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">
		<rect width="${WIDTH}" height="${height}" fill="#fff"/>
		${top.drawn}
		<g transform="translate(${(WIDTH - QR) / 2} ${top.end}) scale(${QR / qr.size})"><path d="${qr.path}" shape-rendering="crispEdges"/></g>
		${bottom.drawn}
	</svg>`;
	return new Resvg(svg, OPTIONS).render();
}

/** Vietnamese marks reach far above and below: half as much again as the letters' size keeps lines apart. */
function place(lines: readonly Line[], from: number): { drawn: string; end: number } {
	let y = from;
	const drawn = lines.map((line) => {
		y += line.size * (1.5 + (line.gap ?? 0));
		return textAt(line, y - line.size * 0.4);
	});
	return { drawn: drawn.join('\n'), end: y };
}

function textAt({ text, size, bold = false }: Line, y: number): string {
	const weight = bold ? 700 : 400;
	return `<text x="${WIDTH / 2}" y="${y}" text-anchor="middle" font-family="${FAMILY}" font-size="${size}" font-weight="${weight}">${escape(text)}</text>`;
}

/** Words that do not fit in one line go on in the next; a single word that does not is drawn smaller. */
function wrap(line: Line): Line[] {
	const fits = (text: string) => widthOf({ ...line, text }) <= WIDTH - 2 * MARGIN;
	const lines: string[] = [];
	for (const word of line.text.normalize('NFC').split(/\s+/u).filter(Boolean)) {
		const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
		if (lines.length > 0 && fits(longer)) lines[lines.length - 1] = longer;
		else lines.push(word);
	}
	return lines.map((text, n) => ({
		...line,
		text,
		size: fits(text) ? line.size : (line.size * (WIDTH - 2 * MARGIN)) / widthOf({ ...line, text }),
		gap: n === 0 ? (line.gap ?? 0) : 0
	}));
}

function sentences(text: string): string[] {
	return text.split(/(?<=\.)\s+/u);
}

function widthOf(line: Line): number {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="200">${textAt(line, 150)}</svg>`;
	return new Resvg(svg, OPTIONS).getBBox()?.width ?? 0;
}

function escape(text: string): string {
	return text
		.replace(/[\p{Cc}\p{Cs}]/gu, '')
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;');
}
