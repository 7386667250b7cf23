import { existsSync, readdirSync } from 'node:fs';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import { searchText } from '#lib/shared/names.ts';

/** A title as it stands in addresses: without diacritics, small letters, hyphens. */
export function slugOf(title: string): string {
	if (title.trim() === '') refuse('Hãy ghi tên bằng tiếng Việt, đặt trong ngoặc kép.');
	const slug = searchText(title).replaceAll(' ', '-');
	if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))
		refuse(`Tên "${title}" không đổi được thành chữ không dấu. Hãy đặt tên khác.`);
	if (slug.length > 60) refuse('Tên dài quá. Hãy đặt tên ngắn hơn, tên dài viết sau trong "title".');
	return slug;
}

/** The number that was asked for, if it is free, or the next one after those of its kind. */
export function numberOf(wanted: string | undefined, taken: readonly string[], kin: readonly string[]): string {
	const numbers = new Set(taken.map((name) => name.slice(0, 2)));
	if (wanted !== undefined) {
		if (!/^\d{2}$/.test(wanted)) refuse('--number là hai chữ số, ví dụ --number 07.');
		if (numbers.has(wanted)) refuse(`Số ${wanted} đã dùng. Hãy chọn số khác, hoặc bỏ --number.`);
		return wanted;
	}
	const first = Math.max(0, ...(kin.length > 0 ? kin : taken).map((name) => Number(name.slice(0, 2)))) + 1;
	for (let number = first; number < 100; number++) {
		const written = String(number).padStart(2, '0');
		if (!numbers.has(written)) return written;
	}
	refuse('Hết số sau cùng. Hãy ghi --number với một số còn trống.');
}

/** Names of numbered folders, such as `01-thu-dien-tu`. */
export function foldersIn(path: string): string[] {
	if (!existsSync(path)) return [];
	const entries = readdirSync(path, { withFileTypes: true });
	return entries.filter((entry) => entry.isDirectory() && /^\d{2}-/.test(entry.name)).map((entry) => entry.name);
}

/** Ends the command with a sentence for its author. */
export function refuse(why: string): never {
	throw new StartFailure(why);
}
