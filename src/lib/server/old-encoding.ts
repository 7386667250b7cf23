/** Codes in which Vietnamese was written before Unicode. */
export type OldEncoding = 'TCVN3' | 'VNI' | 'Windows-1258';

/**
 * How each code writes what stands in nearly every list of names. TCVN3 has one byte for each letter with its marks;
 * VNI writes the mark as a byte of its own after the plain letter; Windows-1258 writes the tone after a letter.
 */
const SIGNS: Record<OldEncoding, RegExp> = {
	TCVN3: /[\xa8-\xae\xb5-\xb9\xbb-\xbe\xc6-\xd8\xdc-\xdf]/g,
	VNI: /[aeiouyAEIOUY\xf4\xd4\xf6\xd6][\xd5\xd8\xd9\xdb\xcf\xf5\xf8\xf9\xfb\xef\xc2\xca\xc1\xc0\xc5\xc4\xc3\xe2\xea\xe1\xe0\xe5\xe4\xe3\xe9\xe8\xeb\xfa\xfc]|\xf1/g,
	'Windows-1258': /[aeiouyAEIOUY\xe2\xea\xf4\xf5\xfd\xe3\xc2\xca\xd4\xd5\xdd\xc3][\xcc\xec\xd2\xf2\xde]|[\xf0\xfd]/g
};

/**
 * Which old code a text that is no Unicode is most likely written in, or null where nothing speaks for one of them more
 * than for the others. It only names the code to whoever sent the file: no text is ever read by a guess.
 */
export function oldEncodingOf(bytes: Uint8Array): OldEncoding | null {
	const text = Buffer.from(bytes.subarray(0, 20_000)).toString('latin1');
	const high = text.match(/[\x80-\xff]/g)?.length ?? 0;
	const shares = (Object.entries(SIGNS) as [OldEncoding, RegExp][])
		.map(([code, signs]) => ({ code, share: (text.match(signs)?.length ?? 0) / Math.max(1, high) }))
		.sort((a, b) => b.share - a.share);
	const [first, second] = shares;
	return first && second && first.share > 0 && first.share > second.share ? first.code : null;
}
