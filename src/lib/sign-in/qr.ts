import { encode } from 'uqr';

/** A QR as one path of bars, a unit high, with the quiet margin that readers need. */
export interface Qr {
	size: number;
	path: string;
}

/** With a quarter of it unreadable it still reads: cards are folded, wet and worn. */
export function qrOf(text: string): Qr {
	const { size, data } = encode(text, { ecc: 'Q', border: 4 });
	return { size, path: data.map((row, y) => barsOf(row, y)).join('') };
}

/** Squares that lie beside each other are one bar: forty cards on a page are half as heavy. */
function barsOf(row: readonly boolean[], y: number): string {
	let bars = '';
	for (let x = 0; x < row.length; x += 1) {
		if (!row[x]) continue;
		const from = x;
		while (row[x + 1]) x += 1;
		const length = x + 1 - from;
		bars += `M${from} ${y}h${length}v1h-${length}z`;
	}
	return bars;
}
