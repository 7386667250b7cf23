import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { ADDRESSES } from '#lib/territory/settings.ts';
import * as compiled from '#lib/messages/compiled/messages/_index.js';

const FOLDER = import.meta.dirname;
const SETTINGS = join(FOLDER, '../../../project.inlang/settings.json');
/** The words of address stand in Vietnamese only: English says "you". */
const ADDRESS = new Set(['address', 'Address']);

type Messages = Record<string, string>;

const areas = readdirSync(join(FOLDER, 'vi')).sort();
const vi = readAll('vi');
const en = readAll('en');

function read(language: 'vi' | 'en', area: string): Messages {
	return JSON.parse(readFileSync(join(FOLDER, language, area), 'utf8')) as Messages;
}

function readAll(language: 'vi' | 'en'): Messages {
	return Object.assign({}, ...areas.map((area) => read(language, area))) as Messages;
}

function placeholders(text: string): string[] {
	const found = [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
	return [...new Set(found)].filter((name) => !ADDRESS.has(name)).sort();
}

function sentences(text: string): string[] {
	return text.split(/(?<=[.!?…:])\s+/u).filter(Boolean);
}

function syllables(sentence: string): number {
	return sentence.split(/\s+/u).filter((word) => /[\p{L}\p{N}{]/u.test(word)).length;
}

test('a text stands in one area only, since of two the last would silently win', () => {
	const keys = areas.flatMap((area) => Object.keys(read('vi', area)).filter((key) => key !== '$schema'));
	expect(keys.filter((key, n) => keys.indexOf(key) !== n)).toEqual([]);
});

test('every area of both languages is compiled', () => {
	const settings = JSON.parse(readFileSync(SETTINGS, 'utf8')) as {
		'plugin.inlang.messageFormat': { pathPattern: string[] };
	};
	const listed = settings['plugin.inlang.messageFormat'].pathPattern.map((path) => basename(path)).sort();
	expect(listed).toEqual(areas);
	expect(readdirSync(join(FOLDER, 'en')).sort()).toEqual(areas);
});

test('no message is compiled away', () => {
	const keys = Object.keys(vi).sort();
	expect(keys.length).toBeGreaterThan(0);
	expect(Object.keys(compiled).sort()).toEqual(keys);
});

test('no key stands in two areas', () => {
	const keys = areas.flatMap((area) => Object.keys(read('vi', area)));
	expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test('both languages have the same keys', () => {
	for (const area of areas) {
		expect(Object.keys(read('en', area)).sort(), area).toEqual(Object.keys(read('vi', area)).sort());
	}
});

test('both languages have the same placeholders', () => {
	for (const [key, text] of Object.entries(vi)) expect(placeholders(en[key] ?? ''), key).toEqual(placeholders(text));
});

test('English calls nobody by a word of address, not even one that is put in', () => {
	// Where {address} is an address on the internet or of a house, or the word itself is spoken of.
	const others = ['certificate_check_at', 'class_where', 'mail_saved', 'office_province_now', 'opening_join_typed'];
	const called = Object.entries(en).filter(([, text]) => /\{address\}/i.test(text));
	expect(called.map(([key]) => key).sort()).toEqual(others);
});

test('no message is empty', () => {
	for (const messages of [vi, en]) {
		expect(Object.keys(messages).filter((key) => messages[key]?.trim() === '')).toEqual([]);
	}
});

test('Vietnamese is written in composed letters', () => {
	expect(Object.keys(vi).filter((key) => vi[key] !== vi[key]?.normalize('NFC'))).toEqual([]);
});

test('nobody is called "bạn", and nobody has "failed"', () => {
	const wrong = /(?<!\p{L})(bạn|mù số|không đạt|đăng xuất)(?!\p{L})/iu;
	expect(Object.keys(vi).filter((key) => wrong.test(vi[key] ?? ''))).toEqual([]);
});

test('no message says a word of address itself: the province chooses it', () => {
	const words = Object.values(ADDRESSES).map(({ lower }) => lower);
	const said = new RegExp(`(?<!\\p{L})(${words.join('|')})(?!\\p{L})`, 'iu');
	expect(Object.keys(vi).filter((key) => said.test(vi[key] ?? ''))).toEqual([]);
});

test('what learners read has short sentences: 25 words at most, 14 on average', () => {
	const learners = areas.filter((area) => !['office.json', 'sign_in.json', 'staff.json'].includes(area));
	const lengths = learners
		.flatMap((area) => Object.entries(read('vi', area)))
		.flatMap(([key, text]) => sentences(text).map((sentence) => ({ key, words: syllables(sentence) })));
	expect(lengths.filter(({ words }) => words > 25)).toEqual([]);
	expect(lengths.reduce((sum, { words }) => sum + words, 0) / lengths.length).toBeLessThanOrEqual(14);
});
