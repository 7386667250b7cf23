import { expect, test } from 'vitest';
import { DomainError } from '#lib/shared/errors.ts';
import { hashSlowly, inTurn, matches } from '#lib/sign-in/server/slow-hash.ts';

test('a crowd is served a few at a time, two hundred wait, the rest are told to come back', async () => {
	let running = 0;
	let most = 0;
	const crowd = Array.from({ length: 300 }, () =>
		inTurn(async () => {
			running += 1;
			most = Math.max(most, running);
			await new Promise((resume) => setTimeout(resume, 1));
			running -= 1;
		})
	);
	const refusals = (await Promise.allSettled(crowd)).filter((one) => one.status === 'rejected');
	expect(most).toBeLessThanOrEqual(4);
	expect(refusals).toHaveLength(300 - 200 - most);
	expect(refusals[0]?.reason).toMatchObject({ code: 'sign_in_busy', status: 503 });
});

test('work that fails gives its place up', async () => {
	for (let n = 0; n < 10; n += 1) {
		await expect(inTurn(() => Promise.reject(new DomainError('wrong', 401)))).rejects.toThrow();
	}
	expect(await inTurn(() => Promise.resolve('served'))).toBe('served');
});

test('nobody has the password of nobody', async () => {
	const hashed = await hashSlowly('gặt lúa');
	expect(await matches(hashed, 'gặt lúa')).toBe(true);
	expect(await matches(hashed, 'gặt lúa ')).toBe(false);
	expect(await matches(null, 'gặt lúa')).toBe(false);
	expect(await matches(null, '')).toBe(false);
});
