import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Recordings, soundName } from './recordings.ts';

const HALF_A_MINUTE = 30_000;

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'hoc-so-media-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a text has the recordings that were made of these very words, Vietnamese first', () => {
	put('jra', 'Đọc tên người nhận', 'm4a');
	put('vie', 'Đọc tên người nhận', 'mp3');
	const recordings = new Recordings(folder, 0);
	const name = soundName('Đọc tên người nhận');
	expect(recordings.of('Đọc tên\n người nhận'.normalize('NFD'), 1)).toEqual([
		{ language: 'vie', address: `/sound/vie/${name}.mp3` },
		{ language: 'jra', address: `/sound/jra/${name}.m4a` }
	]);
	expect(recordings.of('Đọc tên người gửi', 1)).toEqual([]);
});

test('what is no recording, or in a language that we do not know, is not offered', () => {
	put('vie', 'Một', 'txt');
	put('xxx', 'Một', 'mp3');
	mkdirSync(join(folder, 'vie', 'notes'));
	expect(new Recordings(folder, 0).of('Một', 1)).toEqual([]);
	expect(new Recordings(join(folder, 'missing'), 0).of('Một', 1)).toEqual([]);
});

test('a recording that is put there or taken away is noticed without a restart', async () => {
	const recordings = new Recordings(folder, 0);
	put('vie', 'Hai', 'ogg');
	expect(recordings.of('Hai', HALF_A_MINUTE)).toEqual([]);
	recordings.of('Hai', HALF_A_MINUTE + 1);
	await expect.poll(() => recordings.of('Hai', HALF_A_MINUTE + 2)).toHaveLength(1);
	rmSync(join(folder, 'vie'), { recursive: true });
	recordings.of('Hai', 3 * HALF_A_MINUTE);
	await expect.poll(() => recordings.of('Hai', 3 * HALF_A_MINUTE + 1)).toEqual([]);
});

function put(language: string, text: string, ending: string): void {
	mkdirSync(join(folder, language), { recursive: true });
	writeFileSync(join(folder, language, `${soundName(text)}.${ending}`), 'sound');
}
