import { expect, test } from 'vitest';
import type { Lesson, Library, Module } from '#lib/curriculum/content.ts';
import { nextStep } from './next-step.ts';

const module = (id: string, lessons: string[]) =>
	({ id, lessons: lessons.map((lesson) => ({ id: lesson, module: id }) as Lesson) }) as Module;

const library: Pick<Library, 'modules'> = {
	modules: [module('thu', ['mo', 'viet', 'gui']), module('tien', ['chuyen', 'nhan'])]
};
const stand = (done: string[], missing = ['thu', 'tien']) => {
	const [last] = done.slice(-1);
	const [module = '', lesson = ''] = last?.split('/') ?? [];
	return { lessonsDone: new Set(done), lastLesson: last ? { module, lesson } : null, missing };
};

test('a newcomer begins with the first lesson', () => {
	expect(nextStep(library, stand([]))).toEqual({ kind: 'lesson', module: 'thu', lesson: 'mo', begun: false });
});

test('who has begun goes on in the module in which she learned last', () => {
	expect(nextStep(library, stand(['tien/chuyen']))).toMatchObject({ module: 'tien', lesson: 'nhan', begun: true });
});

test('a skipped lesson comes after those that follow', () => {
	expect(nextStep(library, stand(['thu/viet']))).toMatchObject({ lesson: 'gui' });
	expect(nextStep(library, stand(['thu/viet', 'thu/gui']))).toMatchObject({ lesson: 'mo' });
});

test('after the last lesson comes the test of the module', () => {
	expect(nextStep(library, stand(['thu/mo', 'thu/viet', 'thu/gui']))).toEqual({ kind: 'test', module: 'thu' });
});

test('a module that is passed is not offered again, even where she learned there last', () => {
	expect(nextStep(library, stand(['thu/mo'], ['tien']))).toMatchObject({
		module: 'tien',
		lesson: 'chuyen',
		begun: false
	});
});

test('what is missing comes in the order of the standard, and what it does not ask for is left to her', () => {
	expect(nextStep(library, stand([], ['tien', 'thu']))).toMatchObject({ module: 'tien', lesson: 'chuyen' });
	expect(nextStep(library, stand(['thu/mo'], ['tien']))).toMatchObject({ module: 'tien' });
});

test('who misses nothing is led nowhere', () => {
	expect(nextStep(library, stand(['thu/mo'], []))).toEqual({ kind: 'done' });
});
