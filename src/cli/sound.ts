import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Address } from '#lib/curriculum/content.ts';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import { ENDINGS, Recordings, soundName } from '#lib/server/sound/recordings.ts';
import { SPOKEN_LANGUAGES, type SpokenLanguage } from '#lib/shared/spoken.ts';
import { ADDRESS_FORMS, ADDRESSES, NOTHING_SET, type AddressForm } from '#lib/territory/settings.ts';
import { readContent } from './preparation.ts';
import { runCommand } from './run-command.ts';
import { listAllScripts, type Chapter } from './scripts-to-record.ts';
import { requireSettings } from './settings.ts';

// `npm run content:sound`: what can be listened to and what is still to be recorded; puts recordings in their place.
// Vietnamese for the terminal, like content:check: those who use it write and record lessons. docs/recordings.md.
const USAGE = `Cách dùng:
  npm run content:sound                               đã ghi âm bao nhiêu, từng phần
  npm run content:sound -- list [phần]                những lời chưa ghi âm, có mã
  npm run content:sound -- add <thư mục>              nhận các tệp ghi âm, tên tệp bắt đầu bằng mã
  npm run content:sound -- draft <thư mục> [phần]     đọc nháp bằng máy (espeak-ng), chỉ để người viết nghe thử
Thêm --language jra để làm với tiếng khác: ${Object.keys(SPOKEN_LANGUAGES).join(', ')}.
Thêm --address co_chu nếu tỉnh chọn cách xưng hô khác: ${ADDRESS_FORMS.join(', ')}.`;

await runCommand(main);

function main(): void {
	const { values, positionals } = parseArgs({
		options: {
			language: { type: 'string', default: 'vie' },
			address: { type: 'string', default: NOTHING_SET.address }
		},
		allowPositionals: true
	});
	const [command = 'count', first, second] = positionals;
	const language = languageOf(values.language);
	const all = listAllScripts(readContent(), addressOf(values.address));
	if (command === 'count') printCounts(all, language);
	else if (command === 'list') printMissing(chosen(all, first), language);
	else if (command === 'add' && first) addFiles(all, language, first);
	else if (command === 'draft' && first) draft(chosen(all, second), language, first);
	else throw new StartFailure(USAGE);
}

function printCounts(chapters: Chapter[], language: SpokenLanguage): void {
	let [made, all] = [0, 0];
	for (const { id, scripts } of chapters) {
		const missing = missingOf(scripts, language).length;
		console.log(`${id.padEnd(28)} đã ghi ${String(scripts.length - missing).padStart(4)} / ${scripts.length}`);
		[made, all] = [made + scripts.length - missing, all + scripts.length];
	}
	console.log(`Tất cả (${SPOKEN_LANGUAGES[language]}): đã ghi ${made} / ${all}, còn thiếu ${all - made}.`);
}

function printMissing(chapters: Chapter[], language: SpokenLanguage): void {
	for (const { id, scripts } of chapters) {
		for (const { what, text } of missingOf(scripts, language)) console.log(`${soundName(text)}  ${what}\n${text}\n`);
		console.log(`${id}: còn thiếu ${missingOf(scripts, language).length} lời.`);
	}
}

/** Copies each file whose name begins with the code of a text, or with enough of it, to where the application finds it. */
function addFiles(chapters: Chapter[], language: SpokenLanguage, from: string): void {
	const names = new Set(chapters.flatMap(({ scripts }) => scripts.map(({ text }) => soundName(text))));
	const to = join(mediaFolder(), language);
	mkdirSync(to, { recursive: true });
	const refused: string[] = [];
	let added = 0;
	for (const file of readdirSync(from).sort()) {
		const ending = extname(file).slice(1).toLowerCase();
		const code = /^[0-9a-f]{4,12}/.exec(file.toLowerCase())?.[0];
		const meant = code === undefined ? [] : [...names].filter((name) => name.startsWith(code));
		const [name] = meant;
		if (!ENDINGS.includes(ending)) refused.push(`${file}: không phải tệp âm thanh. Hãy dùng ${ENDINGS.join(', ')}.`);
		else if (meant.length > 1) refused.push(`${file}: mã "${code}" hợp với nhiều lời. Hãy ghi mã dài hơn.`);
		else if (name === undefined) refused.push(`${file}: không có lời nào mang mã này. Hãy xem lại mã trong danh sách.`);
		else {
			copyFileSync(join(from, file), join(to, `${name}.${ending}`));
			added += 1;
		}
	}
	console.log(`Đã nhận ${added} tệp ghi âm vào ${to}.`);
	if (refused.length > 0) throw new StartFailure(refused.join('\n'));
}

function draft(chapters: Chapter[], language: SpokenLanguage, folder: string): void {
	if (language !== 'vie') throw new StartFailure('Máy chỉ đọc nháp được tiếng Việt. Tiếng khác cần người đọc.');
	mkdirSync(folder, { recursive: true });
	let made = 0;
	for (const { scripts } of chapters) {
		for (const { text } of missingOf(scripts, language)) {
			const file = join(folder, `${soundName(text)}.wav`);
			const { error, status } = spawnSync('espeak-ng', ['-v', 'vi', '-s', '140', '-w', file], { input: text });
			if (error || status !== 0) {
				throw new StartFailure('Chưa có chương trình espeak-ng. Trên Debian, Ubuntu: apt-get install espeak-ng.');
			}
			made += 1;
		}
	}
	console.log(`Đã đọc nháp ${made} lời vào ${folder}. Bản nháp chỉ để người viết nghe thử, không đưa cho người học.`);
}

function missingOf(scripts: Chapter['scripts'], language: SpokenLanguage): Chapter['scripts'] {
	const now = Date.now();
	const recordings = new Recordings(requireSettings().HOC_SO_MEDIA ?? '', now);
	return scripts.filter(({ text }) => !recordings.of(text, now).some((one) => one.language === language));
}

function chosen(all: Chapter[], only: string | undefined): Chapter[] {
	const found = all.filter(({ id }) => only === undefined || id === only);
	if (found.length === 0) {
		throw new StartFailure(`Không có phần "${only}". Các phần: ${all.map(({ id }) => id).join(', ')}.`);
	}
	return found;
}

function addressOf(form: string): Address {
	if (Object.hasOwn(ADDRESSES, form)) return ADDRESSES[form as AddressForm];
	throw new StartFailure(`Không có cách xưng hô "${form}". Hãy chọn: ${ADDRESS_FORMS.join(', ')}.`);
}

function languageOf(code: string): SpokenLanguage {
	if (code in SPOKEN_LANGUAGES) return code as SpokenLanguage;
	throw new StartFailure(`Không có tiếng "${code}". Hãy chọn: ${Object.keys(SPOKEN_LANGUAGES).join(', ')}.`);
}

function mediaFolder(): string {
	const folder = requireSettings().HOC_SO_MEDIA;
	if (folder === undefined) throw new StartFailure('Hãy đặt HOC_SO_MEDIA là thư mục để tệp ghi âm.');
	return folder;
}
