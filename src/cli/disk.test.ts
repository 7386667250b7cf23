import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { diskProblems, roomIn } from './disk.ts';

test('room is told for each folder that exists', () => {
	expect(roomIn([tmpdir(), undefined, '/nowhere/at/all'])).toMatchObject([{ folder: tmpdir() }]);
	expect(diskProblems([undefined])).toEqual([]);
});
