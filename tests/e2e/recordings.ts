import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listAllScripts } from '../../src/cli/scripts-to-record.ts';
import { readLibrary } from '#lib/curriculum/server/library.ts';
import { soundName } from '#lib/server/sound/recordings.ts';

const RATE = 8000;

/** Puts a moment of silence where the recording of each text of the first module belongs; the other modules have none. */
export function recordFirstModule(content: string, media: string): void {
	const [first] = listAllScripts(readLibrary(content));
	mkdirSync(join(media, 'vie'), { recursive: true });
	for (const { text } of first?.scripts ?? []) {
		writeFileSync(join(media, 'vie', `${soundName(text)}.wav`), silence(RATE / 5));
	}
}

/** A WAV file of 16-bit samples, all of them zero. */
function silence(samples: number): Buffer {
	const head = Buffer.alloc(44);
	head.write('RIFF', 0);
	head.writeUInt32LE(36 + samples * 2, 4);
	head.write('WAVEfmt ', 8);
	head.writeUInt32LE(16, 16);
	head.writeUInt16LE(1, 20);
	head.writeUInt16LE(1, 22);
	head.writeUInt32LE(RATE, 24);
	head.writeUInt32LE(RATE * 2, 28);
	head.writeUInt16LE(2, 32);
	head.writeUInt16LE(16, 34);
	head.write('data', 36);
	head.writeUInt32LE(samples * 2, 40);
	return Buffer.concat([head, Buffer.alloc(samples * 2)]);
}
