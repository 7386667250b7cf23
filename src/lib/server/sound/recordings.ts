import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Recording, SPOKEN_LANGUAGES, type SpokenLanguage } from '#lib/shared/spoken.ts';

/** Endings of the files that phones' recorders make and browsers play. */
export const ENDINGS = ['mp3', 'm4a', 'aac', 'ogg', 'opus', 'webm', 'wav'];

const LANGUAGES = Object.keys(SPOKEN_LANGUAGES) as SpokenLanguage[];
const FILE = new RegExp(`^([0-9a-f]{12})\\.(${ENDINGS.join('|')})$`);
const READ_AGAIN_AFTER = 30_000;

/**
 * What a text's recording is called: 12 hexadecimal digits of the SHA-256 of its words. A text that is changed by a word
 * has another name, so that nobody ever hears what is no longer written; white space does not matter.
 */
export function soundName(text: string): string {
	const words = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
	return createHash('sha256').update(words).digest('hex').slice(0, 12);
}

/** Whether this is the path of a recording within the media folder; nothing else there is for others. */
export function isRecording(path: string): boolean {
	const [language = '', file = '', ...more] = path.split('/');
	return language in SPOKEN_LANGUAGES && FILE.test(file) && more.length === 0;
}

/** The recordings of a media folder: `<language>/<name>.<ending>`, one folder for each spoken language. */
export class Recordings {
	readonly #folder: string;
	#files = new Map<SpokenLanguage, Map<string, string>>();
	#readAt: number;

	/** Reads the folder, which need not exist yet. Files that are put there later are found within half a minute. */
	constructor(folder: string, now: number) {
		this.#folder = folder;
		this.#readAt = now;
		for (const language of LANGUAGES)
			this.#keep(
				language,
				namesIn(() => readdirSync(join(folder, language)))
			);
	}

	/** The recordings of a text, Vietnamese first; none where nobody has made one. */
	of(text: string, now: number): Recording[] {
		if (now - this.#readAt > READ_AGAIN_AFTER) void this.#readAgain(now);
		if (this.#files.size === 0) return [];
		const name = soundName(text);
		return LANGUAGES.flatMap((language) => {
			const file = this.#files.get(language)?.get(name);
			return file === undefined ? [] : [{ language, address: `/sound/${language}/${file}` }];
		});
	}

	async #readAgain(now: number): Promise<void> {
		this.#readAt = now;
		for (const language of LANGUAGES) {
			this.#keep(language, await readdir(join(this.#folder, language)).catch(() => []));
		}
	}

	#keep(language: SpokenLanguage, names: string[]): void {
		const files = new Map<string, string>();
		for (const file of names) {
			const name = FILE.exec(file)?.[1];
			if (name !== undefined) files.set(name, file);
		}
		if (files.size === 0) this.#files.delete(language);
		else this.#files.set(language, files);
	}
}

function namesIn(read: () => string[]): string[] {
	try {
		return read();
	} catch {
		return [];
	}
}
