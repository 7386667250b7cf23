import { once } from 'node:events';
import { renameSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ContentError } from '#lib/curriculum/server/problems.ts';
import { LESSON, QUIZ, writeTinyContent, type TinyContent } from '#lib/curriculum/server/tiny-content.ts';
import { answerRefused, type Content, followContent } from './live-content.ts';

let content: TinyContent;
let follow: AsyncGenerator<Content, never>;
beforeEach(() => {
	content = writeTinyContent();
	follow = followContent(content.folder, 5);
});
afterEach(() => content.remove());

const next = async (): Promise<Content> => (await follow.next()).value;
const titleOf = (now: Content): string | undefined =>
	now instanceof ContentError ? undefined : now.modules[0]?.lessons[0]?.title.vi;

test('what an author saves is there at once', async () => {
	expect(titleOf(await next())).toBe('Đọc thư');
	content.plant(LESSON, 'title: Đọc thư', 'title: Đọc một lá thư');
	expect(titleOf(await next())).toBe('Đọc một lá thư');
});

test('a broken file is told with its line, and mending it is enough', async () => {
	await next();
	content.plant(QUIZ, 'explain: Đọc kỹ rồi hãy làm.', 'giai-thich: Đọc kỹ rồi hãy làm.');
	const broken = await next();
	expect(broken).toBeInstanceOf(ContentError);
	expect((broken as ContentError).message).toMatch(/quiz\.yaml:13: Không hiểu mục "giai-thich"/);
	content.plant(QUIZ, 'giai-thich:', 'explain:');
	expect(titleOf(await next())).toBe('Đọc thư');
});

test('a folder that is gone for a while ends nothing', async () => {
	await next();
	renameSync(content.folder, `${content.folder}-away`);
	expect(await next()).toBeInstanceOf(ContentError);
	renameSync(`${content.folder}-away`, content.folder);
	expect(titleOf(await next())).toBe('Đọc thư');
});

test('a page says what to mend, whatever the text of a file', async () => {
	content.plant(QUIZ, 'lesson: doc-thu', 'lesson: <script>');
	const refused = await next();
	const server = createServer((_, response) => answerRefused(response, refused as ContentError)).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/learn`);
	server.close();
	expect(answer.status).toBe(503);
	const page = await answer.text();
	expect(page).toContain('Nội dung có 1 chỗ cần sửa');
	expect(page).toContain('quiz.yaml:3: ');
	expect(page).not.toContain('<script>');
});
