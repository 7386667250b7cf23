import { encode } from 'uqr';

/** A QR as one path of squares, a unit each, with the quiet margin that readers need. */
export interface Qr {
	size: number;
	path: string;
}

/** With a quarter of it unreadable it still reads: cards are folded, wet and worn. */
export function qrOf(text: string): Qr {
	const { size, data } = encode(text, { ecc: 'Q', border: 4 });
	const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
	return { size, path: squares.join('') };
}
