import type { Page } from '@playwright/test';
import { m } from '#lib/messages/compiled/messages.js';
import { test } from './exhibits.ts';
import { answerPage, attemptOn, goOn } from './learner.ts';
import { expectNoSidewaysScroll, expectNoViolation, smallTargets } from './page-rules.ts';
import { enterAs } from './readers.ts';
import { expect } from './world.ts';

/** All lessons take minutes; of each kind of page one is looked at every time (rules.spec.ts). */
const SOME = process.env['FULL'] ? Infinity : 1;
const LONG = 3_600_000;

test('every lesson and every question of its practice keep the rules of the interface', async ({
	page,
	world,
	exhibits
}) => {
	test.setTimeout(LONG);
	await enterAs('learner', page, world, exhibits);
	const lessons = world.library.modules.flatMap(({ id, lessons }) => lessons.map((lesson) => ({ module: id, lesson })));
	let questions = 0;
	for (const { module, lesson } of lessons.slice(0, SOME)) {
		const path = `/learn/${module}/${lesson.id}`;
		await page.goto(path);
		await look(page, path);
		await page.goto(`${path}/practice`);
		await goOn(page, () => page.locator('main form[method=POST]').getByRole('button').first().click());
		const attempt = await attemptOn(page, world);
		for (let on = true; on; questions++) {
			await look(page, `${path}, question ${questions}`);
			await answerPage(page, world, attempt, false);
			if (!page.url().endsWith('/explanation')) continue;
			await look(page, `${path}, explanation ${questions}`);
			const next = page.getByRole('link', { name: m.learner_question_next() });
			on = (await next.count()) > 0;
			if (on) await goOn(page, () => next.click());
		}
	}
	console.log(`Looked at ${Math.min(SOME, lessons.length)} lessons and ${questions} questions of their practice.`);
	expect(questions).toBeGreaterThan(lessons.slice(0, SOME).length);
});

async function look(page: Page, where: string): Promise<void> {
	await expect(page.locator('h1'), where).toHaveCount(1);
	expect.soft(await smallTargets(page), where).toEqual([]);
	await expectNoViolation(page);
	await expectNoSidewaysScroll(page, 360);
}
