/** A piece of a fact's source: words, or an address with the name of its site. */
export interface SourcePart {
	text: string;
	href: string | null;
}

/** There are as many as facts in the content, and every look at a lesson asks for those of its own. */
const known = new Map<string, SourcePart[]>();

/** Splits what an author wrote as a source ("Công an Hà Nội, 01/2026; https://a.vn/x ; https://b.vn/y") into its pieces. */
export function splitSource(source: string): readonly SourcePart[] {
	const parts = known.get(source) ?? split(source);
	known.set(source, parts);
	return parts;
}

function split(source: string): SourcePart[] {
	return source
		.split(/;\s+|(?<=[\s:(])(?=https?:\/\/)|(?<=https?:\/\/[^\s;]*[^\s;),])(?=\s|\))/u)
		.map((piece) =>
			piece
				.replace(/^[\s(),;]+|[\s(,;:]+$/gu, '')
				.replace(/^([^(]*)\)$/u, '$1')
				.replace(/ \(([^)]*)$/u, ', $1')
		)
		.filter((piece) => piece !== '')
		.map(partOf);
}

function partOf(piece: string): SourcePart {
	if (!/^https?:\/\//.test(piece) || !URL.canParse(piece)) return { text: piece, href: null };
	return { text: new URL(piece).hostname.replace(/^www\./, ''), href: piece };
}
