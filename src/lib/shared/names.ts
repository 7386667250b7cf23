/** A name as we store it: composed letters (NFC), single spaces, nothing around it. */
export function tidyName(name: string): string {
	return name.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/**
 * Text for searching without diacritics: "Đống Đa", "dong da" and the two placements of a tone mark (Hòa, Hoà)
 * become the same letters.
 */
export function searchText(text: string): string {
	return (
		tidyName(text)
			.toLowerCase()
			// ð is what converters from old Vietnamese encodings leave in place of đ
			.replace(/[đð]/g, 'd')
			.normalize('NFD')
			.replace(/\p{Mark}+/gu, '')
			.replace(/[^\p{L}\p{N}]+/gu, ' ')
			.trim()
	);
}

/**
 * What a person is searched by: her full name, two spaces, and what people call her. The spaces tell where a name ends,
 * so that whose everyday name it is comes before whoever else is called like it.
 */
export function searchNames(fullName: string, everydayName: string | null): string {
	return `${searchText(fullName)}  ${searchText(everydayName ?? '')}`;
}

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/**
 * How a name is spelled, whatever hand wrote it: equal for "Tổ Hòa Bình 5" and "tổ hoà  bình 05", different for
 * "Thôn Đông" and "Thôn Đồng". Not for showing.
 */
export function spellingOf(name: string): string {
	return name
		.toLowerCase()
		.normalize('NFD')
		.split(/[^\p{L}\p{N}\p{Mark}]+/u)
		.filter((word) => word !== '')
		.map((word) => word.replace(TONES, '').replace(/^0+(?=\d)/, '') + (word.match(TONES) ?? []).join(''))
		.join(' ');
}

/** Vietnamese lists sort people by given name, the last word, then by the rest. */
export function sortKey(fullName: string): string {
	const words = tidyName(fullName).split(' ');
	const given = words.pop() ?? '';
	return [given, ...words].join(' ');
}
