/** What a paper says, whether it is printed, sent as a PDF or opened in a word processor. */
export interface Paper<Part = Block> {
	title: string;
	language: 'vi' | 'en';
	/** the one moment that stands in the file; the same paper with the same moment is the same file, byte for byte */
	madeAt: Date;
	blocks: readonly Part[];
}

export type Block = Heading | Paragraph | Table;

export interface Heading {
	kind: 'heading';
	text: string;
	/** 1 is the paper's title, 2 a part of it */
	level: 1 | 2;
	align?: 'centre';
}

export interface Paragraph {
	kind: 'paragraph';
	text: string;
	align?: 'centre' | 'right';
	weight?: 'bold';
	/** in points; 12 unless told */
	size?: number;
}

/** A table that goes on over pages, its headings repeated on each. */
export interface Table {
	kind: 'table';
	columns: readonly Column[];
	rows: readonly (readonly (string | number | null)[])[];
}

export interface Column {
	title: string;
	/** its share of the width, as a weight; 1 unless told */
	weight?: number;
	align?: 'right';
}

export const TEXT_SIZE = 12;

/** What stands in a cell; a number as it is read in the paper's language, nothing for what is missing. */
export function cellText(value: string | number | null, language: Paper['language']): string {
	if (value === null) return '';
	if (typeof value === 'string') return value.normalize('NFC');
	return new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB').format(value);
}
