import { CsvError, parse } from 'csv-parse/sync';
import readXlsx from 'read-excel-file/node';
import { DomainError } from '#lib/shared/errors.ts';
import { oldEncodingOf } from '#lib/server/old-encoding.ts';
import { checkWorkbook } from '#lib/server/workbook-check.ts';

/** A line of a table that somebody sent: its number as a spreadsheet shows it, and its cells as text (NFC, trimmed). */
export interface TableLine {
	line: number;
	cells: string[];
}

export interface TableLimits {
	bytes: number;
	lines: number;
	columns: number;
}

const USUAL: TableLimits = { bytes: 400_000, lines: 2000, columns: 60 };

/**
 * The lines of a CSV file or of the first sheet of a workbook, empty ones left out. A CSV file may be UTF-8, with or
 * without its mark, or UTF-16, with commas, semicolons or tabs. Days of a workbook come as 2026-11-22, formulas as what
 * they gave when it was saved, and a cell merged downwards on each of its lines. Refuses (422)
 * what is too large (`table_too_big`, `table_too_long`), empty, in an old encoding (`table_encoding_old` with its name, `table_encoding`), broken, locked,
 * or no table at all. What it says stays with the reader: no cell is interpreted.
 */
export async function readTable(bytes: Uint8Array, limits: TableLimits = USUAL): Promise<TableLine[]> {
	if (bytes.length === 0) throw new DomainError('table_empty', 422);
	if (bytes.length > limits.bytes) {
		throw new DomainError('table_too_big', 422, { most: Math.floor(limits.bytes / 1000) });
	}
	const rows = startsWith(bytes, ZIP) ? await workbook(bytes) : csv(bytes);
	const lines = rows
		.map(({ line, cells }) => ({ line, cells: cells.slice(0, limits.columns).map(tidyCell) }))
		.filter(({ cells }) => cells.some((cell) => cell !== ''));
	if (lines.length === 0) throw new DomainError('table_empty', 422);
	if (lines.length > limits.lines) throw new DomainError('table_too_long', 422, { most: limits.lines });
	return lines;
}

const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** an old .xls, or a workbook with a password */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
	return head.every((byte, index) => bytes[index] === byte);
}

async function workbook(bytes: Uint8Array): Promise<TableLine[]> {
	const { xml, file } = checkWorkbook(bytes);
	try {
		const [sheet] = await readXlsx(file);
		const lines = (sheet?.data ?? []).map((cells, index) => ({ line: index + 1, cells: cells.map(textOf) }));
		return fillMerged(lines, xml ?? '');
	} catch {
		throw new DomainError('table_broken', 422, { line: 1 });
	}
}

/** A cell merged with those below it (a household's name beside its people) says the same on each of their lines. */
function fillMerged(lines: TableLine[], xml: string): TableLine[] {
	for (const [, letters = '', from, , to] of xml.matchAll(MERGED)) {
		const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
		const value = lines[Number(from) - 1]?.cells[column] ?? '';
		if (value === '') continue;
		for (const { cells } of lines.slice(Number(from), Number(to))) {
			if (column < cells.length) cells[column] = value;
		}
	}
	return lines;
}

const MERGED = /<(?:\w+:)?mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g;

function textOf(cell: unknown): string {
	if (cell === null || cell === undefined) return '';
	if (cell instanceof Date) return cell.toISOString().slice(0, 10);
	// A long number would be written as 1.2e+21.
	if (typeof cell === 'number') return Number.isInteger(cell) ? BigInt(cell).toString() : String(cell);
	return typeof cell === 'string' || typeof cell === 'boolean' ? String(cell) : '';
}

function csv(bytes: Uint8Array): TableLine[] {
	if (startsWith(bytes, COMPOUND)) throw new DomainError('table_old_or_locked', 422);
	const text = decode(bytes);
	if (text.includes('\0')) throw new DomainError('table_unknown', 422);
	const begin = /^sep=(.)\r?\n/i.exec(text);
	const body = begin ? text.slice(begin[0].length) : text;
	try {
		const rows = parse(body, {
			delimiter: begin?.[1] ?? delimiterOf(body),
			relax_column_count: true,
			max_record_size: 100_000
		}) as unknown as string[][];
		// A spreadsheet numbers rows; a line end inside quotes begins none.
		return rows.map((cells, index) => ({ line: index + (begin ? 2 : 1), cells }));
	} catch (broken) {
		const line = broken instanceof CsvError ? Number(broken['lines'] ?? 1) : 1;
		throw new DomainError('table_broken', 422, { line });
	}
}

function decode(bytes: Uint8Array): string {
	const fatal = { fatal: true };
	try {
		if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le', fatal).decode(bytes);
		if (startsWith(bytes, [0xfe, 0xff])) return new TextDecoder('utf-16be', fatal).decode(bytes);
		// Every other byte is zero where Latin letters are written in sixteen bits.
		const zerosAt = (parity: number) =>
			bytes.slice(0, 200).filter((byte, index) => byte === 0 && index % 2 === parity).length;
		if (zerosAt(1) > 20) return new TextDecoder('utf-16le', fatal).decode(bytes);
		if (zerosAt(0) > 20) return new TextDecoder('utf-16be', fatal).decode(bytes);
		return new TextDecoder('utf-8', fatal).decode(bytes);
	} catch {
		// No text at all: a program, a picture.
		if (bytes.includes(0)) throw new DomainError('table_unknown', 422);
		// TCVN3, VNI, Windows-1258: whatever one guesses, some names would come out wrong unseen.
		const code = oldEncodingOf(bytes);
		throw code === null ? new DomainError('table_encoding', 422) : new DomainError('table_encoding_old', 422, { code });
	}
}

/** What stands most often outside quotes in the first lines. */
function delimiterOf(text: string): string {
	const head = text
		.split('\n', 5)
		.join('\n')
		.replace(/"[^"]*"/g, '');
	const count = (sign: string) => head.split(sign).length;
	return [',', ';', '\t'].reduce((most, sign) => (count(sign) > count(most) ? sign : most));
}

function tidyCell(cell: string): string {
	return cell
		.normalize('NFC')
		.replace(/[\s\u00a0\u200b\ufeff]+/gu, ' ')
		.trim();
}
