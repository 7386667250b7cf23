import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Library } from '#lib/curriculum/content.ts';
import { readLibrary } from '#lib/curriculum/server/library.ts';
import { setLiveLibrary } from '#lib/curriculum/server/live.ts';
import { ContentError, writeProblem } from '#lib/curriculum/server/problems.ts';
import { escapeHtml } from '#lib/curriculum/server/screen.ts';
import { storeVersions } from '#lib/curriculum/server/versions.ts';
import type { Db } from '#lib/server/db/connect.ts';

/** What the files hold: content that can be used, or what is wrong with it. */
export type Content = Library | ContentError;

/**
 * The content as it is now, and again whenever one of its files has changed. Looks at the files' times instead of
 * asking the system to watch them: that works on every disk, and whatever way an editor saves.
 */
export async function* followContent(folder: string, every = 500): AsyncGenerator<Content, never> {
	for (let before = ''; ; await wait(every)) {
		const now = timesOf(folder);
		if (now === before) continue;
		before = now;
		yield readContentNow(folder);
	}
}

/**
 * Stores the versions of changed content and lets every page show it. Content that cannot be used is told on the
 * terminal and handed back; the pages then keep what they had.
 */
export async function takeContent(db: Db, content: Content): Promise<ContentError | null> {
	try {
		if (content instanceof ContentError) throw content;
		await storeVersions(db, content, new Date());
		setLiveLibrary(content);
		return null;
	} catch (error) {
		if (!(error instanceof ContentError)) throw error;
		console.error(error.message);
		return error;
	}
}

/** A page that says what is wrong with the content, until it is put right; it looks again by itself. */
export function answerRefused(response: ServerResponse, { problems }: ContentError): void {
	const list = problems.map((problem) => `<li>${escapeHtml(writeProblem(problem))}</li>`).join('\n');
	response.writeHead(503, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
	response.end(
		`<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
			`<meta http-equiv="refresh" content="2"><title>Nội dung cần sửa</title>` +
			`<h1>Nội dung có ${problems.length} chỗ cần sửa</h1><ul>${list}</ul>` +
			`<p>Sửa tệp rồi lưu lại. Trang này tự xem lại.</p></html>`
	);
}

function readContentNow(folder: string): Content {
	try {
		return readLibrary(folder);
	} catch (error) {
		if (error instanceof ContentError) return error;
		// A file can go away between being listed and being read.
		const say = `Không đọc được (${error instanceof Error ? error.message : String(error)}). Hãy lưu lại tệp vừa sửa.`;
		return new ContentError([{ file: basename(folder), line: 1, say }]);
	}
}

function timesOf(folder: string): string {
	try {
		const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
		return entries
			.map((entry) => join(entry.parentPath, entry.name))
			.sort()
			.map((path) => `${path} ${statSync(path).mtimeMs} ${statSync(path).size}`)
			.join('\n');
	} catch (error) {
		return String(error);
	}
}
